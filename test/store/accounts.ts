import type { Account } from '../../src/domain/account.ts';
import type { Assignment } from '../../src/domain/assignment.ts';
import type { LinkState } from '../../src/domain/link.ts';
import type { Observed, Store } from '../../src/store/store.ts';

/** An account with nothing told of it beyond what is given. */
export const accountOf = (backend: string, id: string, told: Partial<Account> = {}): Account => ({
  ref: { backend, id },
  kind: 'PERSON',
  userName: null,
  displayName: null,
  email: null,
  emailConfirmed: null,
  externalId: null,
  status: 'ACTIVE',
  nativeStatus: null,
  external: null,
  protection: null,
  assignments: [],
  groups: [],
  createdAt: null,
  updatedAt: null,
  lastSeenAt: null,
  vendor: null,
  ...told,
});

export const assignmentOf = (
  nativeRoleId: string,
  organizationId: string | null = null,
  origin: Assignment['origin'] = { kind: 'DIRECT' },
): Assignment => ({
  nativeRoleId,
  nativeRoleName: `${nativeRoleId}, told`,
  nativeRoleAlias: null,
  organizationId,
  origin,
});

/** Observes accounts, all attributed, and gives each that is new a user of its own: `user-` and its key. */
export const keep = (
  store: Store,
  accounts: readonly Account[],
  { asOf = 1000, isAttributed = true, userIdOf = userOfItsOwn, linkOf = unlinked }: KeepOptions = {},
): Promise<readonly Observed[]> =>
  store.write(async (writer) => {
    const observed = await writer.accounts.observe(
      accounts.map((account) => ({ account, isAttributed })),
      asOf,
    );
    await writer.links.assign(
      observed.flatMap(({ change, key }, at) =>
        change === 'CREATED'
          ? [{ key, userId: userIdOf(key, at), home: userIdOf(key, at), link: linkOf(at) }]
          : [],
      ),
    );
    return observed;
  });

type KeepOptions = {
  readonly asOf?: number;
  readonly isAttributed?: boolean;
  readonly userIdOf?: (key: number, at: number) => string;
  readonly linkOf?: (at: number) => LinkState;
};

const userOfItsOwn = (key: number): string => `user-${key}`;
const unlinked = (): LinkState => 'UNLINKED';

/** The same for one account; answers its key. */
export const keepOne = async (store: Store, account: Account, asOf = 1000): Promise<number> => {
  const [observed] = await keep(store, [account], { asOf });
  if (observed === undefined) throw new Error('Nothing was observed');
  return observed.key;
};
