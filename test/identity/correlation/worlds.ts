import fc from 'fast-check';
import type { LinkDecision } from '../../../src/domain/link.ts';
import { nameOfPair } from '../../../src/identity/correlation/confirmed-groups.ts';
import { confirm, deny, type Verdicts } from '../../../src/identity/correlation/decide.ts';
import type { LinkedAccount } from '../../../src/store/store.ts';
import { account } from './people.ts';

/** Small pools, so that nearly everything resembles something. */
const valueOrNone = (...values: readonly string[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: fc.constant(null) });

const backends = ['iot', 'vpn', 'etl', 'hub'];

export const someAccount = (key: number, among: readonly string[] = backends): fc.Arbitrary<LinkedAccount> =>
  fc
    .record({
      backend: fc.constantFrom(...among),
      email: valueOrNone('a@x', 'b@x', 'c@x'),
      externalId: fc.oneof(
        { weight: 3, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: valueOrNone('1', '2') },
      ),
      userName: fc.oneof(
        { weight: 2, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: valueOrNone('a', 'b') },
      ),
      kind: fc.oneof(
        { weight: 8, arbitrary: fc.constant('PERSON' as const) },
        { weight: 1, arbitrary: fc.constantFrom('SERVICE' as const, 'UNKNOWN' as const) },
      ),
      emailConfirmed: fc.constantFrom(null, null, true, false),
      isPresent: fc.oneof(
        { weight: 5, arbitrary: fc.constant(true) },
        { weight: 1, arbitrary: fc.constant(false) },
      ),
    })
    .map(({ backend, ...about }) => account(key, backend, about));

export const someAccounts = ({
  from = 1,
  length,
  maxLength = 9,
  among = backends,
}: {
  readonly from?: number;
  readonly length?: number;
  readonly maxLength?: number;
  readonly among?: readonly string[];
} = {}): fc.Arbitrary<readonly LinkedAccount[]> =>
  fc
    .integer({ min: length ?? 0, max: length ?? maxLength })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => someAccount(from + at, among))));

export type Saying =
  | { readonly verb: 'confirm'; readonly keys: readonly number[]; readonly by: string }
  | { readonly verb: 'deny'; readonly key: number; readonly others: readonly number[]; readonly by: string };

export const someSayings = (keys: readonly number[], maxLength = 4): fc.Arbitrary<readonly Saying[]> => {
  if (keys.length < 2) return fc.constant([]);
  const some = fc.uniqueArray(fc.constantFrom(...keys), { minLength: 2, maxLength: 4 });
  const by = fc.constantFrom('ops', 'dev');
  return fc.array(
    fc.oneof(
      fc.record({ verb: fc.constant('confirm' as const), keys: some, by }),
      fc
        .record({ all: some, by })
        .map(({ all: [key = 0, ...others], by }) => ({ verb: 'deny' as const, key, others, by })),
    ),
    { maxLength },
  );
};

/** What the store holds then. */
export const stored = (
  decisions: readonly LinkDecision[],
  { decided, withdrawn }: Verdicts,
): readonly LinkDecision[] => {
  const kept = new Map(decisions.map((one) => [nameOfPair(one.accounts), one]));
  for (const pair of withdrawn) kept.delete(nameOfPair(pair));
  for (const one of decided) kept.set(nameOfPair(one.accounts), one);
  return [...kept.values()];
};

export const said = (decisions: readonly LinkDecision[], saying: Saying, at: number): Verdicts => {
  const statement = { by: saying.by, reason: `because of ${at}`, at };
  return saying.verb === 'confirm'
    ? confirm(saying.keys, decisions, statement)
    : deny(saying.key, saying.others, decisions, statement);
};

export const allSaid = (sayings: readonly Saying[]): readonly LinkDecision[] =>
  sayings.reduce<readonly LinkDecision[]>(
    (decisions, saying, at) => stored(decisions, said(decisions, saying, at)),
    [],
  );

export type World = {
  readonly accounts: readonly LinkedAccount[];
  readonly decisions: readonly LinkDecision[];
};

export const someWorld: fc.Arbitrary<World> = someAccounts().chain((accounts) =>
  someSayings(accounts.map(({ key }) => key)).map((sayings) => ({ accounts, decisions: allSaid(sayings) })),
);
