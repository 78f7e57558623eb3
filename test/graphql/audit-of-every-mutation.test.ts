import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backendIds } from '../four-emulators.ts';
import type { Gateway } from '../gateway.ts';
import { useDirectory } from '../store/sqlite/directory.ts';
import { everyMutation, inputOf, runExample, startForEvery } from './every-mutation.ts';

const entries = `sequence at caller requestId action phase backend nativeId before after outcome code upstreamRequestIds`;

type Entry = {
  readonly sequence: number;
  readonly at: string;
  readonly caller: string;
  readonly requestId: string | null;
  readonly action: string;
  readonly phase: 'INTENT' | 'OUTCOME' | 'DECISION';
  readonly backend: string | null;
  readonly nativeId: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly outcome: string | null;
  readonly code: string | null;
  readonly upstreamRequestIds: readonly string[];
};

/** The newest first. */
const newest = async (gateway: Gateway): Promise<readonly Entry[]> => {
  const { data } = await gateway.query(`{ auditEntries(first: 100) { nodes { ${entries} } } }`);
  return data.auditEntries.nodes;
};

const writesOf = (gateway: Gateway) =>
  backendIds.flatMap((id) =>
    gateway[id].requests
      .filter(({ method }) => method !== 'GET')
      .map((request) => ({ ...request, backend: id })),
  );

describe('G41: the audit trail of every mutation on every backend', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startForEvery();
    await gateway.refreshAll();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it.each(everyMutation.map((one) => [one.field, one.backend, one] as const))(
    'tells of %s on %s before it is done and afterwards, by what the backend calls it, and holds no secret',
    async (field, backend, one) => {
      const input = await inputOf(gateway, one);
      const [last] = await newest(gateway);
      for (const id of backendIds) gateway[id].forget();
      const { data } = await runExample(gateway, field, input);
      const written = writesOf(gateway);
      const told = (await newest(gateway))
        .filter(({ sequence, action }) => sequence > (last?.sequence ?? 0) && action === field)
        .toReversed();

      const secrets = JSON.stringify([input, data]).match(/"(password|secret)":"[^"]+"/g) ?? [];
      for (const secret of secrets) expect(JSON.stringify(told)).not.toContain(secret.split('"')[3]);
      expect(new Set(told.map(({ caller }) => caller)).size).toBeLessThan(2);

      if (written.length === 0) {
        // What no backend is told of is decided, and where that succeeds the trail tells it.
        const isDone = data?.[field] != null && data[field].errors.length === 0;
        return expect(told.map(({ phase }) => phase)).toEqual(
          told.map(() => 'DECISION').concat(isDone && told.length === 0 ? ['DECISION'] : []),
        );
      }
      const intents = told.filter(({ phase }) => phase === 'INTENT');
      const outcomes = told.filter(({ phase }) => phase === 'OUTCOME');
      expect(intents.length).toBeGreaterThan(0);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(intents.map(() => 'APPLIED'));
      for (const intent of intents) {
        expect(intent).toMatchObject({ backend, requestId: expect.any(String), outcome: null });
        expect(Date.parse(intent.at)).toBeLessThanOrEqual(Math.min(...written.map(({ at }) => at)));
      }
      for (const outcome of outcomes) {
        expect(outcome.nativeId).not.toBeNull();
        expect(outcome.upstreamRequestIds.length).toBeGreaterThan(0);
      }
    },
  );

  it('is whole to whoever has nothing but the API', async () => {
    const page = `query ($after: String) { auditEntries(first: 100, after: $after, direction: ASC) {
      nodes { sequence previous hash source } pageInfo { hasNextPage endCursor } } }`;
    let [previous, sequence, after]: [string, number, string | null] = ['0'.repeat(64), 0, null];
    for (;;) {
      const { data } = await gateway.query(page, { after });
      for (const entry of data.auditEntries.nodes) {
        sequence += 1;
        expect(entry).toMatchObject({ sequence, previous });
        expect(JSON.parse(entry.source)).toMatchObject({ sequence, previous });
        expect(entry.hash).toBe(createHash('sha256').update(entry.source).digest('hex'));
        previous = entry.hash;
      }
      after = data.auditEntries.pageInfo.endCursor;
      if (!data.auditEntries.pageInfo.hasNextPage) break;
    }
    expect(sequence).toBeGreaterThan(everyMutation.length);
  });
});

describe('P44: where the audit trail takes nothing', () => {
  const path = useDirectory();

  it('no mutation writes anything to any backend', async () => {
    await using gateway = await startForEvery({ store: `file:${path()}` });
    await gateway.refreshAll();
    const inputs = await Promise.all(everyMutation.map((one) => inputOf(gateway, one)));
    const database = new DatabaseSync(path());
    database.exec("create trigger deny before insert on audit begin select raise(abort, 'denied'); end");
    database.close();
    for (const id of backendIds) gateway[id].forget();
    const undone: string[] = [];
    for (const [at, { field, backend }] of everyMutation.entries()) {
      const { data, errors = [] } = await runExample(gateway, field, inputs[at] ?? {});
      const codes = [...errors.map(({ extensions }) => extensions.code), ...(data?.[field]?.errors ?? [])];
      if (codes.length > 0) undone.push(`${field} on ${backend}`);
    }
    expect(writesOf(gateway).map(({ method, target }) => `${method} ${target}`)).toEqual([]);
    expect(
      everyMutation
        .map(({ field, backend }) => `${field} on ${backend}`)
        .filter((one) => !undone.includes(one)),
    ).toEqual([]);
  });
});
