import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../../src/domain/assignment.ts';
import type { Scope } from '../../../src/domain/caller.ts';
import type { StoredAccount } from '../../../src/domain/stored-account.ts';
import { afterStep } from '../../../src/sync/after-step.ts';
import type { Observed } from '../../../src/sync/observe.ts';
import { decideOffboarding } from '../../../src/sync/planning/decide-offboarding.ts';
import { decideRoleSync } from '../../../src/sync/planning/decide-role-sync.ts';
import type { Decided } from '../../../src/sync/planning/decided.ts';
import { standingOfAdministrator } from '../../../src/sync/planning/effect.ts';
import { judgePlan } from '../../../src/sync/planning/guard.ts';
import { inOrder } from '../../../src/sync/planning/order.ts';
import { changedAndRemaining } from '../../../src/sync/planning/remaining-administrators.ts';
import { wantedAsListed } from '../../../src/sync/planning/wanted-roles.ts';
import { toObserved } from '../../../src/sync/to-observed.ts';
import {
  configuredBackends,
  defaultLimits,
  direct,
  inherited,
  nativeRole,
  storedAccount,
  tableOf,
  targetOf,
} from './worlds.ts';

const { vpn } = configuredBackends('writes: true', 'roles: [{ name: guest, map: { vpn: [{ native: g }] } }]');
const table = tableOf([
  nativeRole('boss', { alias: 'ADMIN' }),
  nativeRole('owner', { alias: 'OWNER', immutable: 'ownership cannot be assigned' }),
  nativeRole('watch', { alias: 'AUDITOR' }),
  nativeRole('g'),
  nativeRole('free'),
]);
const target = targetOf(vpn, table);

const held = fc.uniqueArray(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('boss', 'watch', 'g', 'free', 'owner').map((id) => direct(id)) },
    { weight: 1, arbitrary: fc.constantFrom('boss', 'watch').map((id) => inherited(id)) },
  ),
  { maxLength: 4, selector: (one: Assignment) => JSON.stringify([one.nativeRoleId, one.origin?.kind]) },
);

/** What somebody wants of an account: nothing, that it holds these, or that it goes. */
const wish = fc.oneof(
  fc.constant(null),
  fc.record({
    mode: fc.constantFrom('GRANT_ONLY' as const, 'REPLACE' as const),
    roles: fc.uniqueArray(fc.constantFrom('admin', 'auditor', 'guest')),
  }),
  fc.constantFrom('REVOKE' as const, 'DISABLE' as const, 'DELETE' as const),
);

const worlds = fc
  .array(
    fc.record({
      held,
      status: fc.constantFrom('ACTIVE' as const, 'ACTIVE' as const, 'DISABLED' as const, 'INVITED' as const),
      link: fc.constantFrom('LINKED' as const, 'LINKED' as const, 'SUGGESTED' as const),
      wish,
    }),
    { maxLength: 25 },
  )
  .map((accounts) =>
    accounts.map(({ wish: wanted, link, ...account }, at) => ({
      wish: wanted,
      stored: storedAccount(
        { ref: { backend: 'vpn', id: `${at}` }, assignments: account.held, status: account.status },
        { link, userId: `user ${at}` },
      ),
    })),
  );

type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never;

const decide = (stored: StoredAccount, wanted: Wish): readonly Decided[] => {
  if (wanted === null) return [];
  if (typeof wanted === 'string') return [decideOffboarding(stored, target, wanted)];
  const user = { userId: stored.userId, name: null, accounts: [stored] };
  return decideRoleSync(user, wantedAsListed(wanted.roles), target, wanted.mode);
};

/** The world once all changes of a plan were made, in their order. */
const carriedOut = (accounts: readonly StoredAccount[], decided: readonly Decided[]): readonly Observed[] => {
  const world = new Map(accounts.map((stored) => [stored.account.ref.id, toObserved(stored)]));
  const changes = inOrder(decided.flatMap((one) => one.changes.map(({ change }) => change)));
  for (const { account, step } of changes) {
    const before = world.get(account.id ?? '');
    if (before === undefined) throw new Error('expected to know who is changed');
    if (step.kind === 'DELETE') world.delete(account.id ?? '');
    else world.set(account.id ?? '', afterStep(before, step));
  }
  return [...world.values()];
};

const administratorsIn = (world: readonly Observed[]): number =>
  world.filter((one) => standingOfAdministrator({ configured: vpn, table }, one) === 'ACTIVE').length;

/** What somebody who can sign in holds of the first and not of the second. */
const lostBetween = (before: readonly Observed[], after: readonly Observed[]): number => {
  const later = new Map(after.map((one) => [one.account.ref.id, useful(one)]));
  return before.reduce(
    (sum, one) =>
      sum + useful(one).filter((edge) => !(later.get(one.account.ref.id) ?? []).includes(edge)).length,
    0,
  );
};

const useful = ({ account, assignments }: Observed): readonly string[] =>
  account.status === 'DISABLED'
    ? []
    : assignments.map(({ nativeRoleId, origin }) => JSON.stringify([nativeRoleId, origin?.kind]));

const nobody = {
  caller: { name: 'one', scopes: new Set<Scope>(['plan']), backends: null, accounts: [] },
  userIds: new Set<string>(),
};

describe('plans over generated worlds', () => {
  const judged = fc.tuple(worlds, fc.nat(4)).map(([world, minAdmins]) => {
    const accounts = world.map(({ stored }) => stored);
    const decided = world.flatMap(({ stored, wish: wanted }) => decide(stored, wanted));
    const effects = decided.flatMap(({ changes }) => changes.map(({ effect }) => effect));
    const changed = new Set(effects.map(({ account }) => account.id));
    const others = accounts.filter(({ account }) => !changed.has(account.ref.id)).map(toObserved);
    const remaining = changedAndRemaining(effects) + administratorsIn(others);
    const population = accounts.reduce((sum, { account }) => sum + account.assignments.length, 0);
    const verdicts = judgePlan(effects, [{ backend: 'vpn', minAdmins, population, inWindow: 0, remaining }], {
      limits: defaultLimits,
      allowEscalation: true,
      caller: nobody,
    });
    return { accounts, decided, effects, remaining, population, minAdmins, verdicts };
  });

  it('never leave fewer administrators than have to be, where no guard refuses (G30, P16, 4,000 plans)', () => {
    fc.assert(
      fc.property(judged, ({ accounts, decided, remaining, minAdmins, verdicts }) => {
        const [before, after] = [
          administratorsIn(accounts.map(toObserved)),
          administratorsIn(carriedOut(accounts, decided)),
        ];
        // What guards count is what comes of it.
        expect(remaining).toBe(after);
        if (verdicts.some(({ verdict }) => verdict === 'REFUSE')) expect(after).toBeLessThan(minAdmins);
        else expect(after).toBeGreaterThanOrEqual(Math.min(before, minAdmins));
      }),
      { numRuns: 4000 },
    );
  });

  it('never take more than may go, where no guard blocks (G28, 4,000 plans)', () => {
    fc.assert(
      fc.property(judged, ({ accounts, decided, effects, population, verdicts }) => {
        const planned = effects.reduce((sum, { losses }) => sum + losses, 0);
        // Nothing goes that is not counted; what goes of somebody who is barred already is counted too.
        const lost = lostBetween(accounts.map(toObserved), carriedOut(accounts, decided));
        expect(lost).toBeLessThanOrEqual(planned);
        const isBlocked = verdicts.some(({ name, verdict }) => name === 'MAX_REVOKED' && verdict === 'BLOCK');
        const limit = population < 20 ? 5 : Math.min(50, population / 5);
        expect(isBlocked).toBe(planned > limit);
      }),
      { numRuns: 4000 },
    );
  });

  it('ask for an approval whoever becomes an administrator or ceases to be one (P39, 2,000 plans)', () => {
    fc.assert(
      fc.property(judged, ({ accounts, decided, verdicts }) => {
        const world = new Map(carriedOut(accounts, decided).map((one) => [one.account.ref.id, one]));
        const isMoved = accounts.some((stored) => {
          const after = world.get(stored.account.ref.id);
          const before = standingOfAdministrator({ configured: vpn, table }, toObserved(stored));
          return (
            before !==
            (after === undefined ? 'NONE' : standingOfAdministrator({ configured: vpn, table }, after))
          );
        });
        const verdict = verdicts.find(({ name }) => name === 'ADMINISTRATORS');
        if (isMoved) expect(verdict?.verdict).toBe('BLOCK');
      }),
      { numRuns: 2000 },
    );
  });

  it('change nobody who is not certain to be meant (G6, 2,000 plans)', () => {
    fc.assert(
      fc.property(judged, ({ accounts, decided }) => {
        const unsure = accounts.filter(({ link }) => link !== 'LINKED').map(({ account }) => account.ref.id);
        for (const { changes } of decided)
          for (const { change } of changes) expect(unsure).not.toContain(change.account.id);
      }),
      { numRuns: 2000 },
    );
  });
});
