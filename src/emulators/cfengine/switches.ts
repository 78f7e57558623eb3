import type { PatternDialect } from './pattern.ts';

/** What the manual leaves open. Change a member while the emulator runs: the next request heeds it. */
export type CfengineSwitches = {
  /** What POST does to keys it omits. The introduction says reset to defaults; an example keeps the roles. */
  postMissingKeys: 'preserve' | 'reset';
  /** PUT to a name that is taken, of an internal user or a role. The manual does not say. */
  putExisting: 'conflict' | 'overwrite';
  /** The code of creating a role. Users get 201; the one example for roles, of 3.5, shows 204. */
  rolePutStatus: 201 | 204;
  /** Role names given to a user that are no role. The manual does not say; the column is an array of text. */
  unknownRoles: 'accepted' | 'refused';
  /** What becomes of a deleted role's name on its users. The manual does not say. */
  deletedRole: 'dangles' | 'taken-off';
  /** Whether `admin` and `cf_remoteagent` can be changed and deleted. The manual does not say. */
  predefinedRoles: 'ordinary' | 'protected';
  /** The role marked as default, which new local users get; `null` for none. It is set in the portal only. */
  defaultRole: string | null;
  /** Whether roles are among the annotations of an external user. The manual does not list them. */
  externalRoles: 'annotated' | 'ignored' | 'refused';
  /** What DELETE of an external user meets: 403, 404, or a 204 that did nothing. The manual does not say. */
  externalDelete: 'refused' | 'not-found' | 'silent';
  /** Whom `/api/user/:username` means where two share the name. DELETE always means the internal one. */
  sharedName: 'internal' | 'external' | 'both';
  /** GET of an unknown user or role. An example calls it "similar to" a filter, which would find nothing. */
  unknownName: 'not-found' | 'empty';
  /** The language of the `id` filter. The manual says "regular expression"; the tables are PostgreSQL's. */
  patternDialect: PatternDialect;
  /** Whether the `id` filter overlooks case. The manual does not say. */
  patternIgnoresCase: boolean;
  /** Whether the hub puts `^` and `$` around the `id` filter itself. The manual does not say. */
  patternAnchored: boolean;
  /** What an `id` filter meets that the dialect refuses; `empty` finds nothing. The manual does not say. */
  badPattern: 400 | 422 | 500 | 'empty';
  /** The order of lists. `last-written` is a table without ORDER BY: an update moves a row to the end. */
  order: 'name' | 'last-written';
  /** The greatest `count` served; a greater one is lowered to it. None is published. */
  maximumCount: number | null;
  /** What `meta.total` says: the truth, the length of this page, or a number of its own. */
  metaTotal: 'all' | 'page' | number;
  /** A `page` after the last. The manual does not say. */
  pageBeyondEnd: 'empty' | 'not-found' | 'last-page';
  /** Whether the list of roles has pages. The introduction says so of lists; the page of roles does not. */
  rolesPaged: boolean;
  /** The payload of errors. The manual says "possibly non-JSON". */
  errorFormat: 'text' | 'json' | 'html';
  /** The longest request-target served. 8190 is the usual limit of Apache, which the hub runs. */
  maximumTargetBytes: number;
  /** Whether every caller needs two factors, not only those whose record says so. */
  twoFactorRequired: boolean;
  /** The header that names each request; `null` sends none, as none is documented. */
  requestIdHeader: string | null;
};

export const defaultCfengineSwitches: Readonly<CfengineSwitches> = {
  postMissingKeys: 'preserve',
  putExisting: 'conflict',
  rolePutStatus: 201,
  unknownRoles: 'accepted',
  deletedRole: 'dangles',
  predefinedRoles: 'ordinary',
  defaultRole: null,
  externalRoles: 'annotated',
  externalDelete: 'refused',
  sharedName: 'internal',
  unknownName: 'not-found',
  patternDialect: 'postgres',
  patternIgnoresCase: false,
  patternAnchored: false,
  badPattern: 500,
  order: 'name',
  maximumCount: null,
  metaTotal: 'all',
  pageBeyondEnd: 'empty',
  rolesPaged: true,
  errorFormat: 'text',
  maximumTargetBytes: 8190,
  twoFactorRequired: false,
  requestIdHeader: null,
};
