import type { Server } from './server.ts';
import type { CdataSyncState } from './state.ts';
import type { CdataSyncSwitches } from './switches.ts';

/** What a request asks of a user; a member that is not there was not given. */
type UserEdit = {
  user?: string;
  email_address?: string;
  password?: string;
  is_active?: boolean;
  /** Role ids, each once: the whole set. */
  roles?: readonly string[];
};

type ReadEdit =
  | { readonly kind: 'edit'; readonly edit: UserEdit }
  | { readonly kind: 'refused'; readonly message: string };

/** Keys are matched in any case. PUT cannot rename: there `user` is a key like any other unknown one. */
export const readEdit = (
  text: string,
  verb: 'create' | 'update',
  { state, switches }: Pick<Server, 'state' | 'switches'>,
): ReadEdit => {
  const body = parseObject(text);
  if (body === null) return refused('The request body is not a JSON object.');
  const edit: UserEdit = {};
  for (const [key, value] of Object.entries(body)) {
    const field = fieldOf(key, verb);
    switch (field) {
      case null:
        if (switches.unknownKeys === 'refuse') return refused(`Unknown property '${key}'.`);
        break;
      case 'roles': {
        const roles = readRoles(value, state);
        if (roles.kind === 'refused') return roles;
        edit.roles = roles.ids;
        break;
      }
      case 'is_active':
        if (typeof value !== 'boolean') return refused(`'${key}' must be true or false.`);
        if (verb === 'create' && switches.ignoresIsActiveOnCreate && key !== 'Active') break;
        edit.is_active = value;
        break;
      default:
        if (typeof value !== 'string') return refused(`'${key}' must be a string.`);
        edit[field] = value;
    }
  }
  const problem = problemOf(edit, switches);
  return problem === null ? { kind: 'edit', edit } : refused(problem);
};

/** `null` for whatever is not a JSON object. */
export const parseObject = (text: string): Readonly<Record<string, unknown>> | null => {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : null;
  } catch {
    return null;
  }
};

type Refused = Extract<ReadEdit, { kind: 'refused' }>;

const refused = (message: string): Refused => ({ kind: 'refused', message });

const fieldOf = (key: string, verb: 'create' | 'update'): keyof UserEdit | null => {
  switch (key.toLowerCase()) {
    case 'user':
      return verb === 'create' ? 'user' : null;
    case 'email_address':
      return 'email_address';
    case 'password':
      return 'password';
    case 'is_active':
    case 'active':
      return 'is_active';
    case 'roles':
      return 'roles';
    default:
      return null;
  }
};

/** One string, or a list that names each role by id or by API name. */
const readRoles = (
  value: unknown,
  { roles }: CdataSyncState,
): Refused | { readonly kind: 'roles'; readonly ids: readonly string[] } => {
  if (typeof value !== 'string' && !Array.isArray(value))
    return refused("'roles' must be a string or a list.");
  const known = roles.values().toArray();
  const ids = new Set<string>();
  const givens: readonly unknown[] = [value].flat();
  for (const given of givens) {
    const { id, name } = typeof given === 'string' ? { id: undefined, name: given } : partsOf(given);
    const byId = known.find((role) => role.id === id);
    const byName = known.find((role) => role.name === name) ?? known.find((role) => role.id === name);
    const role = id === undefined ? byName : byId;
    const agree = id === undefined || name === undefined || byId === byName;
    if (role === undefined || !agree) return refused(`Invalid role: ${JSON.stringify(given)}.`);
    ids.add(role.id);
  }
  if (ids.size > 5) return refused('A user can have at most 5 roles.');
  return { kind: 'roles', ids: [...ids] };
};

const partsOf = (ref: unknown): { readonly id?: unknown; readonly name?: unknown } =>
  typeof ref === 'object' && ref !== null
    ? Object.fromEntries(Object.entries(ref).map(([key, value]) => [key.toLowerCase(), value]))
    : {};

const problemOf = ({ user, password }: UserEdit, { passwordPolicy }: CdataSyncSwitches): string | null => {
  if (user !== undefined && !userNamePattern.test(user)) return `Invalid user name: '${user}'.`;
  if (passwordPolicy && password !== undefined && !passwordPattern.test(password)) return 'Invalid password.';
  return null;
};

const userNamePattern = /^[a-zA-Z0-9_][a-zA-Z0-9_\-.@]{0,49}$/;
const passwordPattern = /^(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9])(?=.*[^a-zA-Z0-9]).{8,128}$/s;
