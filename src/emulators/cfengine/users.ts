import type { EmulatorAnswer } from '../answer.ts';
import type { Routes } from '../routes.ts';
import { whileSame } from '../while-same.ts';
import { inOrderOfNames, page, Refusal, whole } from './answers.ts';
import { parseUserWrite, type UserWrite } from './bodies.ts';
import { callerOf } from './callers.ts';
import { type Hub, usersNamed } from './hub.ts';
import { compilePattern } from './pattern.ts';
import { permissionsOf } from './permissions.ts';
import { saveUser, type User } from './state.ts';
import type { CfengineSwitches } from './switches.ts';

/** For administrators. */
export const userRoutes = (hub: Hub): Routes => {
  const byName = whileSame(inOrderOfNames<User>);
  return {
    'GET /api/user': ({ query }) => listUsers(hub, query, byName),
    'GET /api/user/:username': ({ params: { username = '' } }) => getUser(hub, username),
    'PUT /api/user/:username': ({ params: { username = '' }, body }) => createUser(hub, username, body),
    'POST /api/user/:username': ({ params: { username = '' }, body }) => updateUser(hub, username, body),
    'DELETE /api/user/:username': ({ params: { username = '' } }) => deleteUser(hub, username),
  };
};

/** For whoever has the permission `user.unlock`. */
export const unlockRoutes = (hub: Hub): Routes => ({
  'POST /api/user/:username/unlock': ({ params: { username = '' }, headers }) => {
    const permissions = permissionsOf(hub.state, callerOf(hub, headers));
    if (!permissions.some(({ alias }) => alias === 'user.unlock'))
      throw new Refusal(403, 'The permission user.unlock is required.');
    if (usersNamed(hub, username).length === 0) throw unknownUser(username);
    hub.state.locked.delete(username);
    return { status: 202 };
  },
});

const listUsers = (
  { state, switches }: Hub,
  query: URLSearchParams,
  byName: (users: readonly User[]) => readonly User[],
): EmulatorAnswer => {
  const fits = filterOf(switches, query.get('id'));
  const external = query.get('external');
  const users = [
    ...(external === 'true' ? [] : state.internal.values()),
    ...(external === 'false' ? [] : state.external.values()),
  ];
  const found = users.filter(({ id }) => fits(id));
  return page(switches, query, switches.order === 'name' ? byName(found) : found, listedForm);
};

const getUser = (hub: Hub, username: string): EmulatorAnswer => {
  const users = usersNamed(hub, username);
  if (users.length === 0 && hub.switches.unknownName === 'not-found') throw unknownUser(username);
  return whole(users.map(singleForm));
};

/** New users are always internal, whether LDAP knows the name or not. */
const createUser = ({ state, switches }: Hub, username: string, body: string): EmulatorAnswer => {
  const { password, ...attributes } = parseUserWrite(body);
  if (switches.putExisting === 'conflict' && state.internal.has(username))
    throw new Refusal(409, `User '${username}' already exists.`);
  refuseUnknownRoles({ state, switches }, attributes);
  const given = attributes.roles ?? [];
  const { defaultRole } = switches;
  const roles = defaultRole === null || given.includes(defaultRole) ? given : [...given, defaultRole];
  saveUser(state, { ...attributes, id: username, roles, external: false });
  if (password !== undefined) state.passwords.set(username, password);
  return { status: 201 };
};

const updateUser = (hub: Hub, username: string, body: string): EmulatorAnswer => {
  const { state, switches } = hub;
  const write = parseUserWrite(body);
  const users = usersNamed(hub, username);
  if (users.length === 0) throw unknownUser(username);
  refuseUnknownRoles(hub, write);
  if (users.some(({ external }) => external)) refuseForExternal(switches, write);
  for (const user of users) saveUser(state, updated(switches, user, write));
  if (write.password !== undefined) state.passwords.set(username, write.password);
  return { status: 204 };
};

const deleteUser = ({ state, switches }: Hub, username: string): EmulatorAnswer => {
  if (state.internal.delete(username)) {
    state.passwords.delete(username);
    state.locked.delete(username);
    return { status: 204 };
  }
  if (!state.external.has(username) || switches.externalDelete === 'not-found') throw unknownUser(username);
  if (switches.externalDelete === 'silent') return { status: 204 };
  throw new Refusal(403, 'Users can only be deleted from the internal users table.');
};

const filterOf = (switches: CfengineSwitches, id: string | null): ((name: string) => boolean) => {
  if (id === null) return () => true;
  const pattern = switches.patternAnchored ? `^${id}$` : id;
  const fits = compilePattern(pattern, switches.patternDialect, { ignoreCase: switches.patternIgnoresCase });
  if (fits !== null) return fits;
  if (switches.badPattern === 'empty') return () => false;
  throw new Refusal(switches.badPattern, 'Invalid regular expression.');
};

const updated = (switches: CfengineSwitches, user: User, write: UserWrite): User => {
  const { password: _, ...attributes } = write;
  const written = { ...(switches.postMissingKeys === 'reset' ? bare(user) : user), ...attributes };
  return user.external && switches.externalRoles === 'ignored' ? { ...written, roles: user.roles } : written;
};

/** With every attribute at its default that POST can set. */
const bare = ({ name: _, email: __, time_zone: ___, ...kept }: User): User => ({
  ...kept,
  roles: [],
});

/** Lists leave out what is null or empty, and the time zone always. */
const listedForm = ({ time_zone: _, id, name = '', email = '', ...user }: User): object => ({
  id,
  ...(name === '' ? {} : { name }),
  ...(email === '' ? {} : { email }),
  ...user,
});

/** An internal user shows empty texts for what is null; an external one shows what is annotated. */
const singleForm = (user: User): User =>
  user.external
    ? user
    : {
        ...user,
        name: user.name ?? '',
        email: user.email ?? '',
        two_factor_enabled: user.two_factor_enabled ?? false,
      };

const refuseUnknownRoles = ({ state, switches }: Hub, { roles = [] }: UserWrite): void => {
  const unknown = roles.find((role) => !state.roles.has(role));
  if (switches.unknownRoles === 'refused' && unknown !== undefined)
    throw new Refusal(422, `Role '${unknown}' does not exist.`);
};

const refuseForExternal = ({ externalRoles }: CfengineSwitches, write: UserWrite): void => {
  if (write.password !== undefined)
    throw new Refusal(422, 'Passwords may only be updated for internal users.');
  if (externalRoles === 'refused' && write.roles !== undefined)
    throw new Refusal(422, 'Roles of external users come from their groups.');
};

const unknownUser = (username: string): Refusal => new Refusal(404, `User '${username}' not found.`);
