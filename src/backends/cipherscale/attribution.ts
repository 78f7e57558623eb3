import type { Account, AccountGroup } from '../../domain/account.ts';
import type { Assignment } from '../../domain/assignment.ts';
import { type GrantedRole, toAssignment } from './mapping.ts';
import type { Group } from './wire.ts';

/** A role that a group gives. */
export type Inherited = { readonly role: GrantedRole; readonly group: AccountGroup };

/** As much of a group as its members' assignments take. */
export type GivingGroup = Pick<Group, 'id' | 'name' | 'roles'>;

/** What the groups of an account give it, as far as they are known. */
export const inheritedBy = (
  account: Account,
  groups: ReadonlyMap<string, GivingGroup>,
): readonly Inherited[] =>
  account.groups.flatMap(({ id }) => {
    const group = groups.get(id);
    return group === undefined ? [] : group.roles.map((role) => ({ role, group: { id, name: group.name } }));
  });

/** A role that is both comes twice. */
export const attribute = (
  direct: readonly GrantedRole[],
  inherited: readonly Inherited[],
): readonly Assignment[] => [
  ...direct.map((role) => toAssignment(role, { kind: 'DIRECT' })),
  ...inherited.map(({ role, group }) => toAssignment(role, { kind: 'INHERITED', group })),
];
