import type { Kysely } from 'kysely';
import type { StoreDialect } from '../dialect.ts';
import type { Observation, Observed } from '../store.ts';
import type { Tables } from '../tables.ts';
import { type AccountRow, identityOf, toAccountRow } from './account-row.ts';
import { keepAssignments } from './assignments.ts';
import { judge, type Kept, type Keyed, type Presence } from './judge.ts';
import { changeAccounts, createAccounts, keepRecords, keepSightings } from './write-accounts.ts';

/** Reads what is kept and writes only what differs: a row that is rewritten costs all entries that it has in indexes. */
export const observe = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  observations: readonly Observation[],
  asOf: number,
): Promise<readonly Observed[]> => {
  const observed = observations.map((observation) => ({
    observation,
    row: toAccountRow(observation.account),
  }));
  const kept = await findKept(
    db,
    observed.map(({ row }) => row),
  );
  const judged = observed.map(({ observation, row }) =>
    judge(observation, row, kept.get(identityOf(row)), asOf),
  );
  const created = await createAccounts(
    db,
    dialect,
    judged.filter(({ change }) => change === 'CREATED').map(({ row }) => row),
  );
  const keyed = judged.map((one): Keyed => ({ ...one, key: one.kept?.key ?? keyOf(created, one.row) }));

  const current = keyed.filter(({ change }) => change !== 'OLDER');
  await changeAccounts(db, current);
  await dialect.indexTexts(
    db,
    current
      .filter(({ kept, row }) => kept?.search_text !== row.search_text)
      .map(({ key, row }) => ({ account_key: key, text: row.search_text })),
  );
  await keepRecords(db, dialect, current);
  await keepAssignments(db, dialect, current);
  await keepSightings(db, dialect, current, asOf);
  return keyed.map(({ key, change, isMoved, before, after, former }) => ({
    key,
    change,
    isMoved,
    before,
    after,
    former,
  }));
};

const findKept = async (
  db: Kysely<Tables>,
  rows: readonly AccountRow[],
): Promise<ReadonlyMap<string, Kept>> => {
  const kept = new Map<string, Kept>();
  for (const [backend, some] of Map.groupBy(rows, (row) => row.backend)) {
    const found = await db
      .selectFrom('account')
      .innerJoin('record', 'record.account_key', 'account.key')
      .leftJoin('sighting', 'sighting.account_key', 'account.key')
      .selectAll('account')
      .select([
        'record.account',
        'record.assignments',
        'record.is_attributed',
        'sighting.seen_at',
        'sighting.as_of',
      ])
      .where('account.backend', '=', backend)
      .where(
        'account.native_id',
        'in',
        some.map(({ native_id }) => native_id),
      )
      .execute();
    for (const row of found) kept.set(identityOf(row), { row, presence: presenceOf(row) });
  }
  return kept;
};

const presenceOf = ({ vanished_at, seen_at, as_of }: Presences): Presence => {
  if (vanished_at !== null) return { isPresent: false, vanishedAt: vanished_at };
  if (seen_at === null || as_of === null) throw new Error('An account that is present was never seen');
  return { isPresent: true, seenAt: seen_at, asOf: as_of };
};

type Presences = {
  readonly vanished_at: number | null;
  readonly seen_at: number | null;
  readonly as_of: number | null;
};

const keyOf = (created: ReadonlyMap<string, number>, row: AccountRow): number => {
  const key = created.get(identityOf(row));
  if (key === undefined) throw new Error('An account that was created has no key');
  return key;
};
