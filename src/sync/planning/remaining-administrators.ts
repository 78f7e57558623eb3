import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import { chunksOf } from '../../domain/chunks.ts';
import type { NativeRoleTable } from '../../domain/native-role.ts';
import { mostAtOnce } from '../../store/store.ts';
import type { KnownAdministrators } from '../known-administrators.ts';
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
  {
    administrators,
    readings,
  }: { readonly administrators: Pick<KnownAdministrators, 'pages'>; readonly readings: Readings },
): Promise<number | null> => {
  if (movesOfAdministrators(effects).unmade.length === 0) return null;
  const { id } = configured.backend;
  const changed = new Set(effects.map(({ account }) => account.id));
  const own = changedAndRemaining(effects);

  /** Of those who are not changed. */
  const countOthers = async (enough: number): Promise<number> => {
    let count = 0;
    for await (const holders of administrators.pages(configured, table, configured.minAdmins + mostSpare)) {
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

/** How many more are asked at first than are needed: some may be none any more. */
const mostSpare = 8;

/** Of those that are changed, how many are administrators that can sign in once all is done. An account may be changed more than once. */
export const changedAndRemaining = (effects: readonly Effect[]): number =>
  [...Map.groupBy(effects, ({ account }) => account.id).values()].filter(
    (ofOne) => ofOne.at(-1)?.administration.after === 'ACTIVE',
  ).length;
