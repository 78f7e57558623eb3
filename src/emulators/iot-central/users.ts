import type { EmulatorAnswer } from '../answer.ts';
import type { EmulatorRequest, Routes } from '../routes.ts';
import { answerPage, noContent, ok, refuse } from './answers.ts';
import type { Application } from './application.ts';
import { readBody, userBody, userPatch } from './bodies.ts';
import { refuseCaller } from './callers.ts';
import { iotCentralRoles } from './ids.ts';
import { refuseAssignments } from './roles.ts';
import type { User } from './state.ts';

export const userRoutes = (application: Application): Routes => ({
  'GET /api/users': (request) => {
    const future = futureUser(application).map((value) => ({ position: Number.MAX_SAFE_INTEGER, value }));
    return answerPage(request, [...application.users.list(), ...future], application.switches);
  },

  'GET /api/users/:userId': ({ params: { userId = '' } }) => {
    const user = application.users.get(userId) ?? futureUser(application).find(({ id }) => id === userId);
    return user === undefined ? notFound() : ok(user);
  },

  'PUT /api/users/:userId': (request) => putUser(application, request),
  'PATCH /api/users/:userId': (request) => patchUser(application, request),
  'DELETE /api/users/:userId': (request) => deleteUser(application, request),
});

const notFound = (): EmulatorAnswer => refuse(404, 'User not found.');

/** Creates, and overwrites what is there: nothing in the answer tells which. */
const putUser = (application: Application, request: EmulatorRequest): EmulatorAnswer => {
  const { users, switches } = application;
  const { userId = '' } = request.params;
  if (!/^[a-zA-Z0-9-_]{0,48}$/.test(userId)) return refuse(400, `"${userId}" is not a valid user id.`);
  const body = readBody(request, userBody);
  if ('refusal' in body) return body.refusal;
  if (switches.putOnExistingUser === 'refused' && users.records.has(userId)) {
    return refuse(switches.duplicateStatus, `A user with id "${userId}" already exists.`);
  }

  const user = toStored({ id: userId, ...body.value }, application);
  const refusal = refuseWrite(application, request, user);
  if (refusal !== null) return refusal;
  users.put(userId, user);
  const { id, ...withoutId } = user;
  return ok(switches.putOmitsId && user.type === 'email' ? withoutId : user);
};

/** A merge patch: `roles`, where given, replaces all of them. Users carry no etag, so nothing detects a race. */
const patchUser = (application: Application, request: EmulatorRequest): EmulatorAnswer => {
  const { users, switches } = application;
  const before = users.records.get(request.params.userId ?? '');
  if (before === undefined) return notFound();
  const patch = readBody(request, userPatch);
  if ('refusal' in patch) return patch.refusal;
  const changed = immutableFields.find((field) => isChanged(patch.value[field], before[field]));
  if (changed !== undefined && switches.immutableFields === 'refused') {
    return refuse(422, `The ${changed} of a user cannot be updated.`);
  }

  const user = { ...before, roles: patch.value.roles ?? before.roles };
  const refusal = refuseWrite(application, request, user);
  if (refusal !== null) return refusal;
  users.put(user.id, user);
  return ok(user);
};

const deleteUser = (application: Application, request: EmulatorRequest): EmulatorAnswer => {
  const user = application.users.records.get(request.params.userId ?? '');
  if (user === undefined) return notFound();
  const refusal =
    refuseCaller(application, request, 'users', organizationsOf(user)) ??
    refuseLastAdministrator(application, user.id, null);
  if (refusal !== null) return refusal;
  application.users.remove(user.id);
  return noContent;
};

const immutableFields = ['type', 'email', 'tenantId', 'objectId'] as const;

/** Sent unchanged, in whatever case, an immutable field is accepted. */
const isChanged = (sent: string | undefined, stored: string | undefined): boolean =>
  sent !== undefined && sent.toLowerCase() !== stored?.toLowerCase();

const toStored = (user: User, { switches }: Application): User =>
  user.email !== undefined && switches.emailCase === 'lower'
    ? { ...user, email: user.email.toLowerCase() }
    : user;

const refuseWrite = (
  application: Application,
  request: EmulatorRequest,
  user: User,
): EmulatorAnswer | null => {
  const before = application.users.records.get(user.id);
  const touched = [...(before === undefined ? [] : organizationsOf(before)), ...organizationsOf(user)];
  return (
    refuseAssignments(application, user.roles) ??
    refuseCaller(application, request, 'users', touched) ??
    refuseDuplicate(application, user) ??
    refuseLastAdministrator(application, user.id, user) ??
    refuseQuota(application, before, user)
  );
};

const organizationsOf = ({ roles }: User) => roles.map(({ organization }) => organization);

const refuseDuplicate = ({ users, switches }: Application, user: User): EmulatorAnswer | null => {
  const isSame = (other: User): boolean =>
    user.email === undefined
      ? other.tenantId === user.tenantId && other.objectId === user.objectId
      : other.email?.toLowerCase() === user.email.toLowerCase();
  const twin = users.records.values().find((other) => other.id !== user.id && isSame(other));
  return twin === undefined
    ? null
    : refuse(switches.duplicateStatus, 'The user already exists in the application.');
};

/** `after` is what becomes of the user; `null` where it goes. */
const refuseLastAdministrator = (
  { users, switches }: Application,
  id: string,
  after: User | null,
): EmulatorAnswer | null => {
  const administrators = [...users.records.values().filter(isAdministrator)];
  const isOnlyOne = administrators.length === 1 && administrators[0]?.id === id;
  if (!isOnlyOne || (after !== null && isAdministrator(after))) return null;
  return refuse(switches.lastAdministratorStatus, 'An application must have at least one administrator.');
};

const isAdministrator = ({ roles }: User): boolean =>
  roles.some(({ role }) => role === iotCentralRoles.administrator);

const refuseQuota = (
  { users, switches }: Application,
  before: User | undefined,
  after: User,
): EmulatorAnswer | null => {
  const growth = after.roles.length - (before?.roles.length ?? 0);
  const assigned = users.records.values().reduce((sum, { roles }) => sum + roles.length, 0);
  if (growth <= 0 || assigned + growth <= switches.roleAssignmentQuota) return null;
  return refuse(
    422,
    `The application cannot have more than ${switches.roleAssignmentQuota} role assignments.`,
  );
};

const futureUser = ({ switches }: Application): readonly User[] =>
  switches.futureUserType === null
    ? []
    : [{ id: 'future-user', type: switches.futureUserType, roles: [{ role: iotCentralRoles.operator }] }];
