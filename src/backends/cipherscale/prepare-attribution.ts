import type { Account } from '../../domain/account.ts';
import type { Assignment } from '../../domain/assignment.ts';
import type { CallOptions } from '../../domain/call-options.ts';
import type { Backend } from '../backend.ts';
import { attribute, type GivingGroup, inheritedBy } from './attribution.ts';
import type { CipherscaleClient } from './client.ts';
import { walkMemberlessGroups } from './lists.ts';
import type { GrantedRole } from './mapping.ts';

/**
 * Tells direct from inherited for a whole tenant: one call for the role table, one for each role, one for each hundred groups, and none
 * for an account. Where `groups=false` is ignored, an inherited role shows as direct, too: the one thing that could tell the difference
 * is a call for each account.
 *
 * What came between these calls and the reading of an account shows in its record at most: a role there that neither list explains is
 * held for certain, and has no origin. What a group gives that was made meanwhile is missing until the next reading.
 */
export const createAttributionPreparer =
  (client: CipherscaleClient): NonNullable<Backend['prepareAttribution']> =>
  async (options) => {
    const groups = await readGroups(client, options);
    const directRoles = await readDirectRoles(client, options);
    return (account) => {
      const attributed = attribute(directRoles(account), inheritedBy(account, groups));
      return [...attributed, ...unexplained(account, attributed)];
    };
  };

const readGroups = async (
  client: CipherscaleClient,
  options: CallOptions | undefined,
): Promise<ReadonlyMap<string, GivingGroup>> => {
  const groups = new Map<string, GivingGroup>();
  for await (const { entries } of walkMemberlessGroups(client, options))
    for (const { id, name, roles } of entries) groups.set(id, { id, name, roles });
  return groups;
};

/** One role after the other: each answer tells all its holders at once. */
const readDirectRoles = async (
  client: CipherscaleClient,
  options: CallOptions | undefined,
): Promise<(account: Account) => readonly GrantedRole[]> => {
  const holders: { readonly role: GrantedRole; readonly ids: ReadonlySet<string> }[] = [];
  for (const role of await client.findRoles(options))
    holders.push({ role, ids: await client.findDirectHolders(role.id, options) });
  return ({ ref }) => holders.filter(({ ids }) => ids.has(ref.id)).map(({ role }) => role);
};

const unexplained = (account: Account, attributed: readonly Assignment[]): readonly Assignment[] =>
  account.assignments.filter(
    ({ nativeRoleId }) => !attributed.some((known) => known.nativeRoleId === nativeRoleId),
  );
