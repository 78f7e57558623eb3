import * as z from 'zod';
import { listOf, recordListOf } from '../../http/json-list.ts';

/**
 * What CipherScale sends, as the schemas of its public API describe it; anything else it sends is dropped. Where the documentation calls
 * a member optional, `null` is taken for its absence.
 *
 * https://public-api-docs.cipherscale.com/apis/cipherscale-api-1/versions/fef69080-6094-4620-8bf0-16fd2de7b598
 */
export type User = z.output<typeof userSchema>;
export type Role = z.output<typeof roleSchema>;
export type Group = z.output<typeof groupSchema>;
export type MemberlessGroup = z.output<typeof memberlessGroupSchema>;
export type Device = z.output<typeof deviceSchema>;

/** No member but `data` can be relied on. */
export type Paginated<T> = {
  readonly data: readonly T[];
  /** Over all pages. */
  readonly total?: number | null | undefined;
  readonly hasNext?: boolean | null | undefined;
};

export type CreateUser = { readonly email: string; readonly groups: readonly string[] };

/** The whole profile. Whether PUT keeps or clears what is left out is not documented. */
export type UpdateUser = {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly image?: string | undefined;
};

/** A delta on direct roles; both arrays are required. */
export type UpdateUserRoles = {
  readonly addedRoles: readonly string[];
  readonly removedRoles: readonly string[];
};

/** For POST and, as a replacement of all three, for PUT. */
export type WriteGroup = {
  readonly name: string;
  readonly roles: readonly string[];
  readonly description?: string | undefined;
};

export const isUuid = (text: string): boolean => uuid.safeParse(text).success;

/** UUIDs are equal in any case (RFC 9562, section 4). */
export const isSameUuid = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

// Looser than RFC 9562: which version and variant CipherScale issues is its own affair.
const uuid = z.guid();
const timestamp = z.iso.datetime({ offset: true }).nullish();
const text = z.string().nullish();

export const roleSchema = z.object({
  id: uuid,
  name: z.string(),
  description: text,
  /** The vendor's spelling. */
  deleteable: z.boolean().nullish(),
  /** An open list: SUPPORT came with a later edition of the documentation. */
  type: z.string(),
});

const deviceSchema = z.object({
  id: z.string().min(1),
  name: text,
  active: z.boolean().nullish(),
  lastConnection: timestamp,
  status: text,
  hardwareId: text,
  appVersion: text,
});

export const userSchema = z.object({
  id: uuid,
  createdAt: timestamp,
  updatedAt: timestamp,
  lastConnection: timestamp,
  email: text,
  status: z.string(),
  firstName: text,
  lastName: text,
  image: text,
  // Whoever does not say whether this is the owner cannot be protected, so it is not optional.
  isOwner: z.boolean(),
  maxDevices: z.number().nullish(),
  roles: recordListOf(roleSchema),
  groups: recordListOf(z.object({ id: uuid, name: text })),
  devices: recordListOf(deviceSchema),
});

export const groupSchema = z.object({
  id: uuid,
  name: z.string(),
  description: text,
  roles: recordListOf(roleSchema),
  deleteable: z.boolean(),
  // Their dates are those of joining the group, not of the accounts.
  users: listOf(z.object({ id: uuid })),
});

/** A group without who is in it, who may be everyone. */
export const memberlessGroupSchema = groupSchema.omit({ users: true });

/** Of a user that holds a role, the id is all that matters. */
export const holderSchema = z.object({ id: uuid });

export const paginated = <Schema extends z.ZodType>(record: Schema) =>
  z.object({
    data: listOf(record),
    total: z.int().nonnegative().nullish(),
    hasNext: z.boolean().nullish(),
  });

/** The lists without pages are printed as one object where an array is meant; a `data` around it is borne as well. */
export const unpaged = <Schema extends z.ZodType>(record: Schema) => z.preprocess(unwrap, listOf(record));

const unwrap = (answer: unknown): unknown => {
  if (Array.isArray(answer)) return answer;
  return isWrapped(answer) ? answer.data : [answer];
};

const isWrapped = (answer: unknown): answer is { readonly data: unknown } =>
  typeof answer === 'object' && answer !== null && 'data' in answer;
