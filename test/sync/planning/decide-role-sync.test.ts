import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../../src/domain/assignment.ts';
import { isInherited } from '../../../src/domain/assignment.ts';
import type { RoleStep } from '../../../src/domain/change.ts';
import type { LinkState } from '../../../src/domain/link.ts';
import type { PlanMode } from '../../../src/domain/plan.ts';
import { rolesHeldIn } from '../../../src/domain/role-map.ts';
import type { StoredAccount } from '../../../src/domain/stored-account.ts';
import { afterStep } from '../../../src/sync/after-step.ts';
import { decideRoleSync } from '../../../src/sync/planning/decide-role-sync.ts';
import type { Decided } from '../../../src/sync/planning/decided.ts';
import type { Target } from '../../../src/sync/planning/target.ts';
import { wantedAsListed } from '../../../src/sync/planning/wanted-roles.ts';
import { toObserved } from '../../../src/sync/to-observed.ts';
import {
  adaHolding,
  configuredBackends,
  direct,
  holdingsOf,
  idsOf,
  inherited,
  nativeRole,
  storedAccount,
  tableOf,
  targetOf,
} from './worlds.ts';

/** Runner and lead share x; low and high exclude each other; `free` spells nothing; `lost` is spelled with what there is not. */
const more = `roles:
  - { name: runner, map: { etl: [{ native: x }], vpn: [{ native: x }] } }
  - { name: reader, map: { etl: [{ native: y }], vpn: [{ native: y }] } }
  - { name: lead, map: { etl: [{ native: x }, { native: z }], vpn: [{ native: x }, { native: z }] } }
  - { name: keeper, map: { etl: [{ native: broad, relation: BROADER }], vpn: [{ native: broad, relation: BROADER }] } }
  - { name: low, map: { etl: [{ native: l }], vpn: [{ native: l }] } }
  - { name: high, map: { etl: [{ native: h }], vpn: [{ native: h }] } }
  - { name: lost, map: { vpn: [{ native: nothing }], etl: [{ native: cdata_admin }] } }
  - { name: placed, map: { etl: [{ native: p, scope: ORGANIZATION }], vpn: [{ native: p, scope: ORGANIZATION }] } }
  - { name: nowhere }
exclusive: [[low, high]]`;

const natives = ['x', 'y', 'z', 'broad', 'l', 'h', 'p', 'free', 'ADMIN-ID'];
const table = tableOf([
  ...natives.map((id) => nativeRole(id)),
  nativeRole('fixed', { immutable: 'ownership cannot be assigned' }),
]);
const { vpn } = configuredBackends('writes: true, protect: [guarded]', more);
const target = targetOf(vpn, table);
const roles = ['runner', 'reader', 'lead', 'keeper', 'low', 'high', 'lost', 'placed', 'nowhere'];

const decide = (
  stored: StoredAccount,
  wanted: readonly string[],
  mode: PlanMode = 'GRANT_ONLY',
  on: Target = target,
): Decided => {
  const [decided, ...others] = decideRoleSync(
    { userId: 'the user', name: 'Ada', accounts: [stored] },
    wantedAsListed(wanted),
    on,
    mode,
  );
  if (decided === undefined || others.length > 0) throw new Error('expected one decision for one account');
  return decided;
};

const stepOf = ({ changes }: Decided): RoleStep => {
  const [first] = changes;
  if (first?.change.step.kind !== 'ROLES') throw new Error('expected a change of roles');
  return first.change.step;
};

const assignment = fc.oneof(
  fc.constantFrom(...natives, 'fixed').map((id) => direct(id)),
  fc.constantFrom('x', 'y', 'free').map((id) => direct(id, 'an organization')),
  fc.constantFrom(...natives).map((id) => inherited(id)),
);
const assignments = holdingsOf(assignment);
const wantedRoles = fc.uniqueArray(fc.constantFrom(...roles), { maxLength: 4 });
const modes = fc.constantFrom<PlanMode>('GRANT_ONLY', 'REPLACE');

const directOf = ({ account: { assignments: held } }: StoredAccount) =>
  held.filter((one) => !isInherited(one));

describe('what it takes to make an account hold what is wanted', () => {
  it('takes, with GRANT_ONLY, nothing but what an exclusive group displaces (G12, 3,000 accounts)', () => {
    fc.assert(
      fc.property(assignments, wantedRoles, (held, wanted) => {
        const stored = adaHolding(held);
        const decided = decide(stored, wanted);
        if (decided.changes.length === 0) return;
        const { revokes, displaced } = stepOf(decided);
        const spelling = displaced.flatMap((role) => (role === 'low' ? ['l'] : ['h']));
        expect(idsOf(revokes).every((id) => spelling.includes(id))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('takes, with REPLACE, only managed roles for the whole application, each by name (G13, 3,000 accounts)', () => {
    fc.assert(
      fc.property(assignments, wantedRoles, (held, wanted) => {
        const stored = adaHolding(held);
        const decided = decide(stored, wanted, 'REPLACE');
        if (decided.changes.length === 0) return;
        const { before, after, grants, revokes } = stepOf(decided);
        expect(revokes.every(({ organizationId }) => organizationId === null)).toBe(true);
        expect(idsOf(revokes)).not.toContain('free');
        expect(revokes.every(({ name }) => name !== null)).toBe(true);
        // Before and after tell the same as granted and revoked, and nothing is both.
        expect(idsOf(before)).toEqual(idsOf(directOf(stored)));
        const expected = [
          ...before.filter((one) => !idsOf(revokes).includes(idsOf([one])[0] ?? '')),
          ...grants,
        ];
        expect(idsOf(after)).toEqual(idsOf(expected));
        expect(idsOf(grants).filter((id) => idsOf(revokes).includes(id))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  it('is nothing once it was done (G20, 3,000 accounts)', () => {
    fc.assert(
      fc.property(assignments, wantedRoles, modes, (held, wanted, mode) => {
        const stored = adaHolding(held);
        const decided = decide(stored, wanted, mode);
        if (decided.changes.length === 0) return;
        const done = afterStep(toObserved(stored), stepOf(decided));
        expect(decide(adaHolding(done.assignments), wanted, mode).changes).toEqual([]);
        const possible = wanted.filter((role) => target.obstacleOf(role) === null);
        expect(rolesHeldIn(target.map, done.assignments, null)).toEqual(expect.arrayContaining(possible));
      }),
      { numRuns: 3000 },
    );
  });

  it('is never a change and an exclusion both, and each account is told (2,000 accounts)', () => {
    fc.assert(
      fc.property(assignments, wantedRoles, modes, (held, wanted, mode) => {
        const { changes, exclusions } = decide(adaHolding(held), wanted, mode);
        expect(changes.length + exclusions.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2000 },
    );
  });

  it('is never anything for an account that is not LINKED (G6, 2,000 accounts)', () => {
    const unsure = fc.constantFrom<LinkState>('SUGGESTED', 'DISPUTED', 'DENIED', 'UNLINKED');
    fc.assert(
      fc.property(assignments, wantedRoles, modes, unsure, (held, wanted, mode, link) => {
        const stored = adaHolding(held, {}, { link });
        expect(decide(stored, wanted, mode)).toMatchObject({
          changes: [],
          exclusions: [{ account: { id: 'ada' }, userId: 'the user', code: 'LINK_NOT_CONFIRMED' }],
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('tells first-time administrators and what gives more (G10)', () => {
    const { vpn: other } = configuredBackends(
      'writes: true',
      `${more}\n`.replace('{ name: nowhere }', '{ name: boss, map: { vpn: [{ native: ADMIN-ID }] } }'),
    );
    const withAdmins = targetOf({ ...other, administratorRoles: ['ADMIN-ID'] }, table);
    const escalationsOf = (held: readonly Assignment[], wanted: readonly string[]) =>
      decide(adaHolding(held), wanted, 'GRANT_ONLY', withAdmins).changes[0]?.change.escalations;
    expect(escalationsOf([], ['boss'])).toEqual(['ADMINISTRATOR']);
    expect(escalationsOf([], ['keeper', 'boss'])).toEqual(['BROADER', 'ADMINISTRATOR']);
    expect(escalationsOf([], ['runner'])).toEqual([]);
  });

  it('reports the role that an exclusive group displaces (G11)', () => {
    const step = stepOf(decide(adaHolding([direct('l'), direct('free')]), ['high']));
    expect(step.displaced).toEqual(['low']);
    expect([idsOf(step.grants), idsOf(step.revokes), idsOf(step.after)]).toEqual([
      ['h'],
      ['l'],
      ['free', 'h'],
    ]);
  });
});

describe('an account that is left alone', () => {
  it.each<readonly [string, StoredAccount, readonly string[], string, RegExp]>([
    [
      'is protected by the configuration',
      storedAccount({ ref: { backend: 'vpn', id: 'guarded' } }),
      ['runner'],
      'PROTECTED',
      /the configuration protects it/,
    ],
    [
      'is protected by the backend',
      adaHolding([], { protection: "the space's owner" }),
      ['runner'],
      'PROTECTED',
      /the space's owner/,
    ],
    [
      'is external (G15)',
      adaHolding([], { external: true }),
      ['runner'],
      'IMMUTABLE',
      /its directory decides/,
    ],
    [
      'is to hold what is spelled with nothing there is (G16)',
      adaHolding([]),
      ['lost'],
      'ROLE_MISSING',
      /no native role nothing/,
    ],
    [
      'is to hold what exists only within an organization',
      adaHolding([]),
      ['placed'],
      'ORGANIZATION_REQUIRED',
      /placed/,
    ],
    [
      'is to hold what cannot be said',
      adaHolding([]),
      ['nowhere'],
      'NOT_EXPRESSIBLE',
      /cannot express nowhere/,
    ],
    [
      'is to hold two that exclude each other',
      adaHolding([]),
      ['low', 'high'],
      'BAD_INPUT',
      /exclude each other/,
    ],
  ])('since it %s is told with the reason', (_why, stored, wanted, code, message) => {
    const { changes, exclusions } = decide(stored, wanted);
    expect(changes).toEqual([]);
    expect(exclusions).toMatchObject([{ code, message: expect.stringMatching(message) }]);
  });

  it('since a group gives what would have to go is told with the group (G15)', () => {
    expect(decide(adaHolding([inherited('y', 'Readers')]), ['runner'], 'REPLACE').exclusions).toMatchObject([
      { code: 'IMMUTABLE', message: expect.stringContaining('Readers') },
    ]);
  });

  it('is not told where nothing would be changed: who has all that is wanted is just unchanged', () => {
    const guarded = storedAccount({ ref: { backend: 'vpn', id: 'guarded' }, assignments: [direct('x')] });
    expect(decide(guarded, ['runner'])).toEqual({
      account: { backend: 'vpn', id: 'guarded', name: 'Name of guarded' },
      changes: [],
      exclusions: [],
      notExpressible: [],
    });
    expect(decide(adaHolding([inherited('x')]), ['runner']).exclusions).toEqual([]);
  });

  it('is not left with none, with REPLACE, since nothing of what it is to hold can be said', () => {
    const decided = decide(adaHolding([direct('y')]), ['nowhere'], 'REPLACE');
    expect(decided).toMatchObject({
      changes: [],
      exclusions: [{ code: 'NOT_EXPRESSIBLE' }],
      notExpressible: ['nowhere'],
    });
  });

  it('keeps others of what is wanted possible: the rest is said in the reason', () => {
    const decided = decide(adaHolding([]), ['runner', 'nowhere']);
    expect(idsOf(stepOf(decided).grants)).toEqual(['x']);
    expect(decided.notExpressible).toEqual(['nowhere']);
    expect(decided.changes[0]?.change.reason).toBe(
      'Is to hold runner, nowhere. Backend vpn cannot express nowhere',
    );
    expect(decide(adaHolding([direct('x')]), ['runner', 'nowhere']).exclusions).toMatchObject([
      { code: 'NOT_EXPRESSIBLE' },
    ]);
  });
});

describe('a user', () => {
  it('without an account there is told once, and not where nothing is wanted', () => {
    const user = { userId: 'the user', name: 'Ada', accounts: [] };
    expect(decideRoleSync(user, wantedAsListed(['runner']), target, 'GRANT_ONLY')).toMatchObject([
      {
        exclusions: [
          {
            account: { backend: 'vpn', id: null, name: 'Ada' },
            code: 'NOT_FOUND',
            message: 'The user has no account on backend vpn',
          },
        ],
      },
    ]);
    expect(decideRoleSync(user, wantedAsListed([]), target, 'REPLACE')).toEqual([]);
  });

  it('with several accounts there has each decided alone (G24)', () => {
    const accounts = [
      adaHolding([]),
      storedAccount({ ref: { backend: 'vpn', id: 'guarded' } }),
      adaHolding([direct('x')]),
    ];
    const decided = decideRoleSync(
      { userId: 'the user', name: null, accounts },
      wantedAsListed(['runner']),
      target,
      'GRANT_ONLY',
    );
    expect(decided.map(({ changes, exclusions }) => [changes.length, exclusions[0]?.code])).toEqual([
      [1, undefined],
      [0, 'PROTECTED'],
      [0, undefined],
    ]);
  });
});

describe('a backend that sends the whole set', () => {
  it('is told what is sent again only to keep it, and one that does not is not (G12)', () => {
    const { etl } = configuredBackends('writes: true', more);
    const replacing = targetOf(etl, table);
    const held = [direct('free'), direct('y')];
    expect(idsOf(stepOf(decide(adaHolding(held), ['runner'], 'GRANT_ONLY', replacing)).resent)).toEqual([
      'free',
      'y',
    ]);
    expect(stepOf(decide(adaHolding(held), ['runner'])).resent).toEqual([]);
  });
});
