import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { authtokenCredentials } from '../../../src/backends/cdata-sync/credentials.ts';
import { readCdataSyncErrorCode } from '../../../src/backends/cdata-sync/error-code.ts';
import { createSecret } from '../../../src/domain/secret.ts';

describe('an authtoken', () => {
  it('goes into its header and does not print', async () => {
    const credentials = authtokenCredentials(createSecret('s3cret'));
    expect(await credentials()).toEqual({ 'x-cdata-authtoken': 's3cret' });
    expect(inspect(credentials, { depth: 9 })).not.toContain('s3cret');
  });

  it.each(['', 'two words', 'a\nb', 'tökén'])('cannot be %j, and the refusal does not repeat it', (token) => {
    expect(() => authtokenCredentials(createSecret(token))).toThrow(
      expect.objectContaining({
        code: 'BAD_INPUT',
        inputPath: ['authtoken'],
        message: 'expected an authtoken of printable ASCII characters without spaces',
      }),
    );
  });
});

describe('an error code', () => {
  it('is the one in the error, as text or number', () => {
    expect(readCdataSyncErrorCode('{"error":{"code":"400","message":"no"}}')).toBe('400');
    expect(readCdataSyncErrorCode('{"error":{"code":400}}')).toBe('400');
  });

  it.each([
    '',
    'no',
    '<html>',
    'null',
    '{"error":"no"}',
    '{"message":"no"}',
    '{"error":{}}',
    '{"error":{"code":null}}',
    '{"error":{"code":{}}}',
  ])('is none in %s', (body) => {
    expect(readCdataSyncErrorCode(body)).toBeNull();
  });
});
