import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { iotCentralRoles } from '../../src/emulators/iot-central/ids.ts';
import { type Gateway, startGateway } from '../gateway.ts';
import { document, walk } from './list-accounts.ts';

describe('a walk over accounts', () => {
  it('G39: repeats none and skips none that is there throughout, while accounts come and go and a backend is down', async () => {
    await using gateway = await startGateway({ people: 60 });
    await gateway.refreshAll();
    const before = (await walk(gateway, {})).rows;
    const gone = new Set<string>();
    let round = 0;
    const between = async () => {
      round += 1;
      const { users } = gateway.etl.state;
      const [first] = [...users.keys()].toSorted().slice(round * 3);
      if (first !== undefined) {
        users.delete(first);
        gone.add(first);
      }
      for (const at of [1, 2]) {
        const id = `${'0a8f'.charAt((round + at) % 4)}${round}-newcomer-${at}`;
        gateway.iot.state.users.set(id, {
          id,
          type: 'email',
          email: `${id}@contoso.com`,
          roles: [{ role: iotCentralRoles.operator }],
        });
      }
      if (round === 2) gateway.vpn.faults.add({ kind: 'status', applied: false, answer: { status: 503 } });
      if (round === 6) gateway.vpn.faults.clear();
      await gateway.refreshAll(['iot', 'etl', 'vpn']);
    };
    const { rows } = await walk(gateway, {}, { first: 10, between });
    expect(round).toBeGreaterThan(10);
    const seen = rows.map(({ id }) => id);
    expect(new Set(seen).size).toBe(seen.length);
    const throughout = before.filter(({ nativeId }) => !gone.has(nativeId));
    expect(throughout.filter(({ id }) => !seen.includes(id))).toEqual([]);
  });

  it('G39: goes on after a restart from where it stood', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'walk-'));
    const store = `file:${folder}/index.db`;
    await using emulators = await startGateway({ people: 20 });
    const page = async (gateway: Gateway, after: string | null) =>
      (await gateway.query(document('nodes { id }'), { first: 20, after })).data.accounts;
    const rest: string[] = [];
    let cursor: string;
    let expected: readonly string[];
    {
      await using gateway = await startGateway({ store, over: emulators });
      await gateway.refreshAll();
      expected = (await walk(gateway, {})).rows.map(({ id }) => id);
      cursor = (await page(gateway, null)).pageInfo.endCursor;
    }
    {
      await using gateway = await startGateway({ store, over: emulators });
      for (let next: string | null = cursor; next !== null; ) {
        const {
          nodes,
          pageInfo,
        }: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } = await page(
          gateway,
          next,
        );
        rest.push(...nodes.map(({ id }) => id));
        next = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      }
    }
    expect(rest).toEqual(expected.slice(20));
    rmSync(folder, { recursive: true });
  });

  it('that began live goes on live, though the backend has been read meanwhile', async () => {
    await using gateway = await startGateway({ people: 60 });
    const { rows } = await walk(
      gateway,
      { filter: { backend: 'etl' } },
      { first: 10, between: async () => void (await gateway.refreshAll(['etl'])) },
    );
    expect(new Set(rows.map(({ id }) => id)).size).toBe(gateway.etl.state.users.size);
  });
});
