import { describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import type { IdentityIndex } from '../../src/identity/identity-index.ts';
import { accountOf, assignmentOf } from '../store/accounts.ts';
import { type BareApi, startBareApi } from './bare-api.ts';

const places = ['north', 'east', 'south', 'west'] as const;

const personOf = (backend: string, number: number): Account =>
  accountOf(backend, `${backend}-${number}`, {
    userName: `person${number}`,
    displayName: `Person ${number}`,
    email: `person${number}@example.com`,
    assignments: [assignmentOf('cdata_support')],
  });

/** Backends at which nobody listens, and 150 people who have an account on each. */
const startFilled = async (): Promise<BareApi> => {
  const api = await startBareApi(Object.fromEntries(places.map((place) => [place, 'http://127.0.0.1:1'])), {
    verified: ['north', 'east'],
  });
  for (const place of places)
    await api.index.observe(
      Array.from({ length: 150 }, (_, number) => ({ account: personOf(place, number), isAttributed: true })),
      Date.now(),
    );
  return api;
};

/** The same index, which tells each read of the store by name. */
const counting = (index: IdentityIndex, reads: string[]): IdentityIndex => {
  const told =
    <Args extends readonly unknown[], Result>(name: string, read: (...args: Args) => Result) =>
    (...args: Args): Result => {
      reads.push(name);
      return read(...args);
    };
  const { find, ofUsers, list, count, countAssignments, listUsers, countUsers, countUnseen } = index.accounts;
  return {
    ...index,
    accounts: {
      find: told('find', find),
      ofUsers: told('ofUsers', ofUsers),
      list: told('list', list),
      count: told('count', count),
      countAssignments: told('countAssignments', countAssignments),
      listUsers: told('listUsers', listUsers),
      countUsers: told('countUsers', countUsers),
      countUnseen: told('countUnseen', countUnseen),
    },
    grounds: told('grounds', index.grounds),
    resolveUser: told('resolveUser', index.resolveUser),
  };
};

describe('a page of the index', () => {
  const links =
    'links { account { nativeId user { id } } state evidence { rule values } ifConfirmed { nativeId } candidates { account { nativeId } ifConfirmed { nativeId } } }';

  it.each([
    [
      'users',
      (first: number) =>
        `{ users(first: ${first}) { nodes { id displayName email kind accounts { nativeId email } roles { role { name } accounts { nativeId } } ${links} sources { state } } } }`,
      4,
    ],
    [
      'accounts',
      (first: number) =>
        `{ accounts(first: ${first}) { nodes { nativeId roles { name } user { id displayName accounts { nativeId user { id } } } link { state evidence { rule } ifConfirmed { nativeId } candidates { account { nativeId } } } } } }`,
      4,
    ],
  ] as const)(
    'G3: of 100 %s takes as many reads of the store as one of 2',
    async (_what, documentOf, most) => {
      await using filled = await startFilled();
      const readsFor = async (first: number): Promise<readonly string[]> => {
        const reads: string[] = [];
        const { data, errors } = await filled.ask(documentOf(first), {
          index: counting(filled.index, reads),
        });
        expect(errors).toBeUndefined();
        expect(JSON.stringify(data)).toContain('VERIFIED_EMAIL');
        return reads;
      };
      const few = await readsFor(2);
      const many = await readsFor(100);
      expect(many.toSorted()).toEqual(few.toSorted());
      expect(many.length).toBeLessThanOrEqual(most);
    },
  );
});
