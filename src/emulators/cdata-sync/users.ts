import type { EmulatorAnswer } from '../answer.ts';
import { uuidFor } from '../population.ts';
import type { EmulatorRequest, Routes } from '../routes.ts';
import { readEdit } from './bodies.ts';
import type { Server } from './server.ts';
import { addUser, isActiveAdmin, isLastAdmin, type User } from './state.ts';

export const usersPath = '/api.rsc/v2/users';

export const userRoutes = (server: Server): Routes => ({
  [`GET ${usersPath}`]: (request) => listUsers(server, request),
  [`GET ${usersPath}/`]: (request) => listUsers(server, request),
  [`POST ${usersPath}`]: (request) => createUserAt(server, 'users', request),
  [`POST ${usersPath}/`]: (request) => createUserAt(server, 'users/', request),
  [`GET ${usersPath}/:user_id`]: (request) => withUser(server, request, server.answers.user),
  [`PUT ${usersPath}/:user_id`]: (request) =>
    withUser(server, request, (user) => updateUser(server, user, request)),
  [`DELETE ${usersPath}/:user_id`]: (request) =>
    withUser(server, request, (user) => deleteUser(server, user)),
});

const listUsers = ({ state, switches, answers }: Server, request: EmulatorRequest): EmulatorAnswer => {
  const users = state.users.values().toArray();
  if (switches.paging === 'off' || switches.envelope === 'array') return answers.list(users, null);
  const start = Number(request.query.get('$skiptoken') ?? 0);
  const end = start + switches.pageSize;
  const next = { origin: `http://${request.headers.host}`, target: `${usersPath}?$skiptoken=${end}` };
  return answers.list(users.slice(start, end), end < users.length ? next : null);
};

const createUserAt = (server: Server, path: 'users' | 'users/', request: EmulatorRequest): EmulatorAnswer => {
  const { switches, answers } = server;
  if (switches.createPath === 'both' || switches.createPath === path) return createUser(server, request);
  if (switches.otherCreatePath === 'not-found') return answers.refusal(404, 'No such resource.');
  return { status: 301, headers: { location: `/api.rsc/v2/${switches.createPath}` } };
};

const createUser = ({ state, switches, answers }: Server, request: EmulatorRequest): EmulatorAnswer => {
  const read = readEdit(request.body, 'create', { state, switches });
  if (read.kind === 'refused') return answers.refusal(400, read.message);
  const { user, ...rest } = read.edit;
  if (user === undefined) return answers.refusal(400, "The required property 'user' is missing.");
  const isTaken = state.users.values().some((other) => other.user === user);
  if (isTaken) return answers.refusal(400, `User already exists: '${user}'.`);
  const id = uuidFor(`cdata-sync:made:${state.made}`);
  return answers.written(switches.createAnswer, addUser(state, { id, user, ...rest }, now()));
};

const updateUser = (
  { state, switches, answers }: Server,
  user: User,
  request: EmulatorRequest,
): EmulatorAnswer => {
  const read = readEdit(request.body, 'update', { state, switches });
  if (read.kind === 'refused') return answers.refusal(400, read.message);
  const { roles, ...rest } = read.edit;
  const isEmptied = roles?.length === 0;
  if (isEmptied && switches.emptyRolesOnUpdate === 'refuse')
    return answers.refusal(400, 'Invalid role: none.');
  const edit = isEmptied && switches.emptyRolesOnUpdate === 'ignore' ? rest : read.edit;
  if (switches.refusesLastAdmin && isLastAdmin(state, user) && !isActiveAdmin({ ...user, ...edit }))
    return answers.refusal(400, lastAdminMessage);
  Object.assign(user, edit, { updated_at: now() });
  return answers.written(switches.updateAnswer, user);
};

const deleteUser = ({ state, switches, answers }: Server, user: User): EmulatorAnswer => {
  if (switches.refusesLastAdmin && isLastAdmin(state, user)) return answers.refusal(400, lastAdminMessage);
  state.users.delete(user.id);
  return answers.written(switches.deleteAnswer, user);
};

const lastAdminMessage = 'The last active administrator cannot be removed.';

/** Hands on the user whom the path names, or answers that there is none. */
const withUser = (
  server: Server,
  { params }: EmulatorRequest,
  then: (user: User) => EmulatorAnswer,
): EmulatorAnswer => {
  const user = findUser(server, params.user_id ?? '');
  return user === null ? server.answers.refusal(404, 'User not found.') : then(user);
};

/** By the id as the switch `ids` spells it. */
export const findUser = ({ state, switches }: Server, id: string): User | null => {
  if (switches.ids === 'uuid') return state.users.get(id) ?? null;
  return state.users.values().find(({ longId }) => String(longId) === id) ?? null;
};

const now = (): string => new Date().toISOString();
