import fc from 'fast-check';
import type { Account } from '../../src/domain/account.ts';
import { accountOf } from '../store/accounts.ts';

/** What may happen. Accounts and users are meant by number: whichever there is at that place then. */
export type Event =
  | { readonly event: 'observe'; readonly accounts: readonly Account[] }
  | {
      readonly event: 'crowd';
      readonly size: number;
      readonly backend: string;
      readonly email: string | null;
    }
  | { readonly event: 'forget'; readonly which: number }
  | { readonly event: 'forgetUnseen'; readonly backend: string }
  | { readonly event: 'link'; readonly which: readonly number[] }
  | { readonly event: 'unlink'; readonly which: number; readonly from: readonly number[] | null }
  | { readonly event: 'reopen'; readonly trusting: readonly string[] };

export const backends = ['iot', 'vpn', 'etl', 'hub'];

const orNone = (...values: readonly string[]) => fc.constantFrom(null, ...values);

/** The same few ids over and over, so that accounts come back and change. */
const someAccount: fc.Arbitrary<Account> = fc
  .record({
    backend: fc.constantFrom(...backends),
    id: fc.constantFrom('1', '2', '3'),
    email: orNone('a@x', 'A@x', 'b@x', 'c@x', 'no address'),
    userName: fc.oneof(
      { weight: 2, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: orNone('a', 'B', 'b') },
    ),
    externalId: fc.oneof(
      { weight: 2, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: orNone('1', '2') },
    ),
    emailConfirmed: fc.constantFrom(null, null, true, false),
    kind: fc.oneof(
      { weight: 6, arbitrary: fc.constant('PERSON' as const) },
      { weight: 1, arbitrary: fc.constantFrom('SERVICE' as const, 'UNKNOWN' as const) },
    ),
  })
  .map(({ backend, id, ...told }) => accountOf(backend, id, told));

const place = fc.nat({ max: 99 });

const someEvent: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      event: fc.constant('observe' as const),
      accounts: fc.uniqueArray(someAccount, {
        minLength: 1,
        maxLength: 4,
        selector: ({ ref }) => `${ref.backend} ${ref.id}`,
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      event: fc.constant('crowd' as const),
      size: fc.constantFrom(20, 48, 49, 50, 51),
      backend: fc.constantFrom('vpn', 'etl', 'etl', 'hub'),
      email: orNone('a@x', 'b@x'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ event: fc.constant('forget' as const), which: place }) },
  {
    weight: 1,
    arbitrary: fc.record({
      event: fc.constant('forgetUnseen' as const),
      backend: fc.constantFrom(...backends),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      event: fc.constant('link' as const),
      which: fc.uniqueArray(place, { minLength: 2, maxLength: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      event: fc.constant('unlink' as const),
      which: place,
      from: fc.option(fc.uniqueArray(place, { minLength: 1, maxLength: 2 })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      event: fc.constant('reopen' as const),
      trusting: fc.oneof(
        { weight: 2, arbitrary: fc.constant(['iot', 'vpn']) },
        { weight: 1, arbitrary: fc.subarray(backends) },
      ),
    }),
  },
);

export const someHistory = (maxLength: number): fc.Arbitrary<readonly Event[]> =>
  fc.array(someEvent, { minLength: 1, maxLength, size: 'max' });
