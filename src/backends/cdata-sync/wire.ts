import * as z from 'zod';
import type { HttpAnswer } from '../../http/call.ts';
import { listOf, recordListOf } from '../../http/json-list.ts';
import { isSegment } from '../../http/path.ts';

/**
 * What v2 answers about users. No page shows an answer, and requests are printed in three spellings (`Email_Address` in the tables,
 * `email_address` in the update example, v1's `Active` in the create example): keys are read without their case and underscores, values
 * in every form that the pages or CData's own client know. Anything else is refused.
 *
 * https://docs.sync.cdata.com/docs/26.2/en/rest-api/v2/user-management-api-v2
 */
export type WireUser = z.output<typeof userSchema>;

export type WireRole =
  | { readonly id: string; readonly name: string | null }
  | { readonly id: null; readonly name: string };

/**
 * Ids may be JSON numbers above 2^53, which doubles cannot tell apart: they become strings before they are parsed. A reviver with the source
 * of each number would do the same at six times the cost of `JSON.parse`.
 */
export const quoteIds = (document: string): string => document.replace(numericId, '$1"$2"');

/** Never part of a string: within one, a backslash stands before each quote. */
const numericId = /(?<!\\)("(?:user_?)?id"\s*:\s*)(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?)/gi;

const idKeys = ['id', 'userid'];

const fold = (key: string): string => key.toLowerCase().replaceAll('_', '');

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const membersByKey = (object: JsonObject): ReadonlyMap<string, unknown> =>
  new Map(Object.entries(object).map(([key, value]) => [fold(key), value]));

/** An object of `shape`, whose members have one of several folded keys each; the first that holds something counts. */
const spelled = <Shape extends z.ZodRawShape>(
  keysByName: { readonly [Name in keyof Shape]: readonly string[] },
  shape: Shape,
) =>
  z.preprocess((value, context) => {
    if (!isObject(value)) return value;
    const members = membersByKey(value);
    if (members.size < Object.keys(value).length)
      context.issues.push({
        code: 'custom',
        message: 'expected each key once, in one spelling',
        input: value,
      });
    return Object.fromEntries(
      Object.entries<readonly string[]>(keysByName).flatMap(([name, keys]) => {
        const told = keys.flatMap((key) => (members.has(key) ? [members.get(key)] : []));
        return told.length === 0 ? [] : [[name, told.find((member) => member !== null) ?? null]];
      }),
    );
  }, z.object(shape));

const idSchema = z.string().refine(isSegment);

/** v1 answers strings. */
const flagSchema = z.preprocess((flag) => {
  const word = typeof flag === 'string' ? flag.toLowerCase() : flag;
  if (word === 'true' || word === 1) return true;
  return word === 'false' || word === 0 ? false : word;
}, z.boolean());

/** A role told as a plain string is told by its name, as in v1, unless it has the form of a generated id. */
const roleSchema = z
  .preprocess(
    (role) => (typeof role === 'string' ? { [isGenerated(role) ? 'id' : 'name']: role } : role),
    spelled(
      { id: ['id'], name: ['name'] },
      { id: z.string().min(1).nullish(), name: z.string().min(1).nullish() },
    ),
  )
  .transform(({ id = null, name = null }, context): WireRole => {
    if (id !== null) return { id, name };
    if (name !== null) return { id, name };
    context.issues.push({ code: 'custom', message: 'expected an id or a name', input: { id, name } });
    return z.NEVER;
  });

const isGenerated = (text: string): boolean =>
  /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+)$/i.test(text);

/** One role may come as a plain string. Several joined with commas are documented nowhere, and one name might hold a comma: refused. */
const rolesSchema = z.preprocess((roles) => {
  if (typeof roles !== 'string' || roles.includes(',')) return roles;
  return roles === '' ? [] : [roles];
}, recordListOf(roleSchema));

export const userSchema = spelled(
  {
    id: idKeys,
    user: ['user', 'username', 'name'],
    email_address: ['emailaddress', 'email'],
    is_active: ['isactive', 'active'],
    roles: ['roles'],
    federation_id: ['federationid'],
    created_at: ['createdat'],
    updated_at: ['updatedat'],
  },
  {
    id: idSchema,
    user: z.string().min(1),
    /** Absent where the server does not tell; `null` or empty where there is none. */
    email_address: z.string().nullish(),
    is_active: flagSchema.nullish(),
    roles: rolesSchema.nullish().transform((roles): readonly WireRole[] => roles ?? []),
    federation_id: z.string().nullish(),
    created_at: z.string().nullish(),
    updated_at: z.string().nullish(),
  },
);

/** All that is read of a record whose id alone matters. */
export const identitySchema = spelled({ id: idKeys }, { id: idSchema });

/** The record alone, or in OData's list of one. */
export const alone = <Schema extends z.ZodType>(record: Schema) =>
  z.preprocess((answer) => {
    const { value } = listIn(answer) ?? {};
    return value?.length === 1 ? value[0] : answer;
  }, record);

/** A list of users: a bare array, or the one array among the members that may hold it, which errors call `value`. */
export const listSchema = <Entry extends z.ZodType>(entry: Entry) =>
  z.preprocess(
    (answer) => listIn(answer) ?? {},
    z.object({
      value: listOf(entry),
      /** Where the next page is. v2 documents no pages; OData's servers do. */
      next: z.string().nullish(),
    }),
  );

const listIn = (answer: unknown): { readonly value: readonly unknown[]; readonly next?: unknown } | null => {
  if (Array.isArray(answer)) return { value: answer };
  if (!isObject(answer)) return null;
  const members = membersByKey(answer);
  const [value, ...others] = ['value', 'users', 'data', 'items', 'results']
    .map((key) => members.get(key))
    .filter((member) => Array.isArray(member));
  if (value === undefined || others.length > 0) return null;
  return { value, next: members.get('@odata.nextlink') ?? members.get('next') };
};

/** Any call may answer so where there is nothing to tell: https://docs.sync.cdata.com/docs/26.2/en/rest-api/server-responses */
export const hasNothing = ({ status }: HttpAnswer): boolean => status === 204;
