/** What CData's pages leave open. Each may be changed while the emulator runs. */
export type CdataSyncSwitches = {
  /** No page shows a list of users: a bare array, or an object that holds it under this key. */
  envelope: 'array' | 'value' | 'users' | 'data' | 'items' | 'results';
  /** The tables print `Email_Address`, the update example `email_address`, the create example v1's `Active`. */
  keys: 'lower_snake' | 'Pascal_Snake' | 'v1';
  /** How a JSON document spells true. v1 answers strings. */
  booleans: 'true' | '"true"' | '"True"' | '1';
  /** "System-generated": `long-number` are JSON numbers above 2^53, which CData's own client guards against. */
  ids: 'uuid' | 'long-number';
  /** `single-name` is one plain string for exactly one role, as v1 has it, and names otherwise. */
  roles: 'refs' | 'names' | 'ids' | 'single-name';
  /** How a user without roles reads. */
  noRoles: '[]' | 'null' | 'absent';
  /** Whether answers call `cdata_support` that or `Job Operator`. Requests take the API name only. */
  builtInNames: 'api' | 'display';
  /** How a user without e-mail reads. */
  noEmail: 'null' | 'empty' | 'absent';
  /** Whether users carry `created_at`, `updated_at` and `permissions`, as workspaces do. */
  details: boolean;
  /** v2 documents no paging. The OData link is absolute, `next` is relative; a bare array has no place for either and stays whole. */
  paging: 'off' | '@odata.nextLink' | 'next';
  pageSize: number;
  /** The status table is tied to no operation. */
  createAnswer: WriteAnswer;
  updateAnswer: WriteAnswer;
  deleteAnswer: WriteAnswer;
  /** Where POST creates: the page prints `/v2/users/`, and lists at `/v2/users`. */
  createPath: 'both' | 'users' | 'users/';
  /** What POST to the other spelling gets; the redirect is a 301, which clients follow with GET. */
  otherCreatePath: 'redirect' | 'not-found';
  /** Whether POST reads `Active` alone, as its printed example has it: any other spelling leaves the account active. */
  ignoresIsActiveOnCreate: boolean;
  /** What `roles: []` does in PUT. */
  emptyRolesOnUpdate: 'clear' | 'ignore' | 'refuse';
  /** What becomes of keys that the tables do not list, such as `user` in PUT. */
  unknownKeys: 'ignore' | 'refuse';
  /** 8 to 128 characters of four classes, as CData's client says; the documented example `APIUser` breaks it. */
  passwordPolicy: boolean;
  /** Whether the last active admin can be deleted, disabled or demoted. */
  refusesLastAdmin: boolean;
  /** "Only admins manage users" may be told as either. */
  nonAdminStatus: 401 | 403;
  /** v1 answers `{ error: { code, message } }`; v2's body is documented nowhere. */
  errorBody: 'code-and-message' | 'error-string' | 'message' | 'text' | 'html' | 'empty';
  /** The Retry-After of a 429; `null` sends none. */
  retryAfter: string | null;
  /** The header that names each request; `null` sends none, as none is documented. */
  requestIdHeader: string | null;
};

/** `record` is the user, `value` is OData's `{ value: [user] }`, `empty` and 204 have no body. */
export type WriteAnswer = '200-record' | '201-record' | '200-value' | '201-value' | '200-empty' | '204';

export const defaultCdataSyncSwitches: Readonly<CdataSyncSwitches> = {
  envelope: 'value',
  keys: 'lower_snake',
  booleans: 'true',
  ids: 'uuid',
  roles: 'refs',
  noRoles: '[]',
  builtInNames: 'api',
  noEmail: 'null',
  details: false,
  paging: 'off',
  pageSize: 100,
  createAnswer: '201-record',
  updateAnswer: '200-record',
  deleteAnswer: '204',
  createPath: 'both',
  otherCreatePath: 'redirect',
  ignoresIsActiveOnCreate: false,
  emptyRolesOnUpdate: 'clear',
  unknownKeys: 'ignore',
  passwordPolicy: false,
  refusesLastAdmin: false,
  nonAdminStatus: 403,
  errorBody: 'code-and-message',
  retryAfter: null,
  requestIdHeader: null,
};
