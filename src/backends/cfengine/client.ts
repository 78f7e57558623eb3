import * as z from 'zod';
import type { CallOptions } from '../../domain/call-options.ts';
import { BackendError } from '../../domain/errors.ts';
import type { Secret } from '../../domain/secret.ts';
import type { HttpAnswer, HttpCall } from '../../http/call.ts';
import type { HttpClient } from '../../http/client.ts';
import { invalidAnswer, parseAnswer, parseValue } from '../../http/json.ts';
import type { ReadPage } from '../../http/pages.ts';
import { path, type UrlPath } from '../../http/path.ts';
import { type ListQuery, walkList } from './lists.ts';
import {
  envelopeOf,
  keyOfUser,
  permissionsSchema,
  type RoleWrite,
  roleSchema,
  type UserWrite,
  userSchema,
  type WireRole,
  type WireUser,
} from './wire.ts';

/**
 * The Mission Portal's REST API in its own words. Rejects with a `BackendError`.
 *
 * https://docs.cfengine.com/docs/master/api-enterprise-api-ref-users-rbac.html, and `web-rbac` for permissions.
 */
export type CfengineClient = {
  readonly backend: string;
  /** Every user, internal and external: one name may come once as each. Rejects where one of them cannot be read. */
  listUsers(options?: PageOptions): AsyncGenerator<ReadPage<WireUser>, void, undefined>;
  /** Every user whose name fits a regular expression of unknown dialect, perhaps unanchored: the caller checks the names. */
  findUsers(pattern: string, options?: PageOptions): Promise<readonly FoundUser[]>;
  /**
   * Users of exactly this name: none, or one. The path cannot say whether the internal or the external one is meant; a hub that gives both is
   * believed.
   */
  getUser(name: string, options?: CallOptions): Promise<readonly WireUser[]>;
  /** Internal, always. The hub may take it for an update where the name exists. ALREADY_EXISTS where it says that it does. */
  createUser(name: string, user: UserWrite, options?: CallOptions): Promise<void>;
  /** Keys left out keep their value on some hubs and lose it on others. */
  updateUser(name: string, user: UserWrite, options?: CallOptions): Promise<void>;
  /** Internal ones only. */
  deleteUser(name: string, options?: CallOptions): Promise<void>;

  listRoles(options?: PageOptions): AsyncGenerator<ReadPage<WireRole>, void, undefined>;
  /** `null` where there is none. */
  getRole(id: string, options?: CallOptions): Promise<WireRole | null>;
  /** ALREADY_EXISTS where the hub says so. */
  createRole(id: string, role: RoleWrite, options?: CallOptions): Promise<void>;
  /** Keys left out keep their value on some hubs and lose it on others. */
  updateRole(id: string, role: RoleWrite, options?: CallOptions): Promise<void>;
  deleteRole(id: string, options?: CallOptions): Promise<void>;

  /** Aliases, whose letter case counts. */
  getRolePermissions(id: string, options?: CallOptions): Promise<readonly string[]>;
  /** The whole set, at least one. */
  replaceRolePermissions(id: string, aliases: readonly string[], options?: CallOptions): Promise<void>;
  /** At least one. */
  revokeRolePermissions(id: string, aliases: readonly string[], options?: CallOptions): Promise<void>;
};

export type PageOptions = CallOptions & Pick<ListQuery, 'from' | 'pageSize'>;

/** A user among several, of which one that cannot be read must not hide the others. */
export type FoundUser = {
  /** `null` where not even the name can be read. */
  readonly id: string | null;
  readonly user: WireUser | BackendError;
};

/** Whether the hub takes a password of this length: at most 20 characters (`reference/limits`). How long at least, its settings say. */
export const isPasswordInLimits = (password: Secret): boolean => {
  const { length } = [...password.reveal()];
  return length >= 1 && length <= 20;
};

export const createCfengineClient = (http: HttpClient): CfengineClient => {
  const { backend } = http;

  /** The entries of one resource's envelope, each checked to be the one that was asked for; none where the hub knows none. */
  const get = async <Entry extends { readonly id: string }>(
    call: Omit<HttpCall, 'method'> & { readonly id: string },
    schema: z.ZodType<Entry>,
    options: CallOptions | undefined,
  ): Promise<readonly Entry[]> => {
    const { id, ...request } = call;
    const answer = await http.send({ ...request, method: 'GET', accept: [404] }, options);
    if (answer.status === 404) return [];
    const { data } = parseAnswer(backend, answer, envelopeOf(schema));
    if (data.some((entry) => entry.id !== id))
      throw invalidAnswer(backend, call.operation, 'something else than what was asked for');
    return data;
  };

  const create = async (call: Omit<HttpCall, 'method'>, options: CallOptions | undefined): Promise<void> => {
    const { operation, status } = await http.send({ ...call, method: 'PUT', accept: [409] }, options);
    if (status === 409)
      throw new BackendError('ALREADY_EXISTS', `Backend ${backend} has one of this name already`, {
        backend,
        operation,
        status,
      });
  };

  const toFound = (row: unknown, at: string): FoundUser & { readonly key: string } => {
    try {
      const user = parseValue(backend, 'listUsers', row, userSchema);
      return { key: keyOfUser(user), id: user.id, user };
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      return { key: at, id: idSchema.parse(row).id, user: error };
    }
  };

  return {
    backend,

    listUsers: (options = {}) =>
      walkList(
        http,
        { ...options, operation: 'listUsers', path: path`/api/user` },
        { parse: (answer) => parseAnswer(backend, answer, envelopeOf(userSchema)), keyOf: keyOfUser },
      ),

    findUsers: async (pattern, options = {}) => {
      const parse = (answer: HttpAnswer) => {
        const { meta, data } = parseAnswer(backend, answer, envelopeOf(z.unknown()));
        return { meta, data: data.map((row, at) => toFound(row, `entry ${at} of page ${meta.page}`)) };
      };
      const query = { ...options, operation: 'listUsers', path: path`/api/user`, id: pattern };
      const pages = walkList(http, query, { parse, keyOf: ({ key }) => key });
      const found: FoundUser[] = [];
      for await (const { entries } of pages) found.push(...entries);
      return found;
    },

    getUser: async (name, options) => {
      const call = { id: name, operation: 'getUser', path: path`/api/user/${name}` };
      const users = await get(call, userSchema, options);
      if (new Set(users.map(keyOfUser)).size < users.length)
        throw invalidAnswer(backend, 'getUser', 'the same user twice');
      return users;
    },

    createUser: (name, user, options) =>
      create({ operation: 'createUser', path: path`/api/user/${name}`, body: userBody(user) }, options),

    updateUser: async (name, user, options) => {
      const place = path`/api/user/${name}`;
      await http.send(
        { operation: 'updateUser', method: 'POST', path: place, body: userBody(user) },
        options,
      );
    },

    deleteUser: async (name, options) => {
      await http.send({ operation: 'deleteUser', method: 'DELETE', path: path`/api/user/${name}` }, options);
    },

    listRoles: (options = {}) =>
      walkList(
        http,
        { ...options, operation: 'listRoles', path: path`/api/role` },
        { parse: (answer) => parseAnswer(backend, answer, envelopeOf(roleSchema)), keyOf: ({ id }) => id },
      ),

    getRole: async (id, options) => {
      const [role, ...others] = await get(
        { id, operation: 'getRole', path: path`/api/role/${id}` },
        roleSchema,
        options,
      );
      if (others.length > 0) throw invalidAnswer(backend, 'getRole', 'more than one role');
      return role ?? null;
    },

    createRole: (id, role, options) =>
      create({ operation: 'createRole', path: path`/api/role/${id}`, body: role }, options),

    updateRole: async (id, role, options) => {
      const place = path`/api/role/${id}`;
      await http.send({ operation: 'updateRole', method: 'POST', path: place, body: role }, options);
    },

    deleteRole: async (id, options) => {
      await http.send({ operation: 'deleteRole', method: 'DELETE', path: path`/api/role/${id}` }, options);
    },

    // Permissions come and go as bare arrays, without the envelope.
    getRolePermissions: async (id, options) => {
      const call = { operation: 'getRolePermissions', method: 'GET', path: permissionsOf(id) } as const;
      const answer = await http.send(call, options);
      const permissions = parseAnswer(backend, answer, permissionsSchema);
      return [...new Set(permissions.map(({ alias }) => alias))];
    },

    replaceRolePermissions: async (id, aliases, options) => {
      const call = { operation: 'replaceRolePermissions', method: 'PUT', path: permissionsOf(id) } as const;
      await http.send({ ...call, body: aliases }, options);
    },

    revokeRolePermissions: async (id, aliases, options) => {
      const call = { operation: 'revokeRolePermissions', method: 'DELETE', path: permissionsOf(id) } as const;
      await http.send({ ...call, body: aliases }, options);
    },
  };
};

const permissionsOf = (roleId: string): UrlPath => path`/api/role/${roleId}/permissions`;

const idSchema = z.object({ id: z.string().nullable().catch(null) }).catch({ id: null });

const userBody = ({ password, ...user }: UserWrite) => ({
  ...user,
  ...(password === undefined ? {} : { password: password.reveal() }),
});
