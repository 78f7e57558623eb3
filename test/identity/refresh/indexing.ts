import { type Logger, pino } from 'pino';
import { createIdentityIndex, type IdentityIndex } from '../../../src/identity/identity-index.ts';
import { createRefreshes, type Refreshes } from '../../../src/identity/refresh/refreshes.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Fixture, StartOptions, Subject } from '../../backends/contract/fixture.ts';

/** An emulator, its adapter, and an index over it that is read only when a test asks for it. `await using` ends all. */
export type Indexed = Subject & {
  readonly store: Store;
  readonly index: IdentityIndex;
  readonly refreshes: Refreshes;
  /** Reads the backend whole. */
  refresh(options?: { readonly confirmShrink?: boolean }): ReturnType<Refreshes['refresh']>;
  /** How many accounts the index shows. */
  count(): Promise<number>;
  [Symbol.asyncDispose](): Promise<void>;
};

export const startIndexed = async (
  fixture: Fixture,
  options: Partial<StartOptions> & { readonly storeUrl?: string; readonly log?: Logger } = {},
): Promise<Indexed> => {
  const { storeUrl = 'memory:', log = pino({ level: 'silent' }), ...start } = options;
  // Patience would make what hangs outlast the test.
  const subject = await fixture.start({ people: 250, pageSize: 50, timeoutMs: 1000, ...start });
  const { backend, emulator } = subject;
  const store = await openStore(storeUrl);
  const index = await createIdentityIndex({
    store,
    backends: [backend.id],
    verifiedBackends: new Set(),
    newUserId: () => crypto.randomUUID(),
    now: Date.now,
  });
  const refreshes = createRefreshes({
    backends: [{ backend, refreshMs: 1_000_000 }],
    store,
    index,
    guard: { maxVanishedPercent: 20, smallBackend: 20, smallMaxVanished: 5 },
    now: Date.now,
    log,
  });
  await refreshes.restore();
  return {
    ...subject,
    store,
    index,
    refreshes,
    refresh: (how) => refreshes.refresh(backend.id, how),
    count: () => index.accounts.count({ backends: [backend.id] }),
    [Symbol.asyncDispose]: async () => {
      await refreshes.stop();
      await backend.close();
      await emulator.close();
      await store.close();
    },
  };
};
