import type { NewAccount } from '../backend.ts';
import { isSameRoles, toRoles } from './mapping.ts';
import { badInput, refuseMisplaced, refuseNoRoles } from './refusals.ts';
import { type UserBody, type UserIdentity, userIdPattern, type WireUser } from './wire.ts';

/** A user as it is created. */
export type NewUser = { readonly id: string; readonly body: UserBody };

export const createFields = ['nativeId', 'kind', 'email', 'directory', 'grants'] as const;

/** Throws BAD_INPUT for an account that the vendor would refuse or could not keep whole. */
export const toNewUser = (backend: string, account: NewAccount): NewUser => {
  const { nativeId, grants = [], ...identity } = account;
  if (nativeId === undefined || !userIdPattern.test(nativeId))
    throw badInput(backend, 'nativeId', 'Expected an id of 1 to 48 letters, digits, dashes and underscores');
  const foreign = Object.entries(account).find(
    ([field, value]) => value !== undefined && !createFields.some((known) => known === field),
  );
  if (foreign !== undefined)
    throw badInput(backend, foreign[0], `IoT Central keeps no ${foreign[0]} of an account`);
  refuseNoRoles(backend, grants);
  refuseMisplaced(backend, grants);
  return { id: nativeId, body: { ...toIdentity(backend, identity), roles: toRoles(grants) } };
};

/** An email makes a person; a directory's object is a group or a service principal, so the kind has to say which. */
const toIdentity = (
  backend: string,
  { kind, email, directory }: Pick<NewAccount, 'kind' | 'email' | 'directory'>,
): UserIdentity => {
  if (kind === undefined || kind === 'PERSON') {
    if (directory !== undefined)
      throw badInput(backend, 'kind', 'Expected DIRECTORY_GROUP or SERVICE for an object of a directory');
    if (email === undefined || email.trim() === '')
      throw badInput(backend, 'email', 'Expected the email that the person signs in with');
    return { type: 'email', email };
  }
  if (email !== undefined) throw badInput(backend, 'email', `IoT Central keeps no email of a ${kind}`);
  if (directory === undefined)
    throw badInput(backend, 'directory', `Expected the tenant and object of the ${kind} in Microsoft Entra`);
  const { tenantId, objectId } = directory;
  return { type: kind === 'SERVICE' ? 'servicePrincipal' : 'adGroup', tenantId, objectId };
};

/** Whether a user is the one that was asked for, and holds just the roles that it was to have. */
export const isAsAsked = (asked: UserBody, found: WireUser): boolean =>
  isSameIdentity(asked, found) && isSameRoles(asked.roles, found.roles);

/** Email and directory object are unique in the application. The case of neither is kept for sure. */
export const isSameIdentity = (asked: UserIdentity, found: Omit<WireUser, 'roles'>): boolean => {
  if (asked.type !== found.type) return false;
  if (asked.type === 'email') return isSameText(asked.email, found.email);
  return isSameText(asked.tenantId, found.tenantId) && isSameText(asked.objectId, found.objectId);
};

const isSameText = (one: string, other: string | null | undefined): boolean =>
  one.toLowerCase() === other?.toLowerCase();
