import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../../src/domain/assignment.ts';
import type { Change, Step } from '../../../src/domain/change.ts';
import type { Outcome, OutcomeKind } from '../../../src/domain/run.ts';
import type { StoredAccount } from '../../../src/domain/stored-account.ts';
import { afterStep } from '../../../src/sync/after-step.ts';
import { createPlace } from '../../../src/sync/place.ts';
import { decideUndo } from '../../../src/sync/planning/decide-undo.ts';
import type { Decided } from '../../../src/sync/planning/decided.ts';
import { decideExactChange } from '../../../src/sync/role-change.ts';
import { toObserved } from '../../../src/sync/to-observed.ts';
import {
  adaHolding,
  configuredBackends,
  direct,
  edgesBetween,
  holdingsOf,
  idsOf,
  inherited,
  nativeRole,
  tableOf,
  targetOf,
} from './worlds.ts';

const { vpn } = configuredBackends();
const natives = ['a', 'b', 'c', 'd'];
const table = tableOf([...natives.map((id) => nativeRole(id)), nativeRole('chief', { alias: 'ADMIN' })]);
const place = createPlace(vpn, table);

/** What a run did: the change that makes the first account hold exactly what the second does. */
const rolesBetween = (before: StoredAccount, after: readonly Assignment[]): Step =>
  decideExactChange(targetOf(vpn, table), toObserved(before), edgesBetween(before.account.assignments, after))
    .step;

const entry = (step: Step, kind: OutcomeKind = 'APPLIED') => {
  const change: Change = {
    account: { backend: 'vpn', id: 'ada', name: 'Ada' },
    userId: 'the user',
    step,
    fingerprint: null,
    sources: [],
    escalations: [],
    losses: 0,
    reason: 'a run',
  };
  const outcome: Outcome = { kind, code: null, message: null };
  return { change, outcome, intendedAt: 1 };
};

const undo = (
  step: Step,
  now: StoredAccount | null,
  kind: OutcomeKind = 'APPLIED',
  on = place,
): Decided | null =>
  decideUndo(entry(step, kind), now === null ? null : { stored: now, expected: toObserved(now) }, on);

const edges = holdingsOf(
  fc.oneof(
    fc.constantFrom(...natives).map((id) => direct(id)),
    fc.constantFrom('a', 'b').map((id) => direct(id, 'seattle')),
  ),
);

describe('an undo of roles (G26)', () => {
  it('restores exactly what was held, places too, where nobody changed it (G14, 2,000 runs)', () => {
    fc.assert(
      fc.property(edges, edges, (before, after) => {
        const stored = adaHolding(before);
        const step = rolesBetween(stored, after);
        const decided = undo(step, adaHolding(after));
        const undone = (decided?.changes ?? []).reduce(
          (state, { change }) => afterStep(state, change.step),
          toObserved(adaHolding(after)),
        );
        expect(idsOf(undone.assignments)).toEqual(idsOf(before));
        expect(decided?.exclusions).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('touches no edge that the run did not change, and none that was changed since, which it lists (2,000 runs)', () => {
    fc.assert(
      fc.property(edges, edges, edges, (before, after, now) => {
        const step = rolesBetween(adaHolding(before), after);
        if (step.kind !== 'ROLES') throw new Error('expected a change of roles');
        const decided = undo(step, adaHolding(now));
        const held = idsOf(now);
        const made = decided?.changes[0]?.change.step;
        const [granted, revoked] =
          made?.kind === 'ROLES' ? [idsOf(made.grants), idsOf(made.revokes)] : [[], []];
        expect(granted).toEqual(idsOf(step.revokes).filter((id) => !held.includes(id)));
        expect(revoked).toEqual(idsOf(step.grants).filter((id) => held.includes(id)));
        const changedSince = step.grants.length + step.revokes.length - granted.length - revoked.length;
        expect(decided?.exclusions.length).toBe(changedSince > 0 ? 1 : 0);
        if (changedSince > 0) expect(decided?.exclusions[0]?.message.split(', ')).toHaveLength(changedSince);
      }),
      { numRuns: 2000 },
    );
  });

  it('of a run that was itself an undo gives back what the first run did', () => {
    const before = adaHolding([direct('a')]);
    const step = rolesBetween(before, [direct('b')]);
    const undone = undo(step, adaHolding([direct('b')]))?.changes[0]?.change.step;
    if (undone === undefined) throw new Error('expected something to undo');
    const again = undo(undone, adaHolding([direct('a')]))?.changes[0]?.change.step;
    expect(again?.kind === 'ROLES' && [idsOf(again.grants), idsOf(again.revokes)]).toEqual([['b'], ['a']]);
  });

  it('revokes what the account holds itself, though a group gives it as well by now', () => {
    const step = rolesBetween(adaHolding([]), [direct('a')]);
    expect(undo(step, adaHolding([inherited('a')]))).toMatchObject({
      changes: [],
      exclusions: [{ code: 'CONFLICT', message: 'Changed since by somebody else: A was revoked' }],
    });
    const both = undo(step, adaHolding([direct('a'), inherited('a')]))?.changes[0]?.change.step;
    expect(both?.kind === 'ROLES' && idsOf(both.revokes)).toEqual(['a']);
  });

  it('is of the account, whosever it is: a link that was wrong may be denied by then', () => {
    const step = rolesBetween(adaHolding([]), [direct('a')]);
    const now = adaHolding([direct('a')], {}, { link: 'DENIED', userId: 'somebody else' });
    const decided = undo(step, now);
    expect(decided?.changes).toMatchObject([
      { change: { userId: null, step: { kind: 'ROLES' } }, effect: { userId: 'somebody else' } },
    ]);
  });

  it('gives no role back that there is not any more', () => {
    const step = rolesBetween(adaHolding([direct('a')]), []);
    const smaller = createPlace(vpn, tableOf([nativeRole('b')]));
    expect(undo(step, adaHolding([]), 'APPLIED', smaller)).toMatchObject({
      changes: [],
      exclusions: [{ code: 'ROLE_MISSING' }],
    });
  });
});

describe('an undo of anything else', () => {
  const disabled: Step = { kind: 'STATUS', before: 'ACTIVE', after: 'DISABLED' };

  it('makes the status what it was, where it is still what it was made', () => {
    const decided = undo(disabled, adaHolding([direct('chief')], { status: 'DISABLED' }));
    expect(decided?.changes).toMatchObject([
      {
        change: {
          step: { kind: 'STATUS', before: 'DISABLED', after: 'ACTIVE' },
          escalations: ['ADMINISTRATOR'],
          losses: 0,
        },
        effect: { isGain: true, administration: { before: 'BARRED', after: 'ACTIVE' } },
      },
    ]);
    expect(undo(disabled, adaHolding([]))?.exclusions).toMatchObject([{ code: 'CONFLICT' }]);
  });

  it('invites nobody again who was only invited', () => {
    const barred: Step = { kind: 'STATUS', before: 'INVITED', after: 'DISABLED' };
    expect(undo(barred, adaHolding([], { status: 'DISABLED' }))).toMatchObject({
      changes: [],
      exclusions: [{ code: 'UNSUPPORTED', message: 'No backend makes an account INVITED again' }],
    });
  });

  it.each<Step>([
    { kind: 'DELETE', before: [] },
    { kind: 'CREATE', account: {}, grants: [] },
    { kind: 'UPDATE', before: {}, after: {} },
    { kind: 'REINVITE' },
  ])('says of $kind that it cannot be taken back, whether or not the account is there', (step) => {
    for (const now of [adaHolding([]), null])
      expect(undo(step, now)).toMatchObject({ changes: [], exclusions: [{ code: 'UNSUPPORTED' }] });
  });

  it('has nothing to take back of what was not done, and says where nobody knows', () => {
    for (const kind of ['NOOP', 'FAILED', 'SKIPPED'] as const)
      expect(undo(disabled, adaHolding([]), kind)).toBeNull();
    for (const kind of ['CONFLICT', 'UNKNOWN'] as const)
      expect(undo(disabled, adaHolding([]), kind)).toMatchObject({
        changes: [],
        exclusions: [{ code: 'CONFLICT', message: expect.stringContaining(kind) }],
      });
  });

  it('has nothing to take back of an account that had moved before anything was written', () => {
    const moved = { ...entry(disabled, 'CONFLICT'), intendedAt: null };
    const stored = adaHolding([]);
    expect(decideUndo(moved, { stored, expected: toObserved(stored) }, place)).toBeNull();
  });

  it('says where the account is gone', () => {
    expect(undo(disabled, null)?.exclusions).toMatchObject([{ code: 'NOT_FOUND', account: { name: 'Ada' } }]);
  });
});
