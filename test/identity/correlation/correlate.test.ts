import { describe, expect, it } from 'vitest';
import type { LinkDecision } from '../../../src/domain/link.ts';
import { correlate } from '../../../src/identity/correlation/correlate.ts';
import type { LinkedAccount } from '../../../src/store/store.ts';
import { account, confirmed, correlated, denied, told, trust } from './people.ts';

const email = 'ada@example.com';

type Case = readonly [
  fact: string,
  accounts: readonly LinkedAccount[],
  decisions: readonly LinkDecision[],
  expected: string,
];

const cases: { readonly [about: string]: readonly Case[] } = {
  'what is proven': [
    [
      'links accounts whose backends both prove the same address',
      [account(1, 'iot', { email }), account(2, 'vpn', { email })],
      [],
      '1 LINKED, 2 LINKED',
    ],
    [
      'an address that its owner may set himself only suggests',
      [account(1, 'iot', { email }), account(2, 'etl', { email })],
      [],
      '1 SUGGESTED, 2 SUGGESTED',
    ],
    [
      'an address that its record calls unconfirmed only suggests',
      [account(1, 'iot', { email }), account(2, 'vpn', { email, emailConfirmed: false })],
      [],
      '1 SUGGESTED, 2 SUGGESTED',
    ],
    [
      'a claim of being confirmed is worth nothing where the backend is not trusted',
      [account(1, 'iot', { email }), account(2, 'hub', { email, emailConfirmed: true })],
      [],
      '1 SUGGESTED, 2 SUGGESTED',
    ],
    [
      'what is claimed joins what is proven, and stays a suggestion',
      [account(1, 'hub', { email }), account(2, 'vpn', { email }), account(3, 'iot', { email })],
      [],
      '1 SUGGESTED, 2 LINKED, 3 LINKED',
    ],
  ],
  'what suggests': [
    [
      'the same external id',
      [account(1, 'iot', { externalId: 'x' }), account(2, 'vpn', { externalId: 'x' })],
      [],
      '1 SUGGESTED, 2 SUGGESTED',
    ],
    [
      'the same user name',
      [account(1, 'etl', { userName: 'ada' }), account(2, 'hub', { userName: 'ada' })],
      [],
      '1 SUGGESTED, 2 SUGGESTED',
    ],
    [
      'the stronger rule comes first, and the weaker one does not join what then has an account there',
      [
        account(1, 'etl', { externalId: 'x', userName: 'ada' }),
        account(2, 'hub', { externalId: 'x' }),
        account(3, 'hub', { userName: 'ada' }),
      ],
      [],
      '1 SUGGESTED, 2 SUGGESTED | 3 DISPUTED',
    ],
    [
      'several keys join more than two',
      [
        account(1, 'etl', { email }),
        account(2, 'hub', { email, userName: 'ada' }),
        account(3, 'lab', { userName: 'ada' }),
      ],
      [],
      '1 SUGGESTED, 2 SUGGESTED, 3 SUGGESTED',
    ],
  ],
  'who is compared': [
    [
      'people with people, services with services',
      [account(1, 'iot', { email }), account(2, 'vpn', { email, kind: 'SERVICE' })],
      [],
      '1 UNLINKED | 2 UNLINKED',
    ],
    [
      'services too are linked',
      [account(1, 'iot', { email, kind: 'SERVICE' }), account(2, 'vpn', { email, kind: 'SERVICE' })],
      [],
      '1 LINKED, 2 LINKED',
    ],
    [
      'neither groups nor what nobody knows the kind of',
      [
        account(1, 'iot', { email, kind: 'UNKNOWN' }),
        account(2, 'vpn', { email, kind: 'UNKNOWN' }),
        account(3, 'etl', { email, kind: 'DIRECTORY_GROUP' }),
        account(4, 'hub', { email, kind: 'DIRECTORY_GROUP' }),
      ],
      [],
      '1 UNLINKED | 2 UNLINKED | 3 UNLINKED | 4 UNLINKED',
    ],
    [
      'nobody who has vanished',
      [account(1, 'iot', { email }), account(2, 'vpn', { email, isPresent: false })],
      [],
      '1 UNLINKED | 2 UNLINKED',
    ],
    [
      'a successor takes the place of an account that has vanished',
      [
        account(1, 'iot', { email }),
        account(2, 'vpn', { email, isPresent: false }),
        account(3, 'vpn', { email }),
      ],
      [],
      '1 LINKED, 3 LINKED | 2 UNLINKED',
    ],
  ],
  'a confirmed link': [
    [
      'needs no evidence and asks for no kind',
      [account(1, 'etl'), account(2, 'hub', { kind: 'UNKNOWN' })],
      [confirmed(1, 2)],
      '1 LINKED, 2 LINKED',
    ],
    [
      'holds two accounts of one backend together',
      [account(1, 'etl'), account(2, 'etl')],
      [confirmed(1, 2)],
      '1 LINKED, 2 LINKED',
    ],
    [
      'connects two by one that has vanished',
      [account(1, 'etl'), account(2, 'hub', { isPresent: false }), account(3, 'lab')],
      [confirmed(1, 2), confirmed(2, 3)],
      '1 LINKED, 2 LINKED, 3 LINKED',
    ],
    [
      'with an account that has vanished counts',
      [account(1, 'etl', { email }), account(2, 'hub', { isPresent: false }), account(3, 'hub', { email })],
      [confirmed(1, 2)],
      '1 LINKED, 2 LINKED, 3 SUGGESTED',
    ],
    [
      'is extended by what is proven',
      [account(1, 'etl'), account(2, 'iot', { email }), account(3, 'vpn', { email })],
      [confirmed(1, 2)],
      '1 LINKED, 2 LINKED, 3 LINKED',
    ],
  ],
  'several that it could be': [
    [
      'stand alone, and so does who could be either',
      [account(1, 'iot', { email }), account(2, 'iot', { email }), account(3, 'etl', { email })],
      [],
      '1 DISPUTED | 2 DISPUTED | 3 DISPUTED',
    ],
    [
      'do not keep apart what other keys connect without them',
      [
        account(1, 'iot', { email }),
        account(2, 'iot', { email, userName: 'ada' }),
        account(3, 'etl', { userName: 'ada' }),
      ],
      [],
      '1 DISPUTED | 2 SUGGESTED, 3 SUGGESTED',
    ],
    [
      'leave a link that was proven before as it is',
      [
        account(1, 'iot', { email }),
        account(2, 'vpn', { email }),
        account(3, 'vpn', { email, emailConfirmed: false }),
      ],
      [],
      '1 LINKED, 2 LINKED | 3 DISPUTED',
    ],
    [
      'make what is proven uncertain where both are proven',
      [account(1, 'iot', { email }), account(2, 'vpn', { email }), account(3, 'vpn', { email })],
      [],
      '1 DISPUTED | 2 DISPUTED | 3 DISPUTED',
    ],
    [
      'are decided by a confirmed link',
      [account(1, 'iot', { email }), account(2, 'vpn', { email }), account(3, 'vpn', { email })],
      [confirmed(1, 3)],
      '1 LINKED, 3 LINKED | 2 DISPUTED',
    ],
  ],
  'a denial': [
    [
      'keeps apart what is proven',
      [account(1, 'iot', { email }), account(2, 'vpn', { email })],
      [denied(1, 2)],
      '1 DENIED | 2 DENIED',
    ],
    [
      'of one account leaves the others together',
      [account(1, 'iot', { email }), account(2, 'vpn', { email }), account(3, 'etl', { email })],
      [denied(1, 3), denied(2, 3)],
      '1 LINKED, 2 LINKED | 3 DENIED',
    ],
    [
      'leaves them together where their being one is only suggested',
      [account(1, 'etl', { email }), account(2, 'hub', { email }), account(3, 'lab', { email })],
      [denied(1, 3), denied(2, 3)],
      '1 SUGGESTED, 2 SUGGESTED | 3 DENIED',
    ],
    [
      'with one of a user counts for all that are certain to be the same',
      [account(1, 'iot', { email }), account(2, 'vpn', { email }), account(3, 'etl', { email })],
      [denied(1, 3)],
      '1 LINKED, 2 LINKED | 3 DENIED',
    ],
    [
      'makes a dispute of whom a third one belongs to',
      [account(1, 'etl', { email }), account(2, 'hub', { email }), account(3, 'lab', { email })],
      [denied(1, 3)],
      '1 DISPUTED | 2 DISPUTED | 3 DISPUTED',
    ],
    [
      'says nothing of whoever else could be it',
      [
        account(1, 'etl', { email }),
        account(2, 'hub', { userName: 'ada' }),
        account(3, 'lab', { email, userName: 'ada' }),
      ],
      [denied(1, 3)],
      '1 DENIED | 2 SUGGESTED, 3 SUGGESTED',
    ],
    [
      'without any evidence for the two changes nothing',
      [account(1, 'etl'), account(2, 'hub')],
      [denied(1, 2)],
      '1 UNLINKED | 2 UNLINKED',
    ],
    [
      'of an account that is not there counts for nothing',
      [account(1, 'iot', { email }), account(2, 'vpn', { email })],
      [denied(1, 7), confirmed(2, 8)],
      '1 LINKED, 2 LINKED',
    ],
  ],
  'two certain users': [
    [
      'are never made one by what anybody could have written',
      [
        account(1, 'iot', { email }),
        account(2, 'vpn', { email }),
        account(3, 'etl', { email }),
        account(4, 'hub'),
      ],
      [confirmed(3, 4)],
      '1 LINKED, 2 LINKED | 3 LINKED, 4 LINKED',
    ],
    [
      'are kept apart by an account of a backend that proves nothing, whether it is there or not',
      [
        account(1, 'iot', { email }),
        account(2, 'etl'),
        account(3, 'vpn', { email }),
        account(4, 'etl', { isPresent: false }),
      ],
      [confirmed(1, 2), confirmed(3, 4)],
      '1 LINKED, 2 LINKED | 3 LINKED, 4 LINKED',
    ],
    [
      'become one by what is proven where only a backend that is trusted has seen an account of one of them go',
      [
        account(1, 'iot', { email }),
        account(2, 'vpn', { isPresent: false }),
        account(3, 'etl'),
        account(4, 'vpn', { email }),
      ],
      [confirmed(1, 2), confirmed(3, 4)],
      '1 LINKED, 2 LINKED, 3 LINKED, 4 LINKED',
    ],
    [
      'share out who resembles both by the stronger rule',
      [
        account(1, 'iot', { email }),
        account(2, 'vpn', { email }),
        account(3, 'etl', { userName: 'ada' }),
        account(4, 'hub'),
        account(5, 'lab', { email, userName: 'ada' }),
      ],
      [confirmed(3, 4)],
      '1 LINKED, 2 LINKED, 5 SUGGESTED | 3 LINKED, 4 LINKED',
    ],
  ],
};

describe.each(Object.entries(cases))('%s', (_about, rows) => {
  it.each(rows)('%s', (_fact, accounts, decisions, expected) => {
    expect(correlated(accounts, decisions)).toBe(expected);
    expect(correlated(accounts.toReversed(), decisions.toReversed())).toBe(expected);
  });
});

describe('correlation', () => {
  it('takes nothing from a key that too many bear', () => {
    const accounts = [account(1, 'iot', { email }), account(2, 'vpn', { email })];
    expect(told(correlate(accounts, [], { ...trust, tooCommon: () => true }))).toBe(
      '1 UNLINKED | 2 UNLINKED',
    );
    expect(told(correlate(accounts, [], { ...trust, tooCommon: (rule) => rule === 'EMAIL' }))).toBe(
      '1 LINKED, 2 LINKED',
    );
  });

  it('makes no cluster where there is no account', () => {
    expect(correlated([])).toBe('');
  });

  it('of 20,000 accounts that hang together takes about as much for each as that of 2,000', () => {
    const chain = (length: number) =>
      Array.from({ length }, (_, at) =>
        account(at, `backend-${at}`, { email: `${at >> 1}@x`, userName: `${(at + 1) >> 1}` }),
      );
    const secondsFor = (length: number): number => {
      const accounts = chain(length);
      const began = performance.now();
      expect(correlate(accounts, [], trust)).toHaveLength(1);
      return performance.now() - began;
    };
    secondsFor(2_000);
    expect(secondsFor(20_000)).toBeLessThan(60 * Math.max(5, secondsFor(2_000)));
  });
});
