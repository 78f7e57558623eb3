import { ask } from './ask.ts';
import type { GatewayProcess } from './gateway-process.ts';
import { backendIds, type LargeEmulators } from './large-emulators.ts';
import { describeLoad, type Load, load } from './load.ts';
import { lookUp } from './look-up.ts';
import type { createPicker } from './people.ts';

type PickPerson = ReturnType<typeof createPicker>;

/** Users by address from a full index, as fast as it gives them, and what that costs the backends. */
export const lookUps = async (
  gateway: GatewayProcess,
  emulators: LargeEmulators,
  pickPerson: PickPerson,
): Promise<void> => {
  const seconds = 20;
  console.info(`Users by address over 16 connections for ${seconds} s, from the index`);
  await loadFor(1, gateway, () => lookUp(pickPerson().email), 16);
  const calls = await callsDuring(emulators, async () => {
    const found = await loadFor(seconds, gateway, () => lookUp(pickPerson().email), 16);
    console.info(`  ${Math.round(found.tookMs.length / seconds)} look-ups/s  ${describeLoad(found)}`);
  });
  console.info(`  calls to backends meanwhile: ${calls}`);
};

/** What a frontend asks besides: one at a time. */
export const lists = async (
  gateway: GatewayProcess,
  emulators: LargeEmulators,
  pickPerson: PickPerson,
): Promise<void> => {
  console.info('Other questions to the index, one after the other for 5 s each');
  const nodes = '{ nodes { backend nativeId displayName email } pageInfo { endCursor } totalCount }';
  const queries: Readonly<Record<string, () => string>> = {
    'search by family name': () =>
      `{ accounts(first: 20, filter: { search: "${pickPerson().familyName}" }) ${nodes} }`,
    'search by user name': () =>
      `{ accounts(first: 20, filter: { search: "${pickPerson().userName}" }) ${nodes} }`,
    'search for nobody': () =>
      `{ accounts(first: 20, filter: { search: "${pickPerson().userName}zz" }) ${nodes} }`,
    'accounts by address': () => `{ accounts(first: 20, orderBy: { by: EMAIL }) ${nodes} }`,
    'users of a role': () =>
      '{ users(first: 20, filter: { role: "admin" }) { nodes { id displayName } totalCount } }',
    'one account': () =>
      `{ account(backend: "hub", nativeId: "${pickPerson().userName}") { email asOf roles { name } } }`,
  };
  const calls = await callsDuring(emulators, async () => {
    for (const [name, query] of Object.entries(queries))
      console.info(`  ${name.padEnd(24)} ${describeLoad(await loadFor(5, gateway, query, 1))}`);
    console.info(`  ${'a walk of 200 pages'.padEnd(24)} ${describeLoad(await walk(gateway, 200))}`);
  });
  console.info(`  calls to backends meanwhile: ${calls}`);
};

const loadFor = (
  seconds: number,
  gateway: GatewayProcess,
  query: () => string,
  connections: number,
): Promise<Load> => {
  const end = performance.now() + seconds * 1000;
  return load(gateway, query, { connections, isOver: () => performance.now() >= end });
};

/** Pages of a hundred, each from where the one before ended. */
const walk = async (gateway: GatewayProcess, pages: number): Promise<Load> => {
  type Answer = { readonly accounts: { readonly pageInfo: { readonly endCursor: string | null } } };
  const tookMs: number[] = [];
  let after = 'null';
  while (tookMs.length < pages && (after !== 'null' || tookMs.length === 0)) {
    const started = performance.now();
    const { accounts } = await ask<Answer>(
      gateway,
      `{ accounts(first: 100, after: ${after}) { nodes { backend nativeId displayName email } pageInfo { endCursor } } }`,
    );
    tookMs.push(performance.now() - started);
    after = JSON.stringify(accounts.pageInfo.endCursor);
  }
  return { tookMs: tookMs.toSorted((one, other) => one - other), codes: new Map() };
};

const callsDuring = async (emulators: LargeEmulators, work: () => Promise<void>): Promise<number> => {
  const before = await emulators.tally();
  await work();
  const after = await emulators.tally();
  return backendIds.reduce((sum, id) => sum + after[id].arrived - before[id].arrived, 0);
};
