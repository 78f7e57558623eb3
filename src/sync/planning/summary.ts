import { type Change, isGain } from '../../domain/change.ts';
import type { BackendSummary, NotExpressibleRole } from '../../domain/plan.ts';
import type { Decided, DecidedStep } from './decided.ts';

/** Counts what a plan comes to, as it is decided. */
export type Tally = {
  add(decided: Counted): void;
  /** By backend, in the order in which these were given. */
  summary(): readonly BackendSummary[];
  notExpressible(): readonly NotExpressibleRole[];
};

type Counted = Omit<Decided, 'changes'> & { readonly changes: readonly Pick<DecidedStep, 'change'>[] };

/** What is decided of other backends than these is not counted. */
export const createTally = (backends: readonly string[]): Tally => {
  const counts = new Map(backends.map((backend) => [backend, createCounts()]));
  return {
    add: (decided) => {
      const count = counts.get(decided.account.backend);
      if (count !== undefined) addTo(count, decided);
    },
    summary: () =>
      [...counts].map(([backend, { accounts, touched, gaining, losing, notExpressible: _, ...numbers }]) => ({
        backend,
        accounts: accounts.size,
        unchanged: accounts.size - touched.size,
        ...numbers,
        gaining: gaining.size,
        losing: losing.size,
      })),
    notExpressible: () =>
      [...counts].flatMap(([backend, { notExpressible }]) =>
        [...notExpressible].map(([role, accounts]) => ({ backend, role, accounts })),
      ),
  };
};

/** What changes come to that nobody planned: nothing else was looked at. */
export const summaryOfChanges = (changes: readonly Change[]): readonly BackendSummary[] => {
  const tally = createTally([...new Set(changes.map(({ account }) => account.backend))]);
  for (const change of changes)
    tally.add({ account: change.account, changes: [{ change }], exclusions: [], notExpressible: [] });
  return tally.summary();
};

/** An account may be decided on more than once, and counts once. */
const createCounts = () => ({
  accounts: new Set<string | symbol>(),
  touched: new Set<string | symbol>(),
  changes: 0,
  grants: 0,
  revokes: 0,
  gaining: new Set<string | symbol>(),
  losing: new Set<string | symbol>(),
  notExpressible: new Map<string, number>(),
});

const addTo = (
  count: ReturnType<typeof createCounts>,
  { account, changes, exclusions, notExpressible }: Counted,
): void => {
  for (const role of notExpressible)
    count.notExpressible.set(role, (count.notExpressible.get(role) ?? 0) + 1);
  // A user without an account is none.
  if (account.id === null && changes.length === 0) return;
  // One that is to be is nobody else's.
  const id = account.id ?? Symbol();
  count.accounts.add(id);
  if (changes.length + exclusions.length > 0) count.touched.add(id);
  for (const { change } of changes) {
    count.changes += 1;
    count.grants += grantsOf(change);
    count.revokes += change.losses;
    if (isGain(change)) count.gaining.add(id);
    if (change.losses > 0) count.losing.add(id);
  }
};

const grantsOf = ({ step }: Change): number =>
  step.kind === 'ROLES' || step.kind === 'CREATE' ? step.grants.length : 0;
