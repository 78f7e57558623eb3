import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../gateway.ts';
import { everyMutation, inputOf, startForEvery } from './every-mutation.ts';

describe('G40: a mutation for which the caller lacks the scope', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startForEvery({ callers: { reader: { scopes: ['read'] } } });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const entriesOf = async (field: string) => {
    const { data } = await gateway.query(
      `{ auditEntries(first: 100, filter: { caller: "reader", action: "${field}" }) { nodes { phase outcome code backend after requestId } } }`,
    );
    return data.auditEntries.nodes;
  };

  it.each(everyMutation.map((one) => [one.field, one.backend, one] as const))(
    '%s on %s is in the audit trail once, without its secrets, and nothing was asked of any backend',
    async (field, _backend, one) => {
      const input = await inputOf(gateway, one);
      const before = await entriesOf(field);
      gateway.calls();
      const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
      const answer = await gateway.query(
        `mutation ($input: ${type}!) { ${field}(input: $input) { errors { code } } }`,
        { input },
        'reader',
      );
      expect(answer.data).toEqual({ [field]: null });
      expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
      expect(Object.values(gateway.calls()).flat()).toEqual([]);

      const told = await entriesOf(field);
      expect(told).toHaveLength(before.length + 1);
      expect(told[0]).toMatchObject({
        phase: 'OUTCOME',
        outcome: 'SKIPPED',
        code: 'FORBIDDEN',
        requestId: answer.errors?.[0]?.extensions.requestId,
      });
      expect(Object.keys(JSON.parse(told[0].after))).toEqual(expect.arrayContaining(Object.keys(input)));
      for (const secret of JSON.stringify(input).match(/"password":"[^"]+"/g) ?? [])
        expect(told[0].after).not.toContain(secret.split('"')[3]);
    },
  );

  it('is refused also where it is too long to be kept, which is then told without it', async () => {
    const answer = await gateway.query(
      'mutation ($input: DeleteAccountInput!) { deleteAccount(input: $input) { errors { code } } }',
      { input: { account: { backend: 'hub', nativeId: 'x'.repeat(5000) } } },
      'reader',
    );
    expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const [told] = await entriesOf('deleteAccount');
    expect(told).toMatchObject({ code: 'FORBIDDEN', after: null });
  });
});
