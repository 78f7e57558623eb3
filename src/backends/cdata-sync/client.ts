import * as z from 'zod';
import type { CallOptions } from '../../domain/call-options.ts';
import { BackendError } from '../../domain/errors.ts';
import type { Secret } from '../../domain/secret.ts';
import type { HttpAnswer } from '../../http/call.ts';
import type { HttpClient } from '../../http/client.ts';
import { invalidAnswer, parseAnswer, parseValue } from '../../http/json.ts';
import type { ReadPage } from '../../http/pages.ts';
import { UnusableSegment, type UrlPath } from '../../http/path.ts';
import { type ListOptions, walkUsers } from './list.ts';
import { pathOfUser, usersPath, usersPathAsPrinted } from './user-path.ts';
import { alone, hasNothing, identitySchema, quoteIds, userSchema, type WireUser } from './wire.ts';

/**
 * The users of CData Sync's REST API v2 in its own words. Rejects with a `BackendError`.
 *
 * https://docs.sync.cdata.com/docs/26.2/en/rest-api/v2/user-management-api-v2
 */
export type CdataSyncClient = {
  readonly backend: string;
  /** Every user, in one answer unless the server links to another, in pages of 500. Rejects where one of them cannot be read. */
  listUsers(options?: ListOptions): AsyncGenerator<ReadPage<WireUser>, void, undefined>;
  /** Those of these ids that there are, and those whose id cannot be read. Rejects where hundreds cannot be read. */
  findUsers(ids: ReadonlySet<string>, options?: CallOptions): Promise<readonly FoundUser[]>;
  /** `null` where there is none. */
  getUser(id: string, options?: CallOptions): Promise<WireUser | null>;
  /** The new user's id as the server tells it; `null` where it does not. The name is the one thing that must not be taken. */
  createUser(user: NewUser, options?: CallOptions): Promise<string | null>;
  /** What is not given stays. A user cannot be renamed. */
  updateUser(id: string, changes: UserWrite, options?: CallOptions): Promise<void>;
  deleteUser(id: string, options?: CallOptions): Promise<void>;
};

/** A user among several, of which one that cannot be read must not hide the others. */
export type FoundUser = {
  /** `null` where not even the id can be read. */
  readonly id: string | null;
  readonly user: WireUser | BackendError;
};

/** What can be written of a user. */
export type UserWrite = {
  /** Empty for none. */
  readonly email_address?: string | undefined;
  readonly password?: Secret | undefined;
  readonly is_active?: boolean | undefined;
  /** The whole set, at most five. */
  readonly roles?: readonly RoleRef[] | undefined;
};

export type NewUser = UserWrite & { readonly user: string };

export type RoleRef = { readonly id: string } | { readonly name: string };

export const createCdataSyncClient = (http: HttpClient): CdataSyncClient => {
  const { backend } = http;
  let creationPath = usersPathAsPrinted;

  const toUserPath = (id: string): UrlPath => {
    try {
      return pathOfUser(id);
    } catch (cause) {
      if (!(cause instanceof UnusableSegment)) throw cause;
      throw new BackendError('BAD_INPUT', cause.message, { backend, cause });
    }
  };

  const readUser = (record: unknown): WireUser | BackendError => {
    try {
      return parseValue(backend, 'listUsers', record, userSchema);
    } catch (error) {
      if (error instanceof BackendError) return error;
      throw error;
    }
  };

  /** What was created is there even where the answer cannot be read. */
  const idIn = (answer: HttpAnswer): string | null => {
    try {
      return parseAnswer(backend, answer, alone(identitySchema), { respell: quoteIds }).id;
    } catch (error) {
      if (error instanceof BackendError) return null;
      throw error;
    }
  };

  return {
    backend,

    listUsers: (options = {}) => walkUsers(http, options, { schema: userSchema, keyOf: ({ id }) => id }),

    findUsers: async (ids, options = {}) => {
      const found: FoundUser[] = [];
      let unreadable = 0;
      let unnamed = 0;
      const schema = z.unknown().transform((record): FoundUser & { readonly key: string } => {
        const user = readUser(record);
        if (!(user instanceof BackendError)) return { id: user.id, user, key: JSON.stringify(user.id) };
        unreadable += 1;
        if (unreadable > mostUnreadable) throw user;
        const id = identitySchema.safeParse(record).data?.id ?? null;
        return { id, user, key: JSON.stringify(id ?? unnamed++) };
      });
      for await (const { entries } of walkUsers(http, options, { schema, keyOf: ({ key }) => key }))
        found.push(...entries.filter(({ id }) => id === null || ids.has(id)));
      return found;
    },

    getUser: async (id, options) => {
      const operation = 'getUser';
      const path = toUserPath(id);
      const answer = await http.send({ operation, method: 'GET', path, accept: [404] }, options);
      if (answer.status === 404 || hasNothing(answer)) return null;
      const user = parseAnswer(backend, answer, alone(userSchema), { respell: quoteIds });
      if (user.id !== id) throw invalidAnswer(backend, operation, 'another user than was asked for');
      return user;
    },

    createUser: async (user, options) => {
      const roles = user.roles?.length === 0 ? undefined : user.roles;
      const call = {
        operation: 'createUser',
        method: 'POST',
        body: bodyOf({ ...user, roles }),
      } as const;
      const path = creationPath;
      const answer = await http.send({ ...call, path, accept: notHere }, options);
      if (!notHere.includes(answer.status)) return idIn(answer);
      const otherPath = path === usersPath ? usersPathAsPrinted : usersPath;
      const otherAnswer = await http.send({ ...call, path: otherPath }, options);
      creationPath = otherPath;
      return idIn(otherAnswer);
    },

    updateUser: async (id, changes, options) => {
      const path = toUserPath(id);
      await http.send({ operation: 'updateUser', method: 'PUT', path, body: bodyOf(changes) }, options);
    },

    deleteUser: async (id, options) => {
      await http.send({ operation: 'deleteUser', method: 'DELETE', path: toUserPath(id) }, options);
    },
  };
};

/** An error takes a hundred times what a user does, and a list of which so much is wrong is no list of users. */
const mostUnreadable = 300;

/** Answers that say, before anything was done, that users are not created under this path. Not 302 and 303, which may come after it. */
const notHere: readonly number[] = [301, 307, 308, 404, 405];

const bodyOf = ({ password, ...user }: UserWrite) => ({ ...user, password: password?.reveal() });
