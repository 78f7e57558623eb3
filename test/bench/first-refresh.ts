import { setTimeout as pause } from 'node:timers/promises';
import type { BackendId } from '../gateway.ts';
import { ask } from './ask.ts';
import type { GatewayProcess } from './gateway-process.ts';
import { backendIds, type LargeEmulators } from './large-emulators.ts';
import { describeLoad, load } from './load.ts';
import { lookUp } from './look-up.ts';
import type { createPicker } from './people.ts';

/** From an empty index until every backend is COMPLETE. Somebody looks users up all the while. */
export const firstRefresh = async (
  gateway: GatewayProcess,
  emulators: LargeEmulators,
  pickPerson: ReturnType<typeof createPicker>,
): Promise<void> => {
  console.info(
    'The first reading of all backends, at the budgets that are configured unless asked otherwise',
  );
  let isRead = false;
  const [backends, lookUps] = await Promise.all([
    untilRead(gateway).finally(() => {
      isRead = true;
    }),
    load(gateway, () => lookUp(pickPerson().email), { connections: 1, pauseMs: 100, isOver: () => isRead }),
  ]);
  const tally = await emulators.tally();

  console.table(
    Object.fromEntries(backends.map((backend) => [backend.id, figuresOf(backend, tally[backend.id])])),
  );
  const endedMs = Math.max(...backends.map(({ index }) => Date.parse(index.lastRefresh?.finishedAt ?? '')));
  const startedMs = Math.min(...backends.map(({ index }) => Date.parse(index.lastRefresh?.startedAt ?? '')));
  const allowed = Math.max(...backends.map((backend) => allowedSeconds(backend, tally[backend.id])));
  const took = (endedMs - startedMs) / 1000;
  const accounts = backends.reduce((sum, { index }) => sum + (index.accounts ?? 0), 0);
  console.info(
    `  all ${accounts} accounts in ${took.toFixed(1)} s, of ${allowed.toFixed(1)} s that the slowest budget takes: ${(took / allowed).toFixed(3)}; ${Math.round(accounts / took)} accounts/s`,
  );
  console.info(`  look-ups meanwhile  ${describeLoad(lookUps)}`);
  for (const id of backendIds) {
    const known = backends.find((backend) => backend.id === id)?.index.accounts;
    if (known !== emulators.accounts[id])
      throw new Error(`the index has ${known} accounts of ${id}, which has ${emulators.accounts[id]}`);
  }
};

type Refreshed = {
  readonly id: BackendId;
  readonly limits: { readonly requestsPerSecond: number };
  readonly index: {
    readonly completeness: string;
    readonly accounts: number | null;
    readonly asOf: string | null;
    readonly refreshing: { readonly pages: number; readonly seen: number } | null;
    readonly lastRefresh: {
      readonly pages: number;
      readonly seen: number;
      readonly created: number;
      readonly startedAt: string;
      readonly finishedAt: string | null;
      readonly reason: string | null;
    } | null;
  };
};

export const untilRead = async (gateway: GatewayProcess): Promise<readonly Refreshed[]> => {
  for (;;) {
    await pause(250);
    const { backends } = await ask<{ readonly backends: readonly Refreshed[] }>(gateway, progress(''));
    const ended = backends.filter(({ index }) => index.lastRefresh !== null);
    const failed = ended.find(({ index }) => index.completeness !== 'COMPLETE');
    if (failed !== undefined)
      throw new Error(`${failed.id} ended ${failed.index.completeness}: ${failed.index.lastRefresh?.reason}`);
    if (ended.length < backends.length) continue;
    // To count 100,000 accounts takes the gateway some milliseconds, so that is asked for once.
    return (await ask<{ readonly backends: readonly Refreshed[] }>(gateway, progress('accounts'))).backends;
  }
};

const progress = (more: string): string =>
  `{ backends { id limits { requestsPerSecond } index { completeness asOf ${more} refreshing { pages seen } lastRefresh { pages seen created startedAt finishedAt reason } } } }`;

const figuresOf = (backend: Refreshed, tally: { readonly arrived: number; readonly throttled: number }) => {
  const { accounts, lastRefresh } = backend.index;
  const took = (Date.parse(lastRefresh?.finishedAt ?? '') - Date.parse(lastRefresh?.startedAt ?? '')) / 1000;
  const allowed = allowedSeconds(backend, tally);
  return {
    accounts,
    pages: lastRefresh?.pages,
    requests: tally.arrived,
    'got 429': tally.throttled,
    'requests/s allowed': backend.limits.requestsPerSecond,
    's allowed': Number(allowed.toFixed(1)),
    's taken': Number(took.toFixed(1)),
    'taken/allowed': Number((took / allowed).toFixed(3)),
    'accounts/s': Math.round((accounts ?? 0) / took),
  };
};

/** How long so many requests take at the rate that is configured. */
const allowedSeconds = ({ limits }: Refreshed, { arrived }: { readonly arrived: number }): number =>
  arrived / limits.requestsPerSecond;
