import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '../../../src/domain/caller.ts';
import type { Gateway } from '../../gateway.ts';
import { everyMutation, inputOf, startForEvery } from '../every-mutation.ts';
import { runMutation } from '../run-mutation.ts';
import { startStory } from '../sync-stories.ts';

const entriesOf = async (gateway: Gateway, caller: string) => {
  const { data } = await gateway.query(
    `{ auditEntries(first: 100, filter: { caller: "${caller}" }) { nodes { action phase outcome code message backend nativeId after requestId } } }`,
  );
  return data.auditEntries.nodes;
};

const typeOf = (field: string): string => `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;

describe('a mutation that is refused by right is in the audit trail, once', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startForEvery({
      callers: { elsewhere: { scopes, backends: [] } },
      backends: { iot: 'writes: false', etl: 'writes: false', hub: 'writes: false', vpn: 'writes: false' },
    });
    await gateway.refreshAll();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const ask = async (one: (typeof everyMutation)[number], caller: string) => {
    const input = await inputOf(gateway, one);
    const before = await entriesOf(gateway, caller);
    const { data, errors } = await gateway.query(
      `mutation ($input: ${typeOf(one.field)}!) { ${one.field}(input: $input) { errors { code message backend } } }`,
      { input },
      caller,
    );
    expect(errors).toBeUndefined();
    const after = await entriesOf(gateway, caller);
    return { input, refused: data[one.field].errors, told: after.slice(0, after.length - before.length) };
  };

  /** They change nothing on a backend, or what is not there. */
  const isOfRolecall = (field: string): boolean =>
    /^(plan|approve|apply|cancel|resume|undo|link|unlink|refresh)/.test(field);

  it.each(everyMutation.map((one) => [one.field, one.backend, one] as const))(
    '%s on %s, to a caller who may not see the backend',
    async (field, _backend, one) => {
      const { input, refused, told } = await ask(one, 'elsewhere');
      expect(refused.length).toBeGreaterThan(0);
      // An approval, say, is of a plan that could not be made.
      if (refused[0].code === 'BAD_INPUT') {
        expect(told).toEqual([]);
        return;
      }
      expect(refused[0].code).toBe('NOT_FOUND');
      expect(told).toMatchObject([
        { action: field, phase: 'OUTCOME', outcome: 'SKIPPED', code: 'NOT_FOUND', backend: null },
      ]);
      for (const secret of JSON.stringify(input).match(/"password":"[^"]+"/g) ?? [])
        expect(told[0].after).not.toContain(secret.split('"')[3]);
    },
  );

  it.each(
    everyMutation
      .filter(({ field }) => !isOfRolecall(field))
      .map((one) => [one.field, one.backend, one] as const),
  )('%s on %s, where the configuration lets nobody write', async (field, backend, one) => {
    const { refused, told } = await ask(one, 'all');
    expect(refused).toMatchObject([{ code: 'WRITES_DISABLED' }]);
    expect(told).toMatchObject([
      { action: field, phase: 'OUTCOME', outcome: 'SKIPPED', code: 'WRITES_DISABLED', backend },
    ]);
  });
});

describe('the audit trail tells of', () => {
  it.each([
    ['PROTECTED', 'deleteAccount', { account: { backend: 'hub', nativeId: 'admin' } }],
    ['GUARD_BLOCKED', 'grantRoles', { account: { backend: 'hub', nativeId: 'bert' }, roles: ['operator'] }],
    ['NOT_FOUND', 'grantRoles', { account: { backend: 'hub', nativeId: 'nobody' }, roles: ['operator'] }],
  ] as const)('what was refused as %s', async (code, field, input) => {
    await using gateway = await startStory({
      callers: { bert: { scopes: ['write', 'apply'], accounts: [{ backend: 'hub', id: 'bert' }] } },
    });
    const { errors } = await runMutation(gateway, field, 'errors { code }', input, { caller: 'bert' });
    expect(errors).toMatchObject([{ code }]);
    const told = await entriesOf(gateway, 'bert');
    expect(told).toMatchObject([{ action: field, outcome: 'SKIPPED', code, message: errors[0].message }]);
    expect(JSON.parse(told[0].after)).toMatchObject(input);
  });

  it('what takes another scope besides, which the caller lacks', async () => {
    await using gateway = await startStory({ callers: { clerk: { scopes: ['write'] } } });
    const input = { account: { backend: 'hub', nativeId: 'ada' }, password: 'correct horse battery' };
    await gateway.query(
      'mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { errors { code } } }',
      { input },
      'clerk',
    );
    const told = await entriesOf(gateway, 'clerk');
    expect(told).toMatchObject([{ action: 'updateAccount', outcome: 'SKIPPED', code: 'FORBIDDEN' }]);
    expect(told[0].after).not.toContain('horse');
  });

  it('nothing more of what a run tells already, and nothing of what is only wrong', async () => {
    await using gateway = await startStory();
    const grant = (nativeId: string, roles: readonly string[]) =>
      runMutation(gateway, 'grantRoles', 'errors { code }', { account: { backend: 'hub', nativeId }, roles });
    expect((await grant('bert', [])).errors).toMatchObject([{ code: 'BAD_INPUT' }]);
    expect((await grant('bert', ['no-such-role'])).errors).toHaveLength(1);
    expect(
      (await entriesOf(gateway, 'all')).filter(({ outcome }: { outcome: string }) => outcome === 'SKIPPED'),
    ).toEqual([]);
    gateway.hub.faults.add({ kind: 'status', applied: false, answer: { status: 404 } }, { method: 'POST' });
    expect((await grant('bert', ['operator'])).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(
      (await entriesOf(gateway, 'all')).map(({ phase, code }: { phase: string; code: string }) => [
        phase,
        code,
      ]),
    ).toEqual([
      ['OUTCOME', 'NOT_FOUND'],
      ['INTENT', null],
    ]);
  });
});
