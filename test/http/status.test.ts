import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/domain/errors.ts';
import type { HttpAnswer } from '../../src/http/call.ts';
import { errorOfStatus, exceptCredentials, type ReadVendorCode } from '../../src/http/status.ts';

const canary = 'canary-4711@example.com';

const answer = (status: number, headers: HttpAnswer['headers'] = {}): HttpAnswer => ({
  operation: 'Users_Get',
  status,
  headers,
  text: `{"error":{"code":"NotFound","message":"no ${canary}"}}`,
  isUtf8: true,
  tookMs: 1,
});

const errorOf = (status: number, readVendorCode?: ReadVendorCode) =>
  errorOfStatus('hub', answer(status), readVendorCode);

const pauseOf = (headers: HttpAnswer['headers']) => errorOfStatus('hub', answer(429, headers)).retryAfterMs;

describe('a status', () => {
  it.each<[number, ErrorCode, boolean]>([
    [100, 'UPSTREAM_INVALID', false],
    [300, 'UPSTREAM_INVALID', false],
    [301, 'UPSTREAM_INVALID', false],
    [302, 'UPSTREAM_INVALID', false],
    [303, 'UPSTREAM_INVALID', false],
    [304, 'UPSTREAM_INVALID', false],
    [307, 'UPSTREAM_INVALID', false],
    [308, 'UPSTREAM_INVALID', false],
    [400, 'UPSTREAM_REJECTED', false],
    [401, 'UPSTREAM_REFUSED', false],
    [403, 'UPSTREAM_REFUSED', false],
    [404, 'NOT_FOUND', false],
    [405, 'UPSTREAM_REJECTED', false],
    [408, 'UPSTREAM_TIMEOUT', true],
    [409, 'UPSTREAM_REJECTED', false],
    [412, 'UPSTREAM_REJECTED', false],
    [422, 'UPSTREAM_REJECTED', false],
    [429, 'RATE_LIMITED', true],
    [451, 'UPSTREAM_REJECTED', false],
    [499, 'UPSTREAM_REJECTED', false],
    [500, 'UPSTREAM_UNAVAILABLE', true],
    [501, 'UPSTREAM_REJECTED', false],
    [502, 'UPSTREAM_UNAVAILABLE', true],
    [503, 'UPSTREAM_UNAVAILABLE', true],
    [504, 'UPSTREAM_TIMEOUT', true],
    [599, 'UPSTREAM_UNAVAILABLE', true],
  ])('%d means %s', (status, code, retryable) => {
    expect(errorOf(status)).toMatchObject({
      code,
      retryable,
      status,
      backend: 'hub',
      operation: 'Users_Get',
      message: `Backend hub answered Users_Get with ${status}`,
    });
  });
});

describe("the backend's own code", () => {
  it('is told with the status', () => {
    const error = errorOf(409, () => 'UserExists');
    expect(error.vendorCode).toBe('UserExists');
    expect(error.message).toBe('Backend hub answered Users_Get with 409 UserExists');
  });

  it('is read from the body', () => {
    const error = errorOf(404, (body) => JSON.parse(body).error.code);
    expect(error.vendorCode).toBe('NotFound');
  });

  it.each(['NotFound', 'users.not-found', 'E_4711', '4711', 'AADSTS7000215', 'x'.repeat(64)])(
    'may be %j',
    (code) => {
      expect(errorOf(400, () => code).vendorCode).toBe(code);
    },
  );

  it.each([
    '',
    'not found',
    canary,
    'x'.repeat(65),
    '-rf',
    '.hidden',
    'a\nb',
    'code\n',
    'ünknown',
    '<b>',
    '\u0000',
    '$code',
    'q3V9xT2mK8',
    'c4a760a8-dbcf-4e14-9f39-645a8e933d74',
  ])('is left out as %j', (code) => {
    const error = errorOf(400, () => code);
    expect(error.vendorCode).toBeNull();
    expect(error.message).toBe('Backend hub answered Users_Get with 400');
  });

  it('S19: is none where it is a part of the credentials that were sent', () => {
    const read = (code: string) =>
      errorOf(
        400,
        exceptCredentials(() => code, { apikey: 'correct-horse-battery', authorization: 'Bearer staple' }),
      ).vendorCode;
    expect(read('correct-horse-battery')).toBeNull();
    expect(read('correct-horse')).toBeNull();
    expect(read('horse')).toBe('horse');
    expect(read('NotFound')).toBe('NotFound');
  });

  it('P27: never brings the body along', () => {
    const error = errorOf(500, (body) => body);
    expect(JSON.stringify({ ...error, message: error.message, stack: error.stack })).not.toContain('canary');
  });
});

describe('Retry-After', () => {
  const date = 'Wed, 21 Oct 2026 07:28:00 GMT';

  it.each<[string, HttpAnswer['headers'], number | null]>([
    ['seconds', { 'retry-after': '7' }, 7000],
    ['seconds with blanks', { 'retry-after': ' 7 ' }, 7000],
    ['two of it, the longer', { 'retry-after': ['1', '2'] }, 2000],
    ['three centuries, an hour at most', { 'retry-after': '10000000000' }, 3_600_000],
    ['a date that is long over, by our own clock', { 'retry-after': 'Wed, 21 Oct 2015 07:28:30 GMT' }, 0],
    [
      'a date far ahead, by our own clock',
      { 'retry-after': 'Wed, 21 Oct 2099 07:28:30 GMT', date: 'today' },
      3_600_000,
    ],
    ['none at all', { 'retry-after': '0' }, 0],
    ['a date', { 'retry-after': 'Wed, 21 Oct 2026 07:28:30 GMT', date }, 30_000],
    ['a date in the old form', { 'retry-after': 'Wednesday, 21-Oct-26 07:28:30 GMT', date }, 30_000],
    ['a date that is over', { 'retry-after': 'Wed, 21 Oct 2026 07:00:00 GMT', date }, 0],
    ['nothing', {}, null],
    ['the empty text', { 'retry-after': '' }, null],
    ['a fraction', { 'retry-after': '1.5', date }, null],
    ['a negative number', { 'retry-after': '-5', date }, null],
    ['a number in words', { 'retry-after': 'soon', date }, null],
    ['a date without a zone', { 'retry-after': '2026-10-21', date }, null],
  ])('as %s', (_, headers, pause) => {
    expect(pauseOf(headers)).toBe(pause);
  });
});
