import DataLoader from 'dataloader';
import { type AccountRef, keyOfAccount } from '../../domain/account.ts';
import type { StoredAccount } from '../../domain/stored-account.ts';
import { askInChunks } from '../../identity/chunks.ts';
import { explainLinks, type LinkExplanation } from '../../identity/correlation/explain.ts';
import type { Grounds } from '../../identity/grounds.ts';
import type { IdentityIndex } from '../../identity/identity-index.ts';

/** What one request has asked of the index, about the backends that its caller may see: each thing once, those asked for together in one read. */
export type IndexLoaders = {
  /** Those that are kept of this ref; two where an internal and an external account bear one name. */
  readonly accounts: DataLoader<AccountRef, readonly StoredAccount[]>;
  /** By backend and native id. */
  readonly accountsOfUser: DataLoader<string, readonly StoredAccount[]>;
  /** Why the accounts of a user are its own. */
  readonly explanations: DataLoader<string, Explanations>;
  /** The same without candidates, which takes fewer reads. */
  readonly explanationsWithoutCandidates: DataLoader<string, Explanations>;
  /** Forgets all that was asked: the index has changed. */
  clear(): void;
};

/** By key of the account, with where each is that is named: of a user, and of others that were asked for with it. */
export type Explanations = {
  readonly explanations: ReadonlyMap<number, LinkExplanation>;
  readonly refs: ReadonlyMap<number, AccountRef>;
};

export const createIndexLoaders = (
  index: Pick<IdentityIndex, 'accounts' | 'grounds'>,
  backends: readonly string[],
): IndexLoaders => {
  const accounts = new DataLoader<AccountRef, readonly StoredAccount[], string>(
    async (refs) => {
      const found = Map.groupBy(await askInChunks(refs, index.accounts.find), ({ account }) =>
        keyOfAccount(account.ref),
      );
      return refs.map((ref) => found.get(keyOfAccount(ref)) ?? []);
    },
    { cacheKeyFn: keyOfAccount },
  );
  const accountsOfUser = new DataLoader<string, readonly StoredAccount[]>(async (ids) => {
    const accounts = await askInChunks(ids, (chunk) => index.accounts.ofUsers(chunk, backends));
    const found = Map.groupBy(accounts, ({ userId }) => userId);
    return ids.map((id) => found.get(id) ?? []);
  });
  const createExplainer = (options: { readonly withCandidates: boolean }) =>
    new DataLoader<string, Explanations>(async (ids) => {
      const explained = explain(await index.grounds(ids, backends, options));
      return ids.map(() => explained);
    });
  const explanations = createExplainer({ withCandidates: true });
  const explanationsWithoutCandidates = createExplainer({ withCandidates: false });
  return {
    accounts,
    accountsOfUser,
    explanations,
    explanationsWithoutCandidates,
    clear: () => {
      for (const loader of [accounts, accountsOfUser, explanations, explanationsWithoutCandidates])
        loader.clearAll();
    },
  };
};

const explain = ({ decisions, trust, ...accounts }: Grounds): Explanations => ({
  explanations: explainLinks(accounts, decisions, trust),
  refs: new Map([...accounts.members, ...accounts.others].map(({ key, ref }) => [key, ref])),
});
