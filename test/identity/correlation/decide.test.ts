import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkDecision } from '../../../src/domain/link.ts';
import { confirmedGroups } from '../../../src/identity/correlation/confirmed-groups.ts';
import { confirm, deny, type Verdicts } from '../../../src/identity/correlation/decide.ts';
import { confirmed, denied } from './people.ts';
import { type Saying, said, someSayings, stored } from './worlds.ts';

const statement = { by: 'ops', reason: 'seen together', at: 9 };

/** `1+2` confirmed, `1-2` denied, in order, with the time. */
const told = (decisions: readonly LinkDecision[]): string =>
  decisions
    .map(({ accounts, verdict, at }) => `${accounts.join(verdict === 'CONFIRMED' ? '+' : '-')}@${at}`)
    .toSorted()
    .join(' ');

const groupsOf = (decisions: readonly LinkDecision[]): string => {
  const groupOf = confirmedGroups(decisions);
  const keys = decisions.flatMap(({ accounts }) => accounts).toSorted((one, other) => one - other);
  return [
    ...new Set(keys.map((key) => [...groupOf(key)].toSorted((one, other) => one - other).join(''))),
  ].join(' ');
};

describe('confirming', () => {
  it.each([
    ['makes one of all that are named', [], [3, 1, 2], '1+2@9 1+3@9'],
    ['keeps what was said first', [confirmed(1, 2, 4)], [1, 2, 3], '1+2@4 1+3@9'],
    ['replaces a denial of the two', [denied(1, 2, 4)], [1, 2], '1+2@9'],
    [
      'withdraws denials between all that come together by it, and no others',
      [confirmed(1, 2, 1), confirmed(3, 4, 2), denied(2, 4, 3), denied(2, 5, 3)],
      [1, 3],
      '1+2@1 1+3@9 2-5@3 3+4@2',
    ],
    ['takes an account that is named twice once', [], [1, 1], ''],
  ] as const)('%s', (_fact, decisions, accounts, expected) => {
    expect(told(stored(decisions, confirm(accounts, decisions, statement)))).toBe(expected);
  });
});

describe('denying', () => {
  /** Of all that are one, said at once, with 1 as the hub. */
  const star = [confirmed(1, 2, 4), confirmed(1, 3, 4), confirmed(1, 4, 4)];

  it.each([
    ['is kept for each of the others', [], 2, [1, 3], '1-2@9 2-3@9', '1 2 3'],
    ['keeps what was said first', [denied(1, 2, 4)], 1, [2], '1-2@4', '1 2'],
    ['replaces a confirmed link', [confirmed(1, 2, 4)], 1, [2], '1-2@9', '1 2'],
    [
      'leaves those that were one by the account alone one, as it was said',
      star,
      1,
      [2, 3, 4],
      '1-2@9 1-3@9 1-4@9 2+3@4 2+4@4',
      '1 234',
    ],
    [
      'takes the account out of the middle',
      [confirmed(1, 2, 4), confirmed(2, 3, 5)],
      2,
      [1, 3],
      '1+3@5 1-2@9 2-3@9',
      '13 2',
    ],
    ['takes a leaf off', star, 4, [1, 2, 3], '1+2@4 1+3@4 1-4@9 2-4@9 3-4@9', '123 4'],
    ['leaves who was named at once with the others to them', star, 1, [2], '1-2@9 2+3@4 2+4@4', '1 234'],
    [
      'leaves who is one with the others without the account to them',
      [confirmed(1, 2, 4), confirmed(1, 3, 5), confirmed(2, 3, 6)],
      1,
      [2],
      '1-2@9 2+3@6',
      '1 23',
    ],
    [
      'lets go with the account who was one with the others by it alone',
      [confirmed(1, 2, 4), confirmed(1, 3, 5)],
      1,
      [2],
      '1+3@5 1-2@9',
      '13 2',
    ],
    [
      'of somebody far off parts the whole way there',
      [confirmed(1, 2, 4), confirmed(2, 3, 5)],
      1,
      [3],
      '1-3@9 2+3@5',
      '1 23',
    ],
  ] as const)('%s', (_fact, decisions, account, others, expected, groups) => {
    const after = stored(decisions, deny(account, others, decisions, statement));
    expect(told(after)).toBe(expected);
    expect(groupsOf(after)).toBe(groups);
  });
});

const keys = [1, 2, 3, 4, 5, 6, 7];

type Step = {
  readonly saying: Saying;
  readonly before: readonly LinkDecision[];
  readonly verdicts: Verdicts;
  readonly after: readonly LinkDecision[];
};

const histories: fc.Arbitrary<readonly Step[]> = someSayings(keys, 12).map((sayings) => {
  let decisions: readonly LinkDecision[] = [];
  return sayings.map((saying, at) => {
    const before = decisions;
    const verdicts = said(before, saying, at);
    decisions = stored(before, verdicts);
    return { saying, before, verdicts, after: decisions };
  });
});

describe('over any history of confirming and denying', () => {
  const always = (law: (step: Step) => void) =>
    fc.assert(
      fc.property(histories, (steps) => steps.forEach(law)),
      { numRuns: 2000 },
    );

  it('no denial stands between accounts that are confirmed to be one', () => {
    always(({ after }) => {
      const groupOf = confirmedGroups(after);
      for (const {
        accounts: [one, other],
        verdict,
      } of after)
        if (verdict === 'DENIED') expect(groupOf(one).has(other)).toBe(false);
    });
  });

  it('what was confirmed last holds, and so does what was denied last', () => {
    always(({ saying, after }) => {
      const groupOf = confirmedGroups(after);
      if (saying.verb === 'confirm')
        for (const key of saying.keys) expect(groupOf(key).has(saying.keys[0] ?? key)).toBe(true);
      else
        for (const other of saying.others) {
          expect(groupOf(saying.key).has(other)).toBe(false);
          expect(
            after.some(
              ({ accounts, verdict }) =>
                verdict === 'DENIED' && accounts.includes(saying.key) && accounts.includes(other),
            ),
          ).toBe(true);
        }
    });
  });

  it('confirming takes no confirmed link away, and denying none but those of the account', () => {
    always(({ saying, before, after }) => {
      const [were, are] = [confirmedGroups(before), confirmedGroups(after)];
      const parted = saying.verb === 'deny' ? new Set([saying.key, ...are(saying.key)]) : new Set<number>();
      for (const key of keys)
        for (const other of were(key))
          if (parted.has(key) === parted.has(other)) expect(are(key).has(other)).toBe(true);
    });
  });

  it('denying makes nobody one who was not, and moves nobody where none of the others were one with the account', () => {
    always(({ saying, before, after }) => {
      if (saying.verb === 'confirm') return;
      const [were, are] = [confirmedGroups(before), confirmedGroups(after)];
      for (const key of keys) expect(were(key).isSupersetOf(are(key))).toBe(true);
      if (!saying.others.some((other) => were(saying.key).has(other)))
        expect(after.filter(({ verdict }) => verdict === 'CONFIRMED')).toEqual(
          before.filter(({ verdict }) => verdict === 'CONFIRMED'),
        );
    });
  });

  it('saying the same again changes nothing', () => {
    always(({ saying, after }) => {
      expect(said(after, saying, 99)).toEqual({ decided: [], withdrawn: [] });
    });
  });

  it('nothing is both decided and withdrawn, and pairs are named by the smaller first', () => {
    always(({ verdicts: { decided, withdrawn } }) => {
      const pairs = [...decided.map(({ accounts }) => accounts), ...withdrawn];
      expect(new Set(pairs.map(String)).size).toBe(pairs.length);
      for (const [one, other] of pairs) expect(one).toBeLessThan(other);
    });
  });

  it('what was said of a pair that stays is never rewritten', () => {
    always(({ before, after }) => {
      const were = new Map(before.map((one) => [String(one.accounts), one]));
      for (const one of after) {
        const was = were.get(String(one.accounts));
        if (was?.verdict === one.verdict) expect(one).toEqual(was);
      }
    });
  });
});
