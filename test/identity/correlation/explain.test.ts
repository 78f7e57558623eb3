import { describe, expect, it } from 'vitest';
import type { LinkDecision } from '../../../src/domain/link.ts';
import { correlate } from '../../../src/identity/correlation/correlate.ts';
import { explainLinks } from '../../../src/identity/correlation/explain.ts';
import { confidenceOf } from '../../../src/identity/correlation/link-rules.ts';
import type { LinkedAccount } from '../../../src/store/store.ts';
import { account, confirmed, denied, trust } from './people.ts';

const email = 'ada@example.com';

/** Correlated, users called by their first account, and explained, each account held against all. */
const explained = (accounts: readonly LinkedAccount[], decisions: readonly LinkDecision[] = []) => {
  const members = correlate(accounts, decisions, trust).flatMap((cluster) =>
    cluster.map(({ account: one, link }) => ({ ...one, link, userId: `user ${cluster[0]?.account.key}` })),
  );
  const links = explainLinks({ members, others: [] }, decisions, trust);
  return (key: number) => {
    const link = links.get(key);
    if (link === undefined) throw new Error(`expected an explanation of ${key}`);
    return link;
  };
};

describe('a link is explained by', () => {
  it('every rule that speaks for it, the strongest first, with what is shared and with whom', () => {
    const of = explained(
      [
        account(1, 'iot', { email, userName: 'ada' }),
        account(2, 'vpn', { email }),
        account(3, 'etl', { email, externalId: 'x', userName: 'ada' }),
        account(4, 'hub', { externalId: 'x' }),
      ],
      [confirmed(3, 1, 5)],
    );
    expect(of(1).evidence).toEqual([
      { rule: 'CONFIRMED', values: ['CONFIRMED at 5'], with: [3], confidence: 1 },
      { rule: 'VERIFIED_EMAIL', values: [email], with: [2], confidence: 0.95 },
      { rule: 'EMAIL', values: [email], with: [3], confidence: 0.6 },
      { rule: 'USER_NAME', values: ['ada'], with: [3], confidence: 0.3 },
    ]);
    expect(of(4).evidence).toEqual([{ rule: 'EXTERNAL_ID', values: ['x'], with: [3], confidence: 0.8 }]);
  });

  it('the confidence of its strongest evidence, and none where the account is alone', () => {
    const of = explained([
      account(1, 'iot', { email }),
      account(2, 'vpn', { email }),
      account(3, 'etl', { email }),
      account(4, 'etl'),
    ]);
    expect([1, 2, 3, 4].map((key) => of(key).confidence)).toEqual([0.95, 0.95, 0.6, null]);
  });

  it('nothing that too many bear', () => {
    const members = [1, 2].map((key) => account(key, `backend-${key}`, { email, userId: 'A' }));
    const links = explainLinks({ members, others: [] }, [], { ...trust, tooCommon: () => true });
    expect(links.get(1)).toEqual({ evidence: [], confidence: null, ifConfirmed: [1], candidates: [] });
  });

  it('nothing of accounts that are not given', () => {
    const [one] = [account(1, 'iot', { email, userId: 'A', link: 'LINKED' })];
    const links = explainLinks({ members: [one], others: [] }, [confirmed(1, 2)], trust);
    expect(links.get(1)).toEqual({ evidence: [], confidence: null, ifConfirmed: [1], candidates: [] });
  });
});

describe('were a link confirmed', () => {
  it('a suggested account would be LINKED with what is LINKED there, and not with what else is suggested', () => {
    const of = explained([
      account(1, 'iot', { email }),
      account(2, 'vpn', { email }),
      account(3, 'etl', { email }),
      account(4, 'hub', { email }),
    ]);
    expect(of(3).ifConfirmed).toEqual([1, 2, 3]);
    expect(of(1).ifConfirmed).toEqual([1, 2]);
  });

  it('it would be LINKED with those that its strongest evidence names, where nothing is', () => {
    const of = explained([
      account(1, 'etl', { email }),
      account(2, 'hub', { email, userName: 'ada' }),
      account(3, 'lab', { userName: 'ada' }),
    ]);
    expect(of(2).ifConfirmed).toEqual([1, 2]);
    expect(of(3).ifConfirmed).toEqual([2, 3]);
  });
});

describe('candidates', () => {
  it('are the accounts of other users that share a key, the likeliest first', () => {
    const of = explained([
      account(1, 'iot', { email }),
      account(2, 'vpn', { email }),
      account(3, 'vpn', { email, emailConfirmed: false, userName: 'ada' }),
      account(4, 'hub', { userName: 'ada', externalId: 'y' }),
      account(5, 'hub', { userName: 'ada' }),
    ]);
    expect(of(3).candidates).toEqual([
      {
        key: 1,
        evidence: [{ rule: 'EMAIL', values: [email], with: [1], confidence: 0.6 }],
        confidence: 0.6,
        isDenied: false,
        ifConfirmed: [1, 2, 3],
      },
      expect.objectContaining({ key: 2, confidence: 0.6, ifConfirmed: [1, 2, 3] }),
      expect.objectContaining({ key: 4, confidence: 0.3, ifConfirmed: [3, 4] }),
      expect.objectContaining({ key: 5, confidence: 0.3, ifConfirmed: [3, 5] }),
    ]);
    expect(of(1).candidates.map(({ key }) => key)).toEqual([3]);
  });

  it('tell that somebody said no', () => {
    const of = explained([account(1, 'iot', { email }), account(2, 'vpn', { email })], [denied(1, 2)]);
    expect(of(1).evidence).toEqual([]);
    expect(of(1).candidates).toEqual([
      {
        key: 2,
        evidence: [{ rule: 'VERIFIED_EMAIL', values: [email], with: [2], confidence: 0.95 }],
        confidence: 0.95,
        isDenied: true,
        ifConfirmed: [1, 2],
      },
    ]);
  });

  it('would bring along whoever is LINKED with them, on both sides', () => {
    const of = explained(
      [
        account(1, 'iot', { email }),
        account(2, 'vpn', { email }),
        account(3, 'etl', { email }),
        account(4, 'hub'),
      ],
      [confirmed(3, 4)],
    );
    expect(of(3).candidates.map(({ ifConfirmed }) => ifConfirmed)).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ]);
  });
});

describe('confidence', () => {
  it('falls from rule to rule, and is whole only for what somebody confirmed', () => {
    const all = [
      confidenceOf.CONFIRMED,
      confidenceOf.VERIFIED_EMAIL,
      confidenceOf.EXTERNAL_ID,
      confidenceOf.EMAIL,
      confidenceOf.USER_NAME,
    ];
    expect(all).toEqual(all.toSorted((one, other) => other - one));
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((one) => one >= 1)).toEqual([1]);
  });
});
