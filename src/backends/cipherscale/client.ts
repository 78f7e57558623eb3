import { setImmediate } from 'node:timers/promises';
import type * as z from 'zod';
import type { CallOptions } from '../../domain/call-options.ts';
import type { BackendError } from '../../domain/errors.ts';
import type { HttpAnswer, HttpCall } from '../../http/call.ts';
import type { HttpClient } from '../../http/client.ts';
import { invalidAnswer, type ParseOptions, parseAnswer, parseParts } from '../../http/json.ts';
import { path, type UrlPath, withQuery } from '../../http/path.ts';
import {
  type CreateUser,
  type Group,
  groupSchema,
  holderSchema,
  isSameUuid,
  isUuid,
  type MemberlessGroup,
  memberlessGroupSchema,
  type Paginated,
  paginated,
  type Role,
  roleSchema,
  type UpdateUser,
  type UpdateUserRoles,
  type User,
  unpaged,
  userSchema,
  type WriteGroup,
} from './wire.ts';

/**
 * CipherScale's public API, operation by operation. A write answers nothing where a read tells the same.
 *
 * https://public-api-docs.cipherscale.com/apis/cipherscale-api-1/versions/fef69080-6094-4620-8bf0-16fd2de7b598
 */
export type CipherscaleClient = {
  /** The backend's id, for errors. */
  readonly backend: string;
  /** More pages than these are no list. */
  readonly maxPages: number;

  findUsers(page: PageQuery, options?: CallOptions): Promise<Paginated<User>>;
  /** `null` where there is none; what is no UUID names none, without a call. */
  findUser(id: string, options?: CallOptions): Promise<User | null>;
  /** At most 100. Each gets an invitation by mail, so never send one twice. Answers what was created. */
  createUsers(users: readonly CreateUser[], options?: CallOptions): Promise<readonly User[]>;
  updateUser(id: string, profile: UpdateUser, options?: CallOptions): Promise<void>;
  deleteUser(id: string, options?: CallOptions): Promise<void>;
  deactivateUser(id: string, options?: CallOptions): Promise<void>;
  reactivateUser(id: string, options?: CallOptions): Promise<void>;
  inviteUser(id: string, options?: CallOptions): Promise<void>;

  /** The roles that the user holds, directly or through groups, perhaps twice where both. */
  findUserRoles(userId: string, options?: CallOptions): Promise<readonly Role[]>;
  /** The roles that the user holds directly; that `rolesOnly` means this is inferred from its name. */
  findDirectRoles(userId: string, options?: CallOptions): Promise<readonly Role[]>;
  patchUserRoles(userId: string, delta: UpdateUserRoles, options?: CallOptions): Promise<void>;
  addGroup(userId: string, groupId: string, options?: CallOptions): Promise<void>;
  removeGroup(userId: string, groupId: string, options?: CallOptions): Promise<void>;

  /** All of them, system and custom. Without any it is UPSTREAM_INVALID: every tenant has the system's. */
  findRoles(options?: CallOptions): Promise<readonly Role[]>;
  /** Ids of the users that hold the role directly. */
  findDirectHolders(roleId: string, options?: CallOptions): Promise<ReadonlySet<string>>;

  findGroups(page: PageQuery, options?: CallOptions): Promise<Paginated<Group>>;
  /** The same call, of whose answer the members are not read. */
  findMemberlessGroups(page: PageQuery, options?: CallOptions): Promise<Paginated<MemberlessGroup>>;
  /** `null` where there is none; what is no UUID names none, without a call. */
  findGroup(id: string, options?: CallOptions): Promise<Group | null>;
  createGroup(group: WriteGroup, options?: CallOptions): Promise<Group>;
  updateGroup(id: string, group: WriteGroup, options?: CallOptions): Promise<Group>;
  deleteGroup(id: string, options?: CallOptions): Promise<void>;
};

/** `offset` counts records, not pages. */
export type PageQuery = { readonly limit: number; readonly offset: number };

export const createCipherscaleClient = (http: HttpClient): CipherscaleClient => {
  const { backend } = http;

  const read = async <Schema extends z.ZodType>(
    call: HttpCall,
    schema: Schema,
    options: CallOptions | undefined,
    parsing?: ParseOptions,
  ) => parseAnswer(backend, await http.send(call, options), schema, parsing);

  /** Many writes answer without a body, and of the others none is believed. */
  const write = async (call: HttpCall, options: CallOptions | undefined): Promise<void> => {
    await http.send(call, options);
  };

  const readOne = async <T extends Identified>(
    id: string,
    callFor: (id: string) => HttpCall,
    schema: z.ZodType<T>,
    options: CallOptions | undefined,
  ): Promise<T | null> => {
    if (!isUuid(id)) return null;
    const answer = await http.send({ ...callFor(id), accept: [404] }, options);
    if (answer.status === 404) return null;
    return expectId(backend, answer, id, parseAnswer(backend, answer, schema));
  };

  return {
    backend,
    maxPages: http.maxPages,

    findUsers: (page, options) =>
      read(get('UsersController_findAll', withQuery(path`/tenants/users`, page)), userPage, options),
    findUser: (id, options) =>
      readOne(id, (id) => get('UsersController_findById', path`/tenants/users/${id}`), userSchema, options),
    createUsers: (users, options) =>
      read(post('UsersController_create', path`/tenants/users`, users), createdUsers, options),
    updateUser: (id, profile, options) =>
      write(put('UsersController_update', path`/tenants/users/${id}`, profile), options),
    deleteUser: (id, options) => write(remove('UsersController_delete', path`/tenants/users/${id}`), options),
    deactivateUser: (id, options) =>
      write(patch('UsersController_deactivate', path`/tenants/users/${id}/deactivate`), options),
    reactivateUser: (id, options) =>
      write(post('UsersController_reactivate', path`/tenants/users/${id}/reactivate`), options),
    inviteUser: (id, options) =>
      write(post('UsersController_invite', path`/tenants/users/${id}/invite`), options),

    findUserRoles: (userId, options) =>
      read(get('UsersController_findUserRoles', path`/tenants/users/${userId}/roles`), roleList, options),
    findDirectRoles: (userId, options) =>
      read(get('UsersController_findUserRoles', directRolesOf(userId)), roleList, options),
    patchUserRoles: (userId, delta, options) =>
      write(patch('UsersController_patchUserRoles', path`/tenants/users/${userId}/roles`, delta), options),
    addGroup: (userId, groupId, options) =>
      write(post('UsersController_addGroup', path`/tenants/users/${userId}/groups`, { groupId }), options),
    removeGroup: (userId, groupId, options) =>
      write(remove('UsersController_removeGroup', path`/tenants/users/${userId}/groups/${groupId}`), options),

    findRoles: async (options) => {
      const call = get('RolesController_findAll', path`/tenants/roles`);
      const roles = await read(call, roleList, options);
      if (roles.length === 0)
        throw invalidAnswer(backend, call.operation, 'expected the roles that every tenant has, got none');
      return expectDistinct(backend, call, roles);
    },
    findDirectHolders: async (roleId, options) => {
      const call = get('RolesController_findRoleUsers', directHoldersOf(roleId));
      const parts = parseParts(backend, await http.send(call, options), holderList);
      const ids = new Set<string>();
      let told = 0;
      for (let number = 0; number < parts.count; number += 1) {
        // They may be everyone, each with all that is known of a user: whoever else has work does it between two parts.
        if (number > 0) await setImmediate();
        const holders = parts.part(number);
        for (const { id } of holders) ids.add(id);
        told += holders.length;
      }
      if (ids.size < told) throw sameIdTwice(backend, call);
      return ids;
    },

    findGroups: (page, options) => read(groupsAt(page), groupPage, options),
    findMemberlessGroups: (page, options) =>
      read(groupsAt(page), memberlessGroupPage, options, { unread: 'users' }),
    findGroup: (id, options) =>
      readOne(id, (id) => get('GroupsController_find', path`/tenants/groups/${id}`), groupSchema, options),
    createGroup: (group, options) =>
      read(post('GroupsController_create', path`/tenants/groups`, group), groupSchema, options),
    updateGroup: async (id, group, options) => {
      const answer = await http.send(
        put('GroupsController_update', path`/tenants/groups/${id}`, group),
        options,
      );
      return expectId(backend, answer, id, parseAnswer(backend, answer, groupSchema));
    },
    deleteGroup: (id, options) =>
      write(remove('GroupsController_delete', path`/tenants/groups/${id}`), options),
  };
};

const userPage = paginated(userSchema);
const groupPage = paginated(groupSchema);
const memberlessGroupPage = paginated(memberlessGroupSchema);
const roleList = unpaged(roleSchema);
const holderList = unpaged(holderSchema);
/** One user is created like many, but may be answered alone. */
const createdUsers = unpaged(userSchema);

const groupsAt = (page: PageQuery): HttpCall =>
  get('GroupsController_findAll', withQuery(path`/tenants/groups`, page));

const directRolesOf = (userId: string): UrlPath =>
  withQuery(path`/tenants/users/${userId}/roles`, { rolesOnly: true });

/** The flag has no documented default, and the prose counts those who inherit the role among its users. */
const directHoldersOf = (roleId: string): UrlPath =>
  withQuery(path`/tenants/roles/${roleId}/users`, { groups: false });

const get = (operation: string, at: UrlPath): HttpCall => ({ operation, method: 'GET', path: at });
const put = (operation: string, at: UrlPath, body: unknown): HttpCall => ({
  operation,
  method: 'PUT',
  path: at,
  body,
});
const post = (operation: string, at: UrlPath, body?: unknown): HttpCall => ({
  operation,
  method: 'POST',
  path: at,
  body,
});
const patch = (operation: string, at: UrlPath, body?: unknown): HttpCall => ({
  operation,
  method: 'PATCH',
  path: at,
  body,
});
const remove = (operation: string, at: UrlPath): HttpCall => ({ operation, method: 'DELETE', path: at });

type Identified = { readonly id: string };

const expectId = <T extends Identified>(
  backend: string,
  { operation }: HttpAnswer,
  id: string,
  record: T,
): T => {
  if (isSameUuid(record.id, id)) return record;
  throw invalidAnswer(backend, operation, 'expected the record that was asked for, got another');
};

const expectDistinct = <T extends Identified>(
  backend: string,
  call: HttpCall,
  records: readonly T[],
): readonly T[] => {
  if (new Set(records.map(({ id }) => id)).size === records.length) return records;
  throw sameIdTwice(backend, call);
};

const sameIdTwice = (backend: string, { operation }: HttpCall): BackendError =>
  invalidAnswer(backend, operation, 'the same id twice');
