import { callers } from './callers.ts';
import { canary } from './canary.ts';
import type { NamedSecret } from './find.ts';

/** A request with a secret where none belongs. */
export type Slip = {
  readonly secret: NamedSecret;
  /** As bytes of HTTP/1.1. */
  readonly request: string;
};

/** What differs from a request that is all right. */
export type Differences = {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** Makes a secret for the place, with such characters as the place takes, and the request that holds it: bytes or what differs. */
export const slip = (
  place: string,
  specials: string,
  requestWith: (secret: string) => Differences | string,
): Slip => {
  const secret = canary(`secret in ${place}`, specials);
  const request = requestWith(secret.secret);
  return { secret, request: typeof request === 'string' ? request : requestOf(request) };
};

/** What a secret has beside letters and digits where anything goes, in a header, and in a URL. */
export const anything = '"\\<é';
export const inHeader = '"&+%';
export const inUrl = '+%&=';

/** Of a caller who may do everything. */
export const authorization = `Bearer ${callers.ops.token.secret}`;

const requestOf = ({
  method = 'POST',
  target = '/graphql',
  headers = {},
  body = plainBody,
}: Differences): string => {
  const all = {
    host: 'localhost',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
    authorization,
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
};

const plainBody = JSON.stringify({ query: '{ caller { name } }' });
