import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../../src/domain/assignment.ts';
import type { Step } from '../../../src/domain/change.ts';
import type { JournalEntry, OutcomeKind } from '../../../src/domain/run.ts';
import {
  type Explanation,
  findUnexplained,
  type ObservedTwice,
} from '../../../src/identity/outside/unexplained.ts';
import { assignmentOf } from '../../store/accounts.ts';
import { changeOf, named, outcomeOf, roleStepOf } from '../../store/records.ts';

const entryOf = (step: Step, outcome: OutcomeKind | null = 'APPLIED'): JournalEntry => ({
  runId: 'r',
  position: 0,
  change: changeOf('iot', 'ada', { step }),
  intendedAt: 1500,
  outcome: outcome === null ? null : outcomeOf(outcome),
  settledAt: outcome === null ? null : 1600,
  requestIds: [],
});

const inherited = (role: string, group = 'g') =>
  assignmentOf(role, null, { kind: 'INHERITED', group: { id: group, name: null } });

const compare = (
  before: readonly Assignment[],
  now: readonly Assignment[],
  { entries = [], touches = () => false }: Partial<Explanation> = {},
  told: Partial<ObservedTwice> = {},
) =>
  findUnexplained(
    { former: { status: 'ACTIVE', assignments: before }, status: 'ACTIVE', assignments: now, ...told },
    { entries, touches },
  );

const ref = (nativeRoleId: string, organizationId: string | null = null) => ({
  nativeRoleId,
  organizationId,
});

describe('what Rolecall did not do (G27)', () => {
  const [admin, viewer, operator] = [assignmentOf('admin'), assignmentOf('viewer'), assignmentOf('operator')];

  it('is nothing where all is as it was, in whatever order it comes', () => {
    expect(compare([admin, viewer], [viewer, admin])).toBeNull();
    expect(compare([admin], [{ ...admin, nativeRoleName: 'Administrator' }])).toBeNull();
  });

  it('is what is held now and was not, and the other way round, each in its place', () => {
    expect(
      compare([admin, assignmentOf('viewer', 'berlin')], [admin, assignmentOf('viewer', 'paris')]),
    ).toEqual({
      granted: [ref('viewer', 'paris')],
      revoked: [ref('viewer', 'berlin')],
      status: null,
    });
  });

  it('is nothing of what a change did, and all else', () => {
    const entries = [entryOf(roleStepOf([named('viewer')], [named('admin')]))];
    expect(compare([admin], [viewer], { entries })).toBeNull();
    expect(compare([admin], [viewer, operator], { entries })).toMatchObject({
      granted: [ref('operator')],
      revoked: [],
    });
  });

  it('is what takes back what a change did', () => {
    const entries = [entryOf(roleStepOf([named('viewer')], [named('admin')]))];
    expect(compare([admin], [], { entries })).toMatchObject({ granted: [], revoked: [ref('viewer')] });
    expect(compare([admin], [admin, viewer], { entries })).toMatchObject({ granted: [ref('admin')] });
  });

  it.each([null, 'UNKNOWN', 'CONFLICT'] as const)(
    'is nothing of what a change may have done: %s',
    (outcome) => {
      const entries = [entryOf(roleStepOf([named('viewer')], [named('admin')]), outcome)];
      for (const now of [[admin], [viewer], [admin, viewer], []])
        expect(compare([admin], now, { entries })).toBeNull();
      expect(compare([admin], [admin, operator], { entries })).toMatchObject({ granted: [ref('operator')] });
    },
  );

  it.each(['FAILED', 'SKIPPED', 'NOOP'] as const)('is all where a change came to nothing: %s', (outcome) => {
    const entries = [entryOf(roleStepOf([named('viewer')]), outcome)];
    expect(compare([], [viewer], { entries })).toMatchObject({ granted: [ref('viewer')] });
  });

  it('is what a group gives or no longer gives', () => {
    expect(compare([admin], [admin, inherited('viewer')])).toMatchObject({ granted: [ref('viewer')] });
    expect(compare([inherited('viewer')], [])).toMatchObject({ revoked: [ref('viewer')] });
    expect(compare([inherited('viewer', 'g')], [inherited('viewer', 'h')])).toBeNull();
  });

  it('is what an account no longer holds itself, though a group gives it now, and the other way round', () => {
    expect(compare([viewer], [inherited('viewer')])).toMatchObject({ granted: [], revoked: [ref('viewer')] });
    expect(compare([inherited('viewer')], [viewer])).toMatchObject({ granted: [ref('viewer')], revoked: [] });
    expect(compare([viewer], [viewer, inherited('viewer')])).toBeNull();
  });

  it('is nothing of what came of a change of the role, the place or the group', () => {
    const held: unknown[] = [];
    const touches: Explanation['touches'] = (one) => {
      held.push(one);
      return one.group === 'g' || one.nativeRoleId === 'admin' || one.organizationId === 'berlin';
    };
    expect(
      compare([admin, assignmentOf('viewer', 'berlin')], [inherited('operator')], { touches }),
    ).toBeNull();
    expect(held).toContainEqual({ ...ref('operator'), group: 'g' });
    expect(held).toContainEqual({ ...ref('admin'), group: null });
    expect(compare([viewer], [inherited('operator', 'h')], { touches })).toMatchObject({
      granted: [ref('operator')],
      revoked: [ref('viewer')],
    });
  });

  it('is a status that no change gave', () => {
    const status = (before: 'ACTIVE' | 'EXPIRED', now: ObservedTwice['status'], ...entries: JournalEntry[]) =>
      compare([], [], { entries }, { former: { status: before, assignments: null }, status: now })?.status ??
      null;
    const disable = { kind: 'STATUS', before: 'ACTIVE', after: 'DISABLED' } as const;
    expect(status('ACTIVE', 'DISABLED')).toEqual({ before: 'ACTIVE', after: 'DISABLED' });
    expect(status('ACTIVE', 'DISABLED', entryOf(disable))).toBeNull();
    expect(status('ACTIVE', 'DISABLED', entryOf(disable, 'UNKNOWN'))).toBeNull();
    expect(status('ACTIVE', 'DISABLED', entryOf(disable, 'FAILED'))).not.toBeNull();
    expect(status('ACTIVE', 'ACTIVE', entryOf(disable))).toEqual({ before: 'DISABLED', after: 'ACTIVE' });
    expect(status('EXPIRED', 'INVITED', entryOf({ kind: 'REINVITE' }))).toBeNull();
    expect(status('EXPIRED', 'INVITED')).toEqual({ before: 'EXPIRED', after: 'INVITED' });
  });

  it('is nothing of roles where not all was known of them', () => {
    expect(compare([], [admin], {}, { former: { status: 'ACTIVE', assignments: null } })).toBeNull();
  });

  it('starts anew where Rolecall deleted the account and made it again', () => {
    const made = entryOf({ kind: 'CREATE', account: {}, grants: [named('viewer')] });
    const deleted = entryOf({ kind: 'DELETE', before: [named('admin')] });
    expect(compare([admin], [viewer], { entries: [deleted, made] })).toBeNull();
    expect(compare([admin], [admin], { entries: [deleted, made] })).toMatchObject({
      granted: [ref('admin')],
      revoked: [ref('viewer')],
    });
  });
});

describe('over any history of an account (G27)', () => {
  it('nothing is told that nobody else did, and all that others did with what Rolecall left alone', () => {
    fc.assert(
      fc.property(fc.subarray([...roles]), fc.array(someDeed, { maxLength: 12 }), (initial, deeds) => {
        const held = new Set(initial);
        const entries: JournalEntry[] = [];
        for (const { role, verb, by, isDone } of deeds) {
          if (held.has(role) === (verb === 'grant')) continue;
          const step = verb === 'grant' ? roleStepOf([named(role)]) : roleStepOf([], [named(role)]);
          if (by !== 'OTHERS') entries.push(entryOf(step, by === 'PENDING' ? null : by));
          const hasEffect = by === 'OTHERS' || by === 'APPLIED' || (by !== 'FAILED' && isDone);
          if (!hasEffect) continue;
          if (verb === 'grant') held.add(role);
          else held.delete(role);
        }
        const of = (some: Iterable<string>) => [...some].map((role) => assignmentOf(role));
        const found = compare(of(initial), of(held), { entries }) ?? { granted: [], revoked: [] };
        const told = [...found.granted, ...found.revoked].map(({ nativeRoleId }) => nativeRoleId);
        for (const role of roles) {
          const own = deeds.some((deed) => deed.role === role && deed.by !== 'OTHERS');
          const others = deeds.some((deed) => deed.role === role && deed.by === 'OTHERS');
          if (!others) expect(told).not.toContain(role);
          if (!own) expect(told.includes(role)).toBe(initial.includes(role) !== held.has(role));
          // Whatever is told is so.
          if (found.granted.some(({ nativeRoleId }) => nativeRoleId === role))
            expect(held.has(role)).toBe(true);
          if (found.revoked.some(({ nativeRoleId }) => nativeRoleId === role))
            expect(held.has(role)).toBe(false);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

const roles = ['admin', 'operator', 'viewer'] as const;

const someDeed = fc.record({
  role: fc.constantFrom(...roles),
  verb: fc.constantFrom('grant', 'revoke'),
  by: fc.constantFrom('OTHERS', 'APPLIED', 'UNKNOWN', 'PENDING', 'FAILED'),
  isDone: fc.boolean(),
});
