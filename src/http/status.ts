import { BackendError, type ErrorCode } from '../domain/errors.ts';
import type { HttpAnswer } from './call.ts';

/** Finds the backend's own short code in the body of an error. The body goes nowhere else: it may hold anything. */
export type ReadVendorCode = (body: string) => string | null;

/** What a status outside 2xx means, whoever sent it. */
export const errorOfStatus = (
  backend: string,
  answer: HttpAnswer,
  readVendorCode?: ReadVendorCode,
): BackendError => {
  const { operation, status } = answer;
  const vendorCode = codeOrNull(readVendorCode?.(answer.text) ?? null);
  const addition = vendorCode === null || vendorCode === String(status) ? '' : ` ${vendorCode}`;
  return new BackendError(
    codeOf(status),
    `Backend ${backend} answered ${operation} with ${status}${addition}`,
    { backend, operation, status, vendorCode, retryAfterMs: retryAfterMs(answer) },
  );
};

/** Reads as `read`, but no code that is a part of the credentials sent: a backend may say them back. */
export const exceptCredentials =
  (read: ReadVendorCode, credentials: Readonly<Record<string, string>>): ReadVendorCode =>
  (body) => {
    const code = read(body);
    if (code === null || code.length < shortestSecret) return code;
    return Object.values(credentials).some((value) => value.includes(code)) ? null : code;
  };

/** What is shorter, such as a number, may be part of a credential by chance. */
const shortestSecret = 8;

const codeOf = (status: number): ErrorCode => {
  if (status === 401 || status === 403) return 'UPSTREAM_REFUSED';
  if (status === 404) return 'NOT_FOUND';
  if (status === 429) return 'RATE_LIMITED';
  if (status === 408 || status === 504) return 'UPSTREAM_TIMEOUT';
  if (status === 501) return 'UPSTREAM_REJECTED';
  if (status >= 500) return 'UPSTREAM_UNAVAILABLE';
  if (status >= 400) return 'UPSTREAM_REJECTED';
  // 1xx and 3xx: a redirect could carry the credentials elsewhere, so none is followed.
  return 'UPSTREAM_INVALID';
};

/** Anything but a code may be content. */
const codeOrNull = (code: string | null): string | null =>
  code !== null && code.length <= 64 && looksLikeCode.test(code) ? code : null;

/** Words and numbers, such as `users.not-found` and `E_4711`. Letters mixed with digits may be a token. */
const looksLikeCode = /^([A-Za-z]+\d{0,8}|\d{1,8})([._-]([A-Za-z]+\d{0,8}|\d{1,8}))*$/;

/**
 * RFC 9110, 10.2.3: seconds, or a date, which is read against the answer's own Date, or our clock where it has none. Of several the longest, and
 * an hour at most.
 */
const retryAfterMs = ({ headers }: HttpAnswer): number | null => {
  const waits = [headers['retry-after'] ?? []]
    .flat()
    .map((value) => waitMsOf(value.trim(), headers.date))
    .filter((ms) => ms !== null);
  return waits.length === 0 ? null : Math.min(Math.max(...waits), longestPauseMs);
};

/** A longer pause is more likely a mistake, and only a restart would end it. */
const longestPauseMs = 60 * 60_000;

const waitMsOf = (value: string, date: string | string[] | undefined): number | null => {
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // `Date.parse` takes 1.5 for a day in January.
  if (!value.endsWith(' GMT')) return null;
  const answeredAt = Date.parse(String(date));
  const until = Date.parse(value) - (Number.isNaN(answeredAt) ? Date.now() : answeredAt);
  return Number.isNaN(until) ? null : Math.max(0, until);
};
