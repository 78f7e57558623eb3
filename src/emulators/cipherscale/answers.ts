import type { EmulatorAnswer } from '../answer.ts';
import type { CipherscaleSwitches } from './switches.ts';

export const ok = (json: unknown): EmulatorAnswer => ({ status: 200, json });

/** An answer without a body. */
export const empty = (status: number): EmulatorAnswer => ({ status });

/** An error as NestJS words it: an array is for validation, a string for everything else. */
export const refuse = (
  { errorMessages }: CipherscaleSwitches,
  status: RefusalStatus,
  message: string | readonly string[],
): EmulatorAnswer => {
  const messages = [message].flat();
  const spelled = { nest: message, string: messages.join(', '), array: messages }[errorMessages];
  return { status, json: { statusCode: status, message: spelled, error: reasons[status] } };
};

type RefusalStatus = keyof typeof reasons;
const reasons = { 400: 'Bad Request', 403: 'Forbidden', 404: 'Not Found', 409: 'Conflict' } as const;

/** An error of Kong, the gateway in front: it has a message and nothing else. */
export const kongError = (
  status: number,
  message: string,
  headers?: Readonly<Record<string, string>>,
): EmulatorAnswer => ({ status, headers, json: { message } });

/** One of the three lists that have no pages. */
export const unpaged = ({ unpagedLists }: CipherscaleSwitches, list: readonly unknown[]): EmulatorAnswer => {
  switch (unpagedLists) {
    case 'array':
      return ok(list);
    case 'object':
      return ok(list.length === 1 ? list[0] : list);
    case 'data':
      return ok({ data: list });
  }
};

/** One page. `sort` is accepted and changes nothing, as its syntax is documented nowhere. */
export const page = <T>(
  switches: CipherscaleSwitches,
  query: URLSearchParams,
  records: readonly T[],
  view: (record: T) => object,
): EmulatorAnswer => {
  const limit = Number(query.get('limit') ?? switches.defaultLimit);
  const offset = Number(query.get('offset') ?? 0);
  const problems = [...problemsOfNumber('limit', limit, 1), ...problemsOfNumber('offset', offset, 0)];
  if (switches.limitOverCap === 'refused' && limit > switches.limitCap)
    problems.push(`limit must not be greater than ${switches.limitCap}`);
  if (problems.length > 0) return refuse(switches, 400, problems);

  const used = Math.min(limit, switches.limitCap);
  const shown = records.slice(offset, offset + used);
  const fields = {
    total: records.length,
    page: Math.floor(offset / used),
    limit: used,
    hasNext: offset + shown.length < records.length,
    hasPrevious: offset > 0,
  };
  return ok({
    data: shown.map(view),
    ...Object.fromEntries(switches.pageFields.map((field) => [field, fields[field]])),
  });
};

const problemsOfNumber = (name: string, value: number, least: number): string[] => {
  if (!Number.isInteger(value)) return [`${name} must be an integer number`];
  return value < least ? [`${name} must not be less than ${least}`] : [];
};
