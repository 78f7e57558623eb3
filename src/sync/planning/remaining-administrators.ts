import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import { chunksOf } from '../../domain/chunks.ts';
import type { NativeRoleTable } from '../../domain/native-role.ts';
import type { StoredAccount } from '../../domain/stored-account.ts';
import { type AccountReader, mostAtOnce } from '../../store/store.ts';
import { administratorIdsIn } from '../administrator-roles.ts';
import { toObserved } from '../to-observed.ts';
import { type Effect, standingOfAdministrator } from './effect.ts';
import { movesOfAdministrators } from './guard.ts';
import type { Readings } from './readings.ts';

/**
 * How many administrators of a backend that can sign in would be left by these changes of it. `null` where they unmake none.
 *
 * Whoever was an administrator when last observed is asked first, whether that is so now: enough of them are enough. Where they are not, only
 * a reading of the whole backend tells.
 */
export const countRemaining = async (
  configured: ConfiguredBackend,
  table: NativeRoleTable,
  effects: readonly Effect[],
  { accounts, readings }: { readonly accounts: Pick<AccountReader, 'list'>; readonly readings: Readings },
): Promise<number | null> => {
  if (movesOfAdministrators(effects).unmade.length === 0) return null;
  const { id } = configured.backend;
  const changed = new Set(effects.map(({ account }) => account.id));
  const own = changedAndRemaining(effects);

  /** Of those who are not changed. */
  const countOthers = async (enough: number): Promise<number> => {
    let count = 0;
    for await (const holders of holdersOf(configured, table, accounts)) {
      const others = holders.filter(({ account }) => !changed.has(account.ref.id));
      for (const part of chunksOf(others, mostAtOnce)) {
        const current = await readings.ofAccounts(part);
        count += current.accounts.filter(
          (one) => standingOfAdministrator({ configured, table }, toObserved(one)) === 'ACTIVE',
        ).length;
      }
      if (count >= enough) return count;
    }
    return count;
  };

  if (!readings.isWhole(id)) {
    const witnessed = own + (await countOthers(configured.minAdmins - own));
    if (witnessed >= configured.minAdmins) return witnessed;
    await readings.readWhole([id]);
  }
  return own + (await countOthers(Number.POSITIVE_INFINITY));
};

/** Of those that are changed, how many are administrators that can sign in once all is done. An account may be changed more than once. */
export const changedAndRemaining = (effects: readonly Effect[]): number =>
  [...Map.groupBy(effects, ({ account }) => account.id).values()].filter(
    (ofOne) => ofOne.at(-1)?.administration.after === 'ACTIVE',
  ).length;

/** A few at first, since a few are enough most of the time. */
async function* holdersOf(
  configured: ConfiguredBackend,
  table: NativeRoleTable,
  accounts: Pick<AccountReader, 'list'>,
): AsyncIterable<readonly StoredAccount[]> {
  const backend = configured.backend.id;
  const ids = administratorIdsIn(configured, table);
  let first = configured.minAdmins + 8;
  let after: Awaited<ReturnType<AccountReader['list']>>[number]['position'] | undefined;
  for (;;) {
    const listed = await accounts.list({
      filter: {
        backends: [backend],
        holding: ids.map((id) => ({ backend, nativeRoleIds: [id], place: 'APPLICATION' as const })),
      },
      order: { by: 'ACCOUNT', descending: false },
      after,
      first,
    });
    yield listed.map(({ entry }) => entry);
    after = listed.at(-1)?.position;
    if (listed.length < first) return;
    first = 500;
  }
}
