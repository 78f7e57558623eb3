import type { HttpAnswer } from './call.ts';

/** What the backend calls a request, as the answer to it tells; `null` where it tells nothing that looks like it, or says a credential back. */
export const requestIdOf = (
  { headers }: Pick<HttpAnswer, 'headers'>,
  credentials: Readonly<Record<string, string>>,
): string | null => {
  const [id = ''] = names.flatMap((name) => headers[name] ?? []);
  if (!looksLikeId(id)) return null;
  return Object.values(credentials).some((value) => value.includes(id)) ? null : id;
};

const names = ['x-ms-request-id', 'x-request-id', 'request-id', 'x-correlation-id', 'x-kong-request-id'];

/**
 * Parts as in a UUID or `WESTUS2:20260101T000000Z:1f2e`. Each part alone is held against what it may be: one expression over all of them would
 * try every way to read each, and a backend could choose a header that takes it years.
 */
const looksLikeId = (text: string): boolean =>
  /^[-\dA-Za-z:._=/]{1,128}$/.test(text) && text.split(/[-:._=/]/).every((part) => looksLikePart.test(part));

/** Hexadecimal digits, words, numbers and short letterings. Long ones of all letters and digits may be tokens. */
const looksLikePart = /^(?:[\dA-Fa-f]{1,64}|[A-Za-z]{1,16}|[\dA-Za-z]{1,10}|\d{8}T\d{6}Z?)$/;
