import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { basicCredentials } from '../../../src/backends/cfengine/credentials.ts';
import { createSecret } from '../../../src/domain/secret.ts';

describe('Basic credentials', () => {
  it('are the name and the password in UTF-8', async () => {
    const { authorization } = await basicCredentials('rolecall', createSecret('pass:wörd'))();
    expect(authorization).toBe(`Basic ${Buffer.from('rolecall:pass:wörd').toString('base64')}`);
  });

  it('do not print', () => {
    expect(inspect(basicCredentials('rolecall', createSecret('hunter2')), { depth: 9 })).not.toContain(
      'hunter2',
    );
  });

  it.each(['', 'a:b', 'a\nb'])('cannot be made of the user name %j', (username) => {
    expect(() => basicCredentials(username, createSecret('x'))).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', inputPath: ['username'] }),
    );
  });
});
