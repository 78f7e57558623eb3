import type { BackendSummary, NotExpressibleRole } from '../../domain/plan.ts';
import type { Decided } from './decided.ts';

/** Counts what a plan comes to, as it is decided. */
export type Tally = {
  add(decided: Decided): void;
  /** By backend, in the order in which these were given. */
  summary(): readonly BackendSummary[];
  notExpressible(): readonly NotExpressibleRole[];
};

/** What is decided of other backends than these is not counted. */
export const createTally = (backends: readonly string[]): Tally => {
  const counts = new Map(backends.map((backend) => [backend, createCounts()]));
  return {
    add: (decided) => {
      const count = counts.get(decided.account.backend);
      if (count !== undefined) addTo(count, decided);
    },
    summary: () =>
      [...counts].map(([backend, { gaining, losing, notExpressible: _roles, ...numbers }]) => ({
        backend,
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

const createCounts = () => ({
  accounts: 0,
  unchanged: 0,
  changes: 0,
  grants: 0,
  revokes: 0,
  gaining: new Set<string>(),
  losing: new Set<string>(),
  notExpressible: new Map<string, number>(),
});

const addTo = (count: ReturnType<typeof createCounts>, decided: Decided): void => {
  const { changes, exclusions, notExpressible } = decided;
  if (exclusions.every(({ account }) => account.id !== null)) count.accounts += 1;
  if (changes.length + exclusions.length === 0) count.unchanged += 1;
  for (const role of notExpressible)
    count.notExpressible.set(role, (count.notExpressible.get(role) ?? 0) + 1);
  for (const { change, effect } of changes) {
    const whose = JSON.stringify(change.userId === null ? [change.account.id] : change.userId);
    count.changes += 1;
    count.grants += change.step.kind === 'ROLES' ? change.step.grants.length : 0;
    count.revokes += change.losses;
    if (effect.isGain) count.gaining.add(whose);
    if (change.losses > 0) count.losing.add(whose);
  }
};
