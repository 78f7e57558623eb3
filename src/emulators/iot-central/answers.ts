import type { EmulatorAnswer } from '../answer.ts';
import type { EmulatorRequest } from '../routes.ts';
import type { Positioned } from './collection.ts';
import type { IotCentralSwitches } from './switches.ts';

export const apiVersion = '2022-07-31';

/** Also the answer to a PUT that creates: the service never says 201. */
export const ok = (json: unknown): EmulatorAnswer => ({ status: 200, json });

export const noContent: EmulatorAnswer = { status: 204 };

/** The error envelope. The support sentence in `message` was seen in live answers; the separate fields are the Swagger's. */
export const refuse = (status: RefusalStatus, complaint: string): EmulatorAnswer => {
  const code = codes[status];
  const requestId = Math.random().toString(36).slice(2, 9);
  const time = new Date().toUTCString();
  const message = `${complaint} You can contact support at https://aka.ms/iotcentral-support. Please include the following information. Request ID: ${requestId}, Time: ${time}.`;
  return {
    status,
    headers: { 'x-ms-error-code': code },
    json: { error: { code, message, requestId, time } },
  };
};

export type RefusalStatus = keyof typeof codes;

const codes = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  412: 'PreconditionFailed',
  422: 'UnprocessableEntity',
  429: 'TooManyRequests',
} as const;

/** One page of a list. Continues where `$skiptoken` says. */
export const answerPage = (
  request: EmulatorRequest,
  records: readonly Positioned<unknown>[],
  switches: IotCentralSwitches,
): EmulatorAnswer => {
  const start = startOf(request.query.get('$skiptoken'), records);
  if (start === null) return refuse(400, 'The continuation token is not valid.');
  const end = start + switches.pageSize;
  const page = records.slice(start, end);
  const value = page.map((record) => record.value);

  const isFull = page.length === switches.pageSize;
  const hasNext = switches.lastPage === 'empty-page' ? isFull : end < records.length;
  const last = page.at(-1);
  if (!hasNext || last === undefined) {
    return ok(switches.lastPage === 'null-link' ? { value, nextLink: null } : { value });
  }
  const token = toToken(switches.paging === 'stable' ? { after: last.position } : { skip: end });
  const origin = switches.nextLinkStyle === 'absolute' ? `http://${request.headers.host}` : '';
  return ok({ value, nextLink: `${origin}${request.path}?api-version=${apiVersion}&%24skiptoken=${token}` });
};

type Continuation = { readonly after?: number; readonly skip?: number };

const toToken = (continuation: Continuation): string =>
  Buffer.from(JSON.stringify(continuation)).toString('base64url');

/** `null` where the token is none of ours. */
const startOf = (token: string | null, records: readonly Positioned<unknown>[]): number | null => {
  if (token === null) return 0;
  try {
    const { after, skip }: Continuation = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (after === undefined) return skip ?? null;
    const next = records.findIndex(({ position }) => position > after);
    return next === -1 ? records.length : next;
  } catch {
    return null;
  }
};
