import { mostAtOnce, type Store, type StoreWriter } from '../store/store.ts';
import { correlate } from './correlation/correlate.ts';
import { assignUserIds } from './correlation/user-ids.ts';
import { asMoved, collectNeighbourhood, type Moved } from './neighbourhood.ts';

export type CorrelationOptions = {
  /** Backends that prove addresses. */
  readonly verifiedBackends: ReadonlySet<string>;
  readonly newUserId: () => string;
};

/** Says anew whose the accounts are that moved, and all that they share something with. */
export const correlateAnew = async (
  { links }: StoreWriter,
  moved: readonly Moved[],
  { verifiedBackends, newUserId }: CorrelationOptions,
): Promise<void> => {
  if (moved.length === 0) return;
  const { accounts, decisions, tooCommon } = await collectNeighbourhood(links, moved, verifiedBackends);
  const clusters = correlate(accounts, decisions, { verifiedBackends, tooCommon });
  const { links: assigned, forwards } = assignUserIds(clusters, decisions, {
    verifiedBackends,
    returned: new Set(moved.filter(({ before }) => before === null).map(({ key }) => key)),
    newId: newUserId,
  });
  await links.assign(assigned);
  for (const { from, to } of forwards) await links.forward(from, to);
};

/** Says anew whose all accounts are, where other backends prove addresses than at the last start. */
export const correlateEverything = async (store: Store, options: CorrelationOptions): Promise<void> => {
  const trusted = JSON.stringify([...options.verifiedBackends].toSorted());
  if ((await store.settings.read(settingName)) === trusted) return;
  let last = 0;
  for (;;) {
    const keys = await store.links.keysAfter(last, mostAtOnce);
    if (keys.length === 0) break;
    await store.write(async (writer) => {
      const accounts = await writer.links.byKeys(keys);
      await correlateAnew(writer, accounts.map(asMoved), options);
    });
    last = keys.at(-1) ?? last;
  }
  // Last, so that whoever is ended on the way begins anew.
  await store.write(({ settings }) => settings.write(settingName, trusted));
};

const settingName = 'verified backends';
