import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Caller, Scope } from '../../../src/domain/caller.ts';
import type { GuardLimits } from '../../../src/domain/guard-limits.ts';
import { mostNamed } from '../../../src/domain/plan.ts';
import type { AdministratorStanding, Effect } from '../../../src/sync/planning/effect.ts';
import {
  type GuardedBackend,
  judgeAdministrators,
  judgeEscalation,
  judgeLastAdministrators,
  judgeLosses,
  judgePlan,
  judgeSelf,
} from '../../../src/sync/planning/guard.ts';
import { defaultLimits } from './worlds.ts';

const effect = (id: string, more: Partial<Effect> = {}): Effect => ({
  account: { backend: 'hub', id, name: null },
  userId: null,
  losses: 0,
  isGain: false,
  isBroader: false,
  administration: { before: 'NONE', after: 'NONE', isTouched: false },
  ...more,
});

const losses = (planned: number, population: number, inWindow = 0) => ({
  backend: 'hub',
  planned,
  population,
  inWindow,
  accounts: [],
});

describe('MAX_REVOKED (G28)', () => {
  it.each([
    // A fifth of a hundred passes, one more does not.
    [20, 100, 0, 'PASS'],
    [21, 100, 0, 'BLOCK'],
    // Of a thousand fifty are fewer than a fifth.
    [50, 1000, 0, 'PASS'],
    [51, 1000, 0, 'BLOCK'],
    // From twenty on shares count, below them five may go.
    [4, 20, 0, 'PASS'],
    [5, 20, 0, 'BLOCK'],
    [5, 19, 0, 'PASS'],
    [6, 19, 0, 'BLOCK'],
    [1, 1, 0, 'PASS'],
    // What went within the window counts, and counts among what there was.
    [10, 90, 10, 'PASS'],
    [11, 90, 10, 'BLOCK'],
    [1, 15, 5, 'BLOCK'],
    [1, 14, 5, 'BLOCK'],
    [1, 950, 50, 'BLOCK'],
  ] as const)('of %i of %i with %i in the window says %s', (planned, population, inWindow, verdict) => {
    expect(judgeLosses(defaultLimits, losses(planned, population, inWindow))).toMatchObject({
      name: 'MAX_REVOKED',
      backend: 'hub',
      verdict,
    });
  });

  it('has nothing to say where nothing goes, whatever went before', () => {
    expect(judgeLosses(defaultLimits, losses(0, 100, 99))).toBeNull();
  });

  it('tells the numbers that decided, and names a hundred accounts at most', () => {
    const accounts = Array.from({ length: 150 }, (_, at) => effect(`${at}`).account);
    const verdict = judgeLosses(defaultLimits, { ...losses(150, 1000, 3), accounts });
    expect(verdict?.detail).toBe(
      '150 assignments would go, after 3 in the last 24 hours: 153 of 1003. At most 50, and at most 20 %, may go without an approval',
    );
    expect(verdict?.accounts).toHaveLength(mostNamed);
  });

  const limits: fc.Arbitrary<GuardLimits> = fc
    .record({
      maxRevokedPercent: fc.integer({ min: 0, max: 100 }),
      maxRevoked: fc.nat(60),
      smallBackend: fc.nat(40),
      smallMaxRevoked: fc.nat(10),
    })
    .map((some) => ({ ...defaultLimits, ...some }));

  it('never lets more pass than the limits say (3,000 generated plans)', () => {
    fc.assert(
      fc.property(
        limits,
        fc.nat(400),
        fc.nat(80),
        fc.nat(120),
        (generated, population, inWindow, planned) => {
          const verdict = judgeLosses(generated, losses(planned, population, inWindow))?.verdict ?? 'PASS';
          const all = population + inWindow;
          const total = planned + inWindow;
          const isWithin =
            all < generated.smallBackend
              ? total <= generated.smallMaxRevoked
              : total <= generated.maxRevoked && total <= (generated.maxRevokedPercent * all) / 100 + 1e-9;
          expect(verdict).toBe(planned === 0 || isWithin ? 'PASS' : 'BLOCK');
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('lets no plan pass in parts that it would not let pass whole (G29, 2,000 generated plans)', () => {
    fc.assert(
      fc.property(
        limits,
        fc.integer({ min: 1, max: 400 }),
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 10 }),
        (generated, population, parts) => {
          const whole = parts.reduce((sum, part) => sum + part, 0);
          fc.pre(whole <= population);
          let lost = 0;
          let isStopped = false;
          for (const part of parts) {
            // Each part is planned once those before it were applied.
            const verdict = judgeLosses(generated, losses(part, population - lost, lost))?.verdict;
            if (verdict === 'BLOCK') isStopped = true;
            if (isStopped) break;
            lost += part;
          }
          const verdictOnWhole = judgeLosses(generated, losses(whole, population))?.verdict;
          expect(isStopped).toBe(verdictOnWhole === 'BLOCK');
        },
      ),
      { numRuns: 2000 },
    );
  });
});

const standings: readonly AdministratorStanding[] = ['NONE', 'BARRED', 'ACTIVE'];

/** A backend's administrators, and what a plan does to some of them and to others; an account may be changed twice. */
const administrations = fc
  .array(
    fc.record({
      before: fc.constantFrom(...standings),
      between: fc.option(fc.constantFrom(...standings), { nil: null }),
      after: fc.constantFrom(...standings),
      isChanged: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((accounts) => accounts.map((account, at) => ({ ...account, id: `${at}` })));

const effectsOf = (
  accounts: readonly {
    readonly id: string;
    readonly before: AdministratorStanding;
    readonly between: AdministratorStanding | null;
    readonly after: AdministratorStanding;
    readonly isChanged: boolean;
  }[],
): readonly Effect[] =>
  accounts
    .filter(({ isChanged }) => isChanged)
    .flatMap(({ id, before, between, after }) => {
      const step = (from: AdministratorStanding, to: AdministratorStanding) =>
        effect(id, { administration: { before: from, after: to, isTouched: from !== to } });
      return between === null ? [step(before, after)] : [step(before, between), step(between, after)];
    });

describe('MIN_ADMINS (G30, P16)', () => {
  it('lets nobody be unmade where fewer than have to would be left that can sign in (2,000 generated plans)', () => {
    fc.assert(
      fc.property(administrations, fc.nat(5), (accounts, minAdmins) => {
        const effects = effectsOf(accounts);
        const remaining = accounts.filter(
          ({ before, after, isChanged }) => (isChanged ? after : before) === 'ACTIVE',
        ).length;
        const isUnmaking = accounts.some(
          ({ before, after, isChanged }) => isChanged && before === 'ACTIVE' && after !== 'ACTIVE',
        );
        const verdict = judgeLastAdministrators({ backend: 'hub', minAdmins, remaining }, effects);
        if (!isUnmaking) expect(verdict).toBeNull();
        else expect(verdict?.verdict).toBe(remaining < minAdmins ? 'REFUSE' : 'PASS');
      }),
      { numRuns: 2000 },
    );
  });

  it('counts a swap for what is left, though as many are made as unmade', () => {
    const swap = [
      effect('old', { administration: { before: 'ACTIVE', after: 'NONE', isTouched: true } }),
      effect('new', { administration: { before: 'NONE', after: 'ACTIVE', isTouched: true } }),
    ];
    const judge = (remaining: number) =>
      judgeLastAdministrators({ backend: 'hub', minAdmins: 2, remaining }, swap);
    expect(judge(1)).toMatchObject({
      verdict: 'REFUSE',
      detail: '1 administrator goes; 1 who can sign in would be left, and 2 are needed',
      accounts: [{ id: 'old' }],
    });
    expect(judge(2)).toMatchObject({ verdict: 'PASS' });
  });
});

describe('ADMINISTRATORS (P39)', () => {
  it('blocks every plan that makes or unmakes one, unless nobody is to approve that (1,000 generated plans)', () => {
    fc.assert(
      fc.property(
        administrations,
        fc.constantFrom('plans' as const, 'always' as const, 'never' as const),
        (accounts, approveAdministrators) => {
          const effects = effectsOf(accounts);
          const verdict = judgeAdministrators('hub', effects, { approveAdministrators });
          if (effects.every(({ administration }) => !administration.isTouched)) expect(verdict).toBeNull();
          else expect(verdict?.verdict).toBe(approveAdministrators === 'never' ? 'PASS' : 'BLOCK');
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('tells how many become one and how many cease to be one', () => {
    const verdict = judgeAdministrators(
      'hub',
      [
        effect('a', { administration: { before: 'NONE', after: 'ACTIVE', isTouched: true } }),
        effect('b', { administration: { before: 'ACTIVE', after: 'BARRED', isTouched: true } }),
        effect('c', { administration: { before: 'ACTIVE', after: 'ACTIVE', isTouched: true } }),
        effect('d'),
      ],
      defaultLimits,
    );
    expect(verdict).toMatchObject({
      verdict: 'BLOCK',
      detail:
        '1 account becomes an administrator, 1 ceases to be one; 3 accounts gain or lose a role that makes one, or its use',
      accounts: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
    });
  });
});

describe('ESCALATION (G10)', () => {
  const effects = [effect('a', { isBroader: true }), effect('b'), effect('c', { isBroader: true })];

  it('blocks, and names everyone who gains, unless the request allows it', () => {
    expect(judgeEscalation('hub', effects, false)).toMatchObject({
      verdict: 'BLOCK',
      accounts: [{ id: 'a' }, { id: 'c' }],
    });
    expect(judgeEscalation('hub', effects, true)).toMatchObject({ verdict: 'PASS' });
    expect(judgeEscalation('hub', [effect('b')], false)).toBeNull();
  });
});

describe('SELF (P15, S13)', () => {
  const callerWith = (scopes: readonly Scope[]): Caller => ({
    name: 'one',
    scopes: new Set(scopes),
    backends: null,
    accounts: [
      { backend: 'hub', id: 'mine' },
      { backend: 'iot', id: 'my group' },
    ],
  });
  const own = { caller: callerWith(['plan', 'apply', 'approve']), userIds: new Set(['me']) };

  const someId = fc.constantFrom('mine', 'my group', 'other', 'MINE');
  const someEffect = fc.record({
    account: fc.record({ backend: fc.constantFrom('hub', 'iot'), id: someId, name: fc.constant(null) }),
    userId: fc.constantFrom('me', 'you', null),
    isGain: fc.boolean(),
  });

  it('refuses whatever raises an account of the caller, or of the same user (2,000 generated plans)', () => {
    fc.assert(
      fc.property(fc.array(someEffect, { maxLength: 8 }), (effects) => {
        const raised = effects.filter(
          ({ account: { backend, id }, userId, isGain }) =>
            isGain &&
            (userId === 'me' ||
              (backend === 'hub' && id === 'mine') ||
              (backend === 'iot' && id === 'my group')),
        );
        const verdict = judgeSelf(own, effects);
        if (raised.length === 0) expect(verdict).toBeNull();
        else
          expect(verdict).toMatchObject({
            name: 'SELF',
            backend: null,
            verdict: 'REFUSE',
            accounts: [
              ...new Map(raised.map(({ account }) => [`${account.backend} ${account.id}`, account])).values(),
            ],
          });
        const asAdmin = judgeSelf({ ...own, caller: callerWith(['admin']) }, effects);
        expect(asAdmin?.verdict ?? 'PASS').toBe('PASS');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('all guards', () => {
  const guarded: GuardedBackend = {
    backend: 'hub',
    minAdmins: 2,
    population: 100,
    inWindow: 0,
    remaining: null,
  };
  const nobody = {
    caller: { name: 'one', scopes: new Set<Scope>(['plan']), backends: null, accounts: [] },
    userIds: new Set<string>(),
  };

  it('say nothing of what no guard is about', () => {
    const circumstances = { limits: defaultLimits, allowEscalation: false, caller: nobody };
    expect(judgePlan([effect('a', { isGain: true })], [guarded], circumstances)).toEqual([]);
  });

  it('judge each backend by itself: what goes on one does not count on another', () => {
    const effects = ['hub', 'iot'].flatMap((backend) =>
      Array.from({ length: 15 }, (_, at) =>
        effect('', { account: { backend, id: `${at}`, name: null }, losses: 1 }),
      ),
    );
    const verdicts = judgePlan(effects, [guarded, { ...guarded, backend: 'iot', population: 50 }], {
      limits: defaultLimits,
      allowEscalation: false,
      caller: nobody,
    });
    expect(verdicts.map(({ name, backend, verdict }) => [name, backend, verdict])).toEqual([
      ['MAX_REVOKED', 'hub', 'PASS'],
      ['MAX_REVOKED', 'iot', 'BLOCK'],
    ]);
  });
});
