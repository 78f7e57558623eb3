import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { ConfiguredBackend } from '../../../src/backends/configured-backend.ts';
import { kindDefaults } from '../../../src/backends/registry.ts';
import { createIdentityIndex } from '../../../src/identity/identity-index.ts';
import { createRefreshes } from '../../../src/identity/refresh/refreshes.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { createPlans } from '../../../src/sync/planning/create-plans.ts';
import { cdataSync } from '../../backends/cdata-sync/fixture.ts';
import { cfengine } from '../../backends/cfengine/fixture.ts';
import { cipherscale } from '../../backends/cipherscale/fixture.ts';
import type { Fixture, Subject } from '../../backends/contract/fixture.ts';
import { isWrite } from '../../backends/contract/is-write.ts';
import { iotCentral } from '../../backends/iot-central/fixture.ts';
import { listFaults } from '../../identity/refresh/list-faults.ts';
import { author, plannedOf } from './planning.ts';
import { defaultLifetimes, defaultLimits } from './worlds.ts';

const kinds = [
  ['IoT Central', iotCentral, cdataSync],
  ['CData Sync', cdataSync, iotCentral],
  ['CFEngine', cfengine, cipherscale],
  ['CipherScale', cipherscale, cdataSync],
] as const;

const configure = ({ backend, emulator }: Subject): ConfiguredBackend => {
  const defaults = kindDefaults[backend.kind as keyof typeof kindDefaults];
  return {
    ...defaults,
    backend,
    displayName: backend.id,
    baseUrl: emulator.url,
    writes: true,
    minAdmins: 0,
    protect: new Set(),
    exclusive: [],
    refreshSeconds: 1_000_000,
    limits: { ...defaults, timeoutMs: 1000 },
  };
};

/** Two backends with the same people, and what plans over them. */
const startPair = async (fixture: Fixture, peer: Fixture) => {
  const options = { people: 250, pageSize: 50, timeoutMs: 1000 };
  const subjects = await Promise.all([fixture.start(options), peer.start(options)]);
  const backends = subjects.map(configure);
  const ids = backends.map(({ backend }) => backend.id);
  const store = await openStore('memory:');
  const log = pino({ level: 'silent' });
  const common = { store, now: Date.now, log };
  const index = await createIdentityIndex({
    ...common,
    backends: ids,
    verifiedBackends: new Set(ids),
    newUserId: () => crypto.randomUUID(),
  });
  const refreshes = createRefreshes({
    ...common,
    backends: backends.map(({ backend }) => ({ backend, refreshMs: 1_000_000 })),
    index,
    guard: { maxVanishedPercent: 20, smallBackend: 20, smallMaxVanished: 5 },
  });
  const plans = createPlans({
    ...common,
    index,
    refreshes,
    backends: new Map(backends.map((configured) => [configured.backend.id, configured])),
    roles: ['admin', 'builder', 'operator'],
    limits: defaultLimits,
    lifetimes: defaultLifetimes,
    newId: () => crypto.randomUUID(),
  });
  const [subject, other] = subjects;
  if (subject === undefined || other === undefined) throw new Error('expected two backends');
  return {
    subject,
    /** Takes whatever is not held there, on the other of the two. */
    replace: async (from: string, to: string) => {
      const { ended } = await plans.planRoleSync(
        {
          from: { kind: 'BACKEND', backend: from },
          to: [to],
          users: null,
          filter: null,
          mode: 'REPLACE',
          allowEscalation: false,
          reason: null,
        },
        author,
      );
      const plan = await ended;
      return { plan, changes: await store.plans.changes(plan.id, { first: 500 }) };
    },
    readBoth: () => Promise.all(ids.map((id) => refreshes.refresh(id))),
    directions: [
      [subject.backend.id, other.backend.id],
      [other.backend.id, subject.backend.id],
    ] as const,
    writes: () => subjects.flatMap(({ emulator }) => emulator.requests.filter(isWrite)),
    [Symbol.asyncDispose]: async () => {
      await plans.stop();
      await refreshes.stop();
      for (const { backend, emulator } of subjects) {
        await backend.close();
        await emulator.close();
      }
      await store.close();
    },
  };
};

describe.each(kinds)('P28, G31: a plan that rests on %s', (_name, fixture, peer) => {
  it('takes roles where nothing befalls the reading', async () => {
    await using pair = await startPair(fixture, peer);
    for (const [from, to] of pair.directions) {
      const { plan } = await pair.replace(from, to);
      expect(plannedOf(plan).summary[0]?.revokes).toBeGreaterThan(0);
    }
    expect(pair.writes()).toEqual([]);
  });

  it.each(Object.entries(listFaults))(
    'takes none for %s, whether it follows the backend or changes it',
    async (_fault, befall) => {
      await using pair = await startPair(fixture, peer);
      await pair.readBoth();
      for (const [from, to] of pair.directions) {
        befall(pair.subject);
        const { plan, changes } = await pair.replace(from, to);
        pair.subject.emulator.faults.clear();
        expect(plan.outcome).toEqual({
          state: 'FAILED',
          code: 'UPSTREAM_INCOMPLETE',
          message: expect.stringContaining(`Backend ${pair.subject.backend.id} could not be read whole: `),
        });
        expect(changes).toEqual([]);
      }
      expect(pair.writes()).toEqual([]);
    },
  );
});
