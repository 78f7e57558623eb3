import { randomUUID } from 'node:crypto';
import type { EmulatorAnswer, EmulatorRequest, Routes } from '../emulator.ts';
import { uuidFor } from '../population.ts';
import type { CdataSyncAnswers } from './answers.ts';
import { callerOf } from './caller.ts';
import { parseObject, readEdit } from './edit.ts';
import { addUser, type CdataSyncState, type CdataSyncUser, isActiveAdmin, isLastAdmin } from './state.ts';
import type { CdataSyncSwitches } from './switches.ts';

export const usersPath = '/api.rsc/v2/users';

export const userRoutes = (
  state: CdataSyncState,
  switches: CdataSyncSwitches,
  answers: CdataSyncAnswers,
): Routes => {
  const list = (request: EmulatorRequest): EmulatorAnswer => {
    const users = state.users.values().toArray();
    if (switches.paging === 'off' || switches.envelope === 'array') return answers.list(users, null);
    const start = Number(request.query.get('$skiptoken') ?? 0);
    const end = start + switches.pageSize;
    const next = { origin: `http://${request.headers.host}`, target: `${usersPath}?$skiptoken=${end}` };
    return answers.list(users.slice(start, end), end < users.length ? next : null);
  };

  const createAt =
    (path: 'users' | 'users/') =>
    (request: EmulatorRequest): EmulatorAnswer => {
      if (switches.createPath === 'both' || switches.createPath === path) return create(request);
      if (switches.otherCreatePath === 'not-found') return answers.refusal(404, 'No such resource.');
      return { status: 301, headers: { location: `/api.rsc/v2/${switches.createPath}` } };
    };

  const create = (request: EmulatorRequest): EmulatorAnswer => {
    const read = readEdit(request.body, 'create', state, switches);
    if (read.kind === 'refused') return answers.refusal(400, read.message);
    const { user, ...rest } = read.edit;
    if (user === undefined) return answers.refusal(400, "The required property 'user' is missing.");
    const isTaken = state.users.values().some((other) => other.user === user);
    if (isTaken) return answers.refusal(400, `User already exists: '${user}'.`);
    const id = uuidFor(`cdata-sync:made:${state.made}`);
    return answers.written(switches.createAnswer, addUser(state, { id, user, ...rest }, now()));
  };

  const withUser =
    (answer: (user: CdataSyncUser, request: EmulatorRequest) => EmulatorAnswer) =>
    (request: EmulatorRequest): EmulatorAnswer => {
      const user = findUser(request.params.user_id ?? '', state, switches);
      return user === null ? answers.refusal(404, 'User not found.') : answer(user, request);
    };

  const update = (user: CdataSyncUser, request: EmulatorRequest): EmulatorAnswer => {
    const read = readEdit(request.body, 'update', state, switches);
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

  const remove = (user: CdataSyncUser): EmulatorAnswer => {
    if (switches.refusesLastAdmin && isLastAdmin(state, user)) return answers.refusal(400, lastAdminMessage);
    state.users.delete(user.id);
    return answers.written(switches.deleteAnswer, user);
  };

  /** The body is documented nowhere: it may name a user, else the caller is meant. A user has one token at most. */
  const generateToken = (request: EmulatorRequest): EmulatorAnswer => {
    const body = request.body === '' ? {} : parseObject(request.body);
    if (body === null) return answers.refusal(400, 'The request body is not a JSON object.');
    const named = body.user_id ?? body.id;
    const user =
      named === undefined ? callerOf(request.headers, state) : findUser(String(named), state, switches);
    if (user === null) return answers.refusal(400, 'User not found.');
    for (const [token, owner] of state.tokens) if (owner === user.id) state.tokens.delete(token);
    const token = randomUUID();
    state.tokens.set(token, user.id);
    return answers.token(token);
  };

  return {
    [`GET ${usersPath}`]: list,
    [`GET ${usersPath}/`]: list,
    [`POST ${usersPath}`]: createAt('users'),
    [`POST ${usersPath}/`]: createAt('users/'),
    // It sits where an id goes.
    [`POST ${usersPath}/generate-token`]: generateToken,
    [`GET ${usersPath}/:user_id`]: withUser(answers.user),
    [`PUT ${usersPath}/:user_id`]: withUser(update),
    [`DELETE ${usersPath}/:user_id`]: withUser(remove),
  };
};

const findUser = (id: string, state: CdataSyncState, { ids }: CdataSyncSwitches): CdataSyncUser | null => {
  if (ids === 'uuid') return state.users.get(id) ?? null;
  return state.users.values().find(({ longId }) => String(longId) === id) ?? null;
};

const lastAdminMessage = 'The last active administrator cannot be removed.';

const now = (): string => new Date().toISOString();
