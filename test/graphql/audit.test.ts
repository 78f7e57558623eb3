import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { appendAudit } from '../../src/audit/audit.ts';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { openStore } from '../../src/store/open-store.ts';
import { failing } from '../faults.ts';
import type { Gateway } from '../gateway.ts';
import { auditEventOf } from '../store/records.ts';
import { useDirectory } from '../store/sqlite/directory.ts';
import { writesTo } from './grounds.ts';
import { runMutation, startSeeded } from './run-mutation.ts';

const { groups, roles, users } = cipherscaleIds;

const list = async (gateway: Gateway, args = '', caller?: string) => {
  const { data, errors } = await gateway.query(
    `{ auditEntries(first: 100 ${args}) { nodes { sequence at caller action phase backend nativeId before after outcome code message reason plan run upstreamRequestIds } } }`,
    {},
    caller,
  );
  return {
    entries: data?.auditEntries?.nodes ?? null,
    codes: (errors ?? []).map(({ extensions }) => extensions.code),
  };
};

const createGroup = (gateway: Gateway, name: string, caller?: string) =>
  runMutation(gateway, 'createGroup', 'group { nativeId }', { backend: 'vpn', name }, { caller });

const rename = (gateway: Gateway, name: string, caller?: string) =>
  runMutation(
    gateway,
    'updateGroup',
    'group { name }',
    { backend: 'vpn', nativeId: groups.contractors, name },
    { caller },
  );

describe('G41: what the trail tells of a change', () => {
  it('who, when, before, after, what came of it, and what the backend calls the request', async () => {
    await using gateway = await startSeeded();
    gateway.vpn.switches.requestIdHeader = 'x-kong-request-id';
    const { description } = gateway.vpn.state.groups.get(groups.contractors) ?? {};
    const began = Date.now();
    await rename(gateway, 'Partners');
    const { entries } = await list(gateway, 'direction: ASC');
    expect(entries).toHaveLength(2);
    const [intent, outcome] = entries;
    expect(intent).toMatchObject({
      sequence: 1,
      caller: 'all',
      action: 'updateGroup',
      phase: 'INTENT',
      backend: 'vpn',
      nativeId: groups.contractors,
      outcome: null,
      upstreamRequestIds: [],
    });
    expect(Date.parse(intent.at)).toBeGreaterThanOrEqual(began);
    expect(JSON.parse(intent.before)).toMatchObject({ name: 'Contractors', description });
    expect(JSON.parse(intent.after)).toEqual({
      backend: 'vpn',
      nativeId: groups.contractors,
      name: 'Partners',
    });
    expect(outcome).toMatchObject({
      sequence: 2,
      phase: 'OUTCOME',
      outcome: 'APPLIED',
      code: null,
      upstreamRequestIds: [expect.stringMatching(/^[\da-f-]{36}$/)],
    });
  });

  it('the id of what was created, which only the backend knows', async () => {
    await using gateway = await startSeeded();
    const { group } = await createGroup(gateway, 'Auditors');
    const { entries } = await list(gateway, 'direction: ASC');
    expect(entries.map(({ nativeId }: { nativeId: string | null }) => nativeId)).toEqual([
      null,
      group.nativeId,
    ]);
  });

  it('that a backend refused it', async () => {
    await using gateway = await startSeeded();
    gateway.vpn.faults.add(failing(422), { method: 'PUT' });
    expect((await rename(gateway, 'Partners')).errors).toMatchObject([{ code: 'UPSTREAM_REJECTED' }]);
    const { entries } = await list(gateway);
    expect(entries[0]).toMatchObject({ phase: 'OUTCOME', outcome: 'FAILED', code: 'UPSTREAM_REJECTED' });
  });

  it('that nobody knows what came of it', async () => {
    await using gateway = await startSeeded();
    gateway.vpn.faults.add({ kind: 'reset', applied: true }, { method: 'PUT' });
    await rename(gateway, 'Partners');
    const { entries } = await list(gateway);
    expect(entries[0]).toMatchObject({ phase: 'OUTCOME', outcome: 'UNKNOWN', code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('that it was done, where reading shows what a lost answer did not', async () => {
    await using gateway = await startSeeded();
    gateway.vpn.faults.add({ kind: 'reset', applied: true }, { method: 'POST' });
    const input = { account: { backend: 'vpn', nativeId: users.mailless }, group: groups.engineering };
    const { errors } = await runMutation(gateway, 'addAccountToGroup', 'account { nativeId }', input);
    expect(errors).toEqual([]);
    const { entries } = await list(gateway);
    expect(entries[0]).toMatchObject({ phase: 'OUTCOME', outcome: 'APPLIED', nativeId: users.mailless });
  });

  it('nothing of what was refused before the backend was told', async () => {
    await using gateway = await startSeeded();
    await runMutation(gateway, 'updateGroup', 'group { name }', {
      backend: 'vpn',
      nativeId: groups.contractors,
    });
    await runMutation(gateway, 'deleteGroup', 'deletedId', { backend: 'etl', nativeId: 'x' });
    expect((await list(gateway)).entries).toEqual([]);
  });

  it('a decision on links once for each account, with its reason, and an override of a held reading', async () => {
    await using gateway = await startSeeded();
    await gateway.refreshAll(['vpn', 'hub']);
    const accounts = [
      { backend: 'vpn', nativeId: users.mailless },
      { backend: 'hub', nativeId: 'user_1' },
    ];
    await runMutation(gateway, 'linkAccounts', 'user { id }', { accounts, reason: 'Told at the desk' });
    await runMutation(gateway, 'refreshBackend', 'backend { id }', { backend: 'vpn', confirmShrink: true });
    await runMutation(gateway, 'refreshBackend', 'backend { id }', { backend: 'vpn' });
    const { entries } = await list(gateway, 'direction: ASC');
    expect(entries).toMatchObject([
      {
        action: 'linkAccounts',
        phase: 'DECISION',
        ...accounts[0],
        reason: 'Told at the desk',
        outcome: null,
      },
      {
        action: 'linkAccounts',
        phase: 'DECISION',
        ...accounts[1],
        reason: 'Told at the desk',
        outcome: null,
      },
      { action: 'refreshBackend', phase: 'DECISION', backend: 'vpn', nativeId: null },
    ]);
  });

  it('nothing of a decision that was refused', async () => {
    await using gateway = await startSeeded();
    await gateway.refreshAll(['vpn']);
    const account = { backend: 'vpn', nativeId: users.mailless };
    const { errors } = await runMutation(gateway, 'unlinkAccount', 'user { id }', { account, reason: 'No' });
    expect(errors).toHaveLength(1);
    expect((await list(gateway)).entries).toEqual([]);
  });
});

describe('auditEntries', () => {
  const callers = {
    helpdesk: { scopes: ['read', 'write', 'audit'], backends: ['vpn'] },
    elsewhere: { scopes: ['read', 'audit'], backends: ['etl'] },
    reader: { scopes: ['read'] },
  } as const;
  const start = async () => {
    const gateway = await startSeeded({ callers });
    await createGroup(gateway, 'First');
    await rename(gateway, 'Partners', 'helpdesk');
    gateway.vpn.faults.add(failing(422), { method: 'PUT', times: 1 });
    await rename(gateway, 'Suppliers');
    await runMutation(gateway, 'grantRoles', 'errors { code }', {
      account: { backend: 'vpn', nativeId: users.mailless },
      nativeRoles: [roles.auditor],
    });
    return gateway;
  };
  const actions = ({ entries }: Awaited<ReturnType<typeof list>>) =>
    entries.map(({ action, phase }: { action: string; phase: string }) => `${action} ${phase}`);

  it('lists the newest first unless asked otherwise', async () => {
    await using gateway = await start();
    const all = await list(gateway);
    expect(actions(all)).toEqual([
      'grantRoles OUTCOME',
      'grantRoles INTENT',
      'updateGroup OUTCOME',
      'updateGroup INTENT',
      'updateGroup OUTCOME',
      'updateGroup INTENT',
      'createGroup OUTCOME',
      'createGroup INTENT',
    ]);
    expect((await list(gateway, 'direction: ASC')).entries).toEqual(all.entries.toReversed());
  });

  it('lets through what fits every condition', async () => {
    await using gateway = await start();
    const { entries } = await list(gateway);
    const { run, plan, at } = entries[0];
    expect(await list(gateway, 'filter: { caller: "helpdesk" }').then(actions)).toEqual([
      'updateGroup OUTCOME',
      'updateGroup INTENT',
    ]);
    expect(await list(gateway, 'filter: { action: "createGroup" }').then(actions)).toHaveLength(2);
    expect(await list(gateway, 'filter: { outcome: FAILED }').then(actions)).toEqual(['updateGroup OUTCOME']);
    expect(
      await list(gateway, `filter: { account: { backend: "vpn", nativeId: "${users.mailless}" } }`).then(
        actions,
      ),
    ).toEqual(['grantRoles OUTCOME', 'grantRoles INTENT']);
    expect(await list(gateway, `filter: { run: "${run}" }`).then(actions)).toHaveLength(2);
    expect(await list(gateway, `filter: { plan: "${plan}", outcome: APPLIED }`).then(actions)).toHaveLength(
      1,
    );
    expect((await list(gateway, `filter: { until: "${entries.at(-1).at}" }`)).entries).toEqual([]);
    expect((await list(gateway, `filter: { from: "${at}" }`)).entries[0]).toEqual(entries[0]);
    expect(
      await list(gateway, `filter: { action: "createGroup", caller: "helpdesk" }`).then(actions),
    ).toEqual([]);
  });

  it('walks page by page in both directions, and takes no cursor of another list', async () => {
    await using gateway = await start();
    for (const direction of ['ASC', 'DESC']) {
      const seen: number[] = [];
      let after: string | null = null;
      do {
        const { data } = await gateway.query(
          'query ($after: String, $direction: Direction!) { auditEntries(first: 3, after: $after, direction: $direction) { nodes { sequence } pageInfo { endCursor hasNextPage } } }',
          { after, direction },
        );
        seen.push(...data.auditEntries.nodes.map(({ sequence }: { sequence: number }) => sequence));
        after = data.auditEntries.pageInfo.hasNextPage ? data.auditEntries.pageInfo.endCursor : null;
        if (after !== null && direction === 'ASC')
          expect((await list(gateway, `after: "${after}"`)).codes).toEqual(['BAD_INPUT']);
      } while (after !== null);
      const expected = [1, 2, 3, 4, 5, 6, 7, 8];
      expect(seen).toEqual(direction === 'ASC' ? expected : expected.toReversed());
    }
  });

  it('S8, S14: shows a restricted caller what concerns the backends that it may see', async () => {
    await using gateway = await start();
    expect(await list(gateway, '', 'helpdesk').then(actions)).toHaveLength(8);
    expect((await list(gateway, '', 'elsewhere')).entries).toEqual([]);
    const { entries } = await list(gateway);
    for (const filter of [`run: "${entries[0].run}"`, `plan: "${entries[0].plan}"`])
      expect((await list(gateway, `filter: { ${filter} }`, 'elsewhere')).codes).toEqual(['NOT_FOUND']);
  });

  it('takes the scope AUDIT, and ids that are of what they are to be', async () => {
    await using gateway = await start();
    expect(await list(gateway, '', 'reader')).toEqual({ entries: null, codes: ['FORBIDDEN'] });
    const { entries } = await list(gateway);
    expect((await list(gateway, `filter: { run: "${entries[0].plan}" }`)).codes).toEqual(['BAD_INPUT']);
    expect((await list(gateway, 'filter: { plan: "x" }')).codes).toEqual(['BAD_INPUT']);
  });
});

describe('P44: without a row nothing is done', () => {
  const path = useDirectory();

  /** A store waits without letting anything else happen, so whoever holds its file cannot be in the same thread. */
  const hold = async (forMs: number): Promise<{ readonly done: Promise<unknown> }> => {
    const worker = new Worker(
      `const { DatabaseSync } = require('node:sqlite');
       const { parentPort, workerData } = require('node:worker_threads');
       const database = new DatabaseSync(workerData.file);
       database.exec('begin immediate');
       parentPort.postMessage('held');
       setTimeout(() => database.close(), workerData.forMs);`,
      { eval: true, workerData: { file: path(), forMs } },
    );
    const done = once(worker, 'exit');
    await once(worker, 'message');
    return { done };
  };

  it('is refused within two seconds while the store is held, and reads go on', async () => {
    await using gateway = await startSeeded({ store: `file:${path()}` });
    await gateway.refreshAll(['vpn']);
    gateway.vpn.forget();
    const { done } = await hold(3000);
    const began = performance.now();
    const [{ errors }, reading] = await Promise.all([
      rename(gateway, 'Partners'),
      gateway.query('{ accounts(first: 5) { nodes { nativeId } } }'),
    ]);
    expect(performance.now() - began).toBeLessThan(2000);
    expect(errors).toMatchObject([{ code: 'STORE_UNAVAILABLE' }]);
    expect(reading.errors).toBeUndefined();
    expect(reading.data.accounts.nodes.length).toBeGreaterThan(0);
    expect(writesTo(gateway, 'vpn')).toEqual([]);
    await done;
    expect((await rename(gateway, 'Partners')).errors).toEqual([]);
  });

  it('what an earlier process began and did not live to end is UNKNOWN afterwards', async () => {
    const store = await openStore(`file:${path()}`);
    const intent = auditEventOf({
      at: 1,
      caller: 'ops',
      requestId: 'r-1',
      action: 'deleteGroup',
      phase: 'INTENT',
      backend: 'vpn',
      nativeId: groups.contractors,
      after: '{}',
    });
    await store.write((writer) =>
      appendAudit(writer, [
        intent,
        { ...intent, requestId: 'r-2' },
        { ...intent, requestId: 'r-2', phase: 'OUTCOME', outcome: 'APPLIED' },
      ]),
    );
    await store.close();
    for (const _start of [1, 2]) {
      await using gateway = await startSeeded({ store: `file:${path()}` });
      const { entries } = await list(gateway);
      expect(entries).toHaveLength(4);
      expect(entries[0]).toMatchObject({
        caller: 'ops',
        action: 'deleteGroup',
        phase: 'OUTCOME',
        outcome: 'UNKNOWN',
        message: 'Rolecall stopped before it was known',
      });
    }
  });
});
