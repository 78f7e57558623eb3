import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../src/domain/assignment.ts';
import type { RolecallError } from '../../src/domain/errors.ts';
import { decideExactChange, decideRoleChange, toRoleChange } from '../../src/sync/role-change.ts';
import { toObserved } from '../../src/sync/to-observed.ts';
import {
  adaHolding,
  configuredBackends,
  direct,
  edgesBetween,
  idsOf,
  inherited,
  nativeRole,
  tableOf,
  targetOf,
} from './planning/worlds.ts';

const more = `roles:
  - { name: low, map: { vpn: [{ native: a }] } }
  - { name: high, map: { vpn: [{ native: b }] } }
exclusive: [[low, high]]`;
const { vpn, iot } = configuredBackends('writes: true, protect: [guarded]', more);
const table = tableOf([
  ...['a', 'b', 'c', 'd'].map((id) => nativeRole(id)),
  nativeRole('fixed', { immutable: 'ownership cannot be assigned' }),
]);

const observed = (assignments: readonly Assignment[], more: object = {}) =>
  toObserved(adaHolding(assignments, more));

const exactly = (
  held: readonly Assignment[],
  grants: readonly Assignment[],
  revokes: readonly Assignment[],
  more: object = {},
) => decideExactChange(targetOf(vpn, table), observed(held, more), { grants, revokes });

const codeOf = (decide: () => unknown): string => {
  try {
    decide();
  } catch (error) {
    return (error as RolecallError).code;
  }
  return 'none';
};

describe('a change of exactly these assignments', () => {
  const edges = fc.uniqueArray(
    fc.record({ id: fc.constantFrom('c', 'd'), place: fc.constantFrom(null, 'seattle', 'us') }),
    { selector: ({ id, place }) => `${id} ${place}` },
  );

  it('keeps whatever it does not name, in whatever place (1,000 changes)', () => {
    fc.assert(
      fc.property(edges, edges, (had, has) => {
        const held = had.map(({ id, place }) => direct(id, place));
        const wanted = has.map(({ id, place }) => direct(id, place));
        const { grants, revokes } = edgesBetween(held, wanted);
        const { step, escalations } = exactly([...held, inherited('a')], grants, revokes);
        expect(idsOf(step.after)).toEqual(idsOf(wanted));
        expect(idsOf(step.before)).toEqual(idsOf(held));
        expect(escalations).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('is refused like any other', () => {
    expect(codeOf(() => exactly([], [direct('a')], [], { ref: { backend: 'vpn', id: 'guarded' } }))).toBe(
      'PROTECTED',
    );
    expect(codeOf(() => exactly([], [direct('a')], [], { external: true }))).toBe('IMMUTABLE');
    expect(codeOf(() => exactly([], [direct('nothing')], []))).toBe('ROLE_MISSING');
    expect(codeOf(() => exactly([direct('fixed')], [], [direct('fixed')]))).toBe('IMMUTABLE');
    expect(
      codeOf(() =>
        decideExactChange(targetOf(iot, table), observed([direct('a')]), {
          grants: [],
          revokes: [direct('a')],
        }),
      ),
    ).toBe('BAD_INPUT');
  });

  it('breaks no exclusive group, though it may leave one broken that was', () => {
    expect(codeOf(() => exactly([direct('a')], [direct('b')], []))).toBe('BAD_INPUT');
    expect(codeOf(() => exactly([direct('a')], [direct('b')], [direct('a')]))).toBe('none');
    expect(codeOf(() => exactly([direct('a')], [direct('b', 'seattle')], []))).toBe('none');
    expect(codeOf(() => exactly([direct('a'), direct('b')], [direct('c')], []))).toBe('none');
  });
});

describe('a change of roles', () => {
  const decide = (held: readonly Assignment[]) =>
    decideRoleChange(targetOf(vpn, table), observed(held), {
      edit: { kind: 'delta', organizationId: null, grant: [{ role: 'low' }], revoke: [] },
      allowEscalation: false,
    });

  it('is none where nothing changes', () => {
    const held = [direct('a')];
    expect(toRoleChange(observed(held), decide(held), { userId: null, reason: '' })).toBeNull();
  });

  it('names the account, what it loses, and what it rests on', () => {
    const held = [direct('b'), direct('c')];
    expect(toRoleChange(observed(held), decide(held), { userId: 'a user', reason: 'why' })).toMatchObject({
      account: { backend: 'vpn', id: 'ada', name: 'Name of ada' },
      userId: 'a user',
      reason: 'why',
      losses: 1,
      sources: [],
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      step: { displaced: ['high'], grants: [{ nativeRoleId: 'a', name: 'A' }] },
    });
  });
});
