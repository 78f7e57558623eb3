import type { Account } from '../../domain/account.ts';
import type { Assignment } from '../../domain/assignment.ts';
import { attempt, isAnswer } from '../../domain/attempt.ts';
import type { CallOptions } from '../../domain/call-options.ts';
import { BackendError } from '../../domain/errors.ts';
import type { Backend } from '../backend.ts';
import { attribute, type GivingGroup, type Inherited, inheritedBy } from './attribution.ts';
import type { CipherscaleClient } from './client.ts';
import { collect, walkMemberlessGroups } from './lists.ts';
import { type GrantedRole, toAssignment } from './mapping.ts';

/**
 * Tells direct from inherited. No role in an answer says where it came from: what is inherited is read off the groups, and what is
 * direct is asked for, of each account (`rolesOnly=true`) or of each role (`groups=false`). A role that is both comes twice.
 *
 * What the two flags do is inferred from their names, and a server that ignores one calls everything direct. It gives itself away: one
 * inherited role that is *not* told to be direct proves that the flag is heeded. Where all of them are, the other side is asked about
 * exactly these, and only what both sides tell is direct. Where both flags are ignored nothing tells the difference, and an inherited
 * role shows as direct, too; revoking it leaves it in place, which reading back then shows.
 */
export const createAssignmentReader =
  (client: CipherscaleClient): NonNullable<Backend['getAssignments']> =>
  async (accounts, options = {}) => {
    if (options.origins === false) return readEffective(client, accounts, options);
    const [groups, { told, askOtherSide }] = await Promise.all([
      readGroupsOf(client, accounts, options),
      readDirect(client, accounts, options),
    ]);
    const holdings = accounts.map((account) => toHolding(client.backend, account, told, groups));
    const doubted = doubtedAmong(holdings.filter(isAnswer));
    const confirmed = doubted.length === 0 ? told : await askOtherSide(doubted);

    return holdings.map((holding) => {
      if (holding instanceof BackendError) return holding;
      const { ref } = holding.account;
      const witness = doubted.includes(holding) ? confirmed.get(ref.id) : holding.direct;
      return witness instanceof BackendError ? witness : attributeHolding(holding, witness ?? noRoles);
    });
  };

type ReadOptions = NonNullable<Parameters<NonNullable<Backend['getAssignments']>>[1]>;

/** Direct roles by account id, as one side tells them. */
type Told = ReadonlyMap<string, RolesById | BackendError>;
type RolesById = ReadonlyMap<string, GrantedRole>;

type Holding = {
  readonly account: Account;
  readonly direct: RolesById;
  readonly inherited: readonly Inherited[];
};

const noRoles: RolesById = new Map();

/**
 * Up to this many accounts are asked one by one: asking the roles takes the table of roles and a call for each, and the vendor has seven
 * types of them.
 */
const fewAccounts = 8;

const readDirect = async (client: CipherscaleClient, accounts: readonly Account[], options: ReadOptions) => {
  const roles = accounts.length > fewAccounts ? await readRoles(client, options) : null;
  if (roles === null || roles.length >= accounts.length)
    return {
      told: await askAccounts(client, accounts, options),
      askOtherSide: (doubted: readonly Holding[]) =>
        askRoles(client, inheritedRolesOf(doubted), accountsOf(doubted), options),
    };
  return {
    told: await askRoles(client, roles, accounts, options),
    askOtherSide: (doubted: readonly Holding[]) => askAccounts(client, accountsOf(doubted), options),
  };
};

/** No call where the caller has the table of roles. */
const readRoles = async (
  client: CipherscaleClient,
  { nativeRoles, ...options }: ReadOptions,
): Promise<readonly GrantedRole[]> => {
  if (nativeRoles === undefined) return client.findRoles(options);
  const { roles } = await nativeRoles();
  return roles.map(({ id, name, alias }) => ({ id, name: name ?? id, type: alias ?? '' }));
};

/** One call for each account. */
const askAccounts = async (
  client: CipherscaleClient,
  accounts: readonly Account[],
  options: CallOptions,
): Promise<Told> =>
  new Map(
    await Promise.all(
      accounts.map(async ({ ref }): Promise<[string, RolesById | BackendError]> => {
        const roles = await attempt(() => client.findDirectRoles(ref.id, options));
        return [ref.id, roles instanceof BackendError ? roles : byId(roles)];
      }),
    ),
  );

/** One call for each role. */
const askRoles = async (
  client: CipherscaleClient,
  roles: readonly GrantedRole[],
  accounts: readonly Account[],
  options: CallOptions,
): Promise<Told> => {
  const holders = await Promise.all(
    roles.map(async (role) => ({ role, ids: await client.findDirectHolders(role.id, options) })),
  );
  return new Map(
    accounts.map(({ ref }) => [
      ref.id,
      byId(holders.filter(({ ids }) => ids.has(ref.id)).map(({ role }) => role)),
    ]),
  );
};

/** One call for each hundred groups; none where no account is in a group. */
const readGroupsOf = async (
  client: CipherscaleClient,
  accounts: readonly Account[],
  options: CallOptions,
): Promise<ReadonlyMap<string, GivingGroup>> => {
  if (accounts.every(({ groups }) => groups.length === 0)) return new Map();
  const { records } = await collect(walkMemberlessGroups(client, options));
  return byId(records);
};

const toHolding = (
  backend: string,
  account: Account,
  told: Told,
  groups: ReadonlyMap<string, GivingGroup>,
): Holding | BackendError => {
  const direct = told.get(account.ref.id) ?? noRoles;
  if (direct instanceof BackendError) return direct;
  const inherited = inheritedOf(backend, account, groups);
  return inherited instanceof BackendError ? inherited : { account, direct, inherited };
};

const inheritedOf = (
  backend: string,
  account: Account,
  groups: ReadonlyMap<string, GivingGroup>,
): readonly Inherited[] | BackendError =>
  account.groups.every(({ id }) => groups.has(id))
    ? inheritedBy(account, groups)
    : new BackendError('UPSTREAM_INCOMPLETE', `Backend ${backend} lists not every group of an account`, {
        backend,
        operation: 'GroupsController_findAll',
      });

/** All that each account holds, though not where it comes from. */
const readEffective = (client: CipherscaleClient, accounts: readonly Account[], options: ReadOptions) =>
  accounts.length > fewAccounts
    ? addInherited(client, accounts, options)
    : Promise.all(accounts.map(({ ref }) => attempt(() => readHeld(client, ref.id, options))));

/** One call, of whose answer the vendor says that it has both what is direct and what groups give. */
const readHeld = async (client: CipherscaleClient, userId: string, options: CallOptions) => {
  const roles = await client.findUserRoles(userId, options);
  return [...byId(roles).values()].map((role) => toAssignment(role, null));
};

/** Whatever the records tell, and what their groups give besides: one call for each hundred groups, in which all their members come along. */
const addInherited = async (
  client: CipherscaleClient,
  accounts: readonly Account[],
  options: ReadOptions,
) => {
  const groups = await readGroupsOf(client, accounts, options);
  return accounts.map((account) => {
    const inherited = inheritedOf(client.backend, account, groups);
    if (inherited instanceof BackendError) return inherited;
    const told = new Set(account.assignments.map(({ nativeRoleId }) => nativeRoleId));
    const untold = byId(
      inherited.filter(({ role }) => !told.has(role.id)).map((one) => ({ ...one, id: one.role.id })),
    );
    return [
      ...account.assignments,
      ...[...untold.values()].map(({ role, group }) => toAssignment(role, { kind: 'INHERITED', group })),
    ];
  });
};

/** Those whose inherited roles are all told to be direct, unless one of any other account's is not. */
const doubtedAmong = (holdings: readonly Holding[]): readonly Holding[] => {
  const inheriting = holdings.filter(({ inherited }) => inherited.length > 0);
  const isFlagHeeded = inheriting.some(({ direct, inherited }) =>
    inherited.some(({ role }) => !direct.has(role.id)),
  );
  return isFlagHeeded ? [] : inheriting;
};

const attributeHolding = ({ direct, inherited }: Holding, witness: RolesById): readonly Assignment[] => {
  const inheritedIds = new Set(inherited.map(({ role }) => role.id));
  const isDirect = ({ id }: GrantedRole): boolean => !inheritedIds.has(id) || witness.has(id);
  return attribute([...direct.values()].filter(isDirect), inherited);
};

const inheritedRolesOf = (holdings: readonly Holding[]): readonly GrantedRole[] => [
  ...byId(holdings.flatMap(({ inherited }) => inherited.map(({ role }) => role))).values(),
];

const accountsOf = (holdings: readonly Holding[]): readonly Account[] =>
  holdings.map(({ account }) => account);

const byId = <T extends { readonly id: string }>(records: readonly T[]): ReadonlyMap<string, T> =>
  new Map(records.map((record) => [record.id, record]));
