import { isInputObjectType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createSchema } from '../../../src/graphql/schema.ts';
import { auditedInput } from '../../../src/graphql/trail/audited-input.ts';
import { withoutSecrets } from '../../../src/graphql/trail/without-secrets.ts';

/** Named like a secret, and none. */
const harmless = new Set([
  'idempotencyKey',
  'apiToken',
  'apiTokens',
  'createApiToken',
  'deleteApiToken',
  'outlivingTokens',
]);

describe('what is kept of a mutation', () => {
  it('holds no member of the schema whose name sounds of a secret', () => {
    const names = Object.values(createSchema().getTypeMap()).flatMap((type) =>
      isInputObjectType(type) || isObjectType(type) ? Object.keys(type.getFields()) : [],
    );
    const suspicious = [...new Set(names)].filter(
      (name) => /pass|secret|token|key|credential/i.test(name) && !harmless.has(name),
    );
    expect(suspicious.toSorted()).toEqual(['password', 'secret']);
    for (const name of suspicious) expect(withoutSecrets({ [name]: 'x' }, null)).toEqual({ [name]: null });
  });

  it('holds no secret, however deep, and all else as it was', () => {
    const input = {
      accounts: [{ email: 'a', password: 'p', groups: ['g'] }],
      secret: 's',
      password: null,
      displayName: null,
      count: 3,
    };
    expect(JSON.parse(auditedInput(input))).toEqual({
      accounts: [{ email: 'a', password: '(secret)', groups: ['g'] }],
      secret: '(secret)',
      password: null,
      displayName: null,
      count: 3,
    });
  });
});
