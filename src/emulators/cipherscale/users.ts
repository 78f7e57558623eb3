import type { EmulatorAnswer } from '../answer.ts';
import type { EmulatorRequest, Routes } from '../routes.ts';
import { empty, ok, page, refuse } from './answers.ts';
import { type NewUser, newUserShape, type Profile, profileShape, withBodies, withBody } from './bodies.ts';
import { withUser } from './parameters.ts';
import { admit, firstUnknown, type Newcomer, type User } from './state.ts';
import type { Tenant } from './tenant.ts';
import { userView } from './views.ts';

export const userRoutes = (tenant: Tenant): Routes => {
  const { state, switches } = tenant;
  return {
    'GET /tenants/users': ({ query }) =>
      page(switches, query, [...state.users.values()], (user) => userView(tenant, user)),
    'POST /tenants/users': (request) => createUsers(tenant, request),
    'GET /tenants/users/:id': ({ params }) =>
      withUser(tenant, params.id, (user) => ok(userView(tenant, user))),
    'PUT /tenants/users/:id': (request) =>
      withBody(switches, request, profileShape, (body) =>
        withUser(tenant, request.params.id, (user) => updateProfile(tenant, user, body)),
      ),
    'DELETE /tenants/users/:id': ({ params }) =>
      withUser(tenant, params.id, (user) => deleteUser(tenant, user)),
    'PATCH /tenants/users/:id/deactivate': ({ params }) =>
      withUser(tenant, params.id, (user) => deactivate(tenant, user)),
    'POST /tenants/users/:id/reactivate': ({ params }) =>
      withUser(tenant, params.id, (user) => reactivate(tenant, user)),
    'POST /tenants/users/:id/invite': ({ params }) =>
      withUser(tenant, params.id, (user) => invite(tenant, user)),
  };
};

const createUsers = (tenant: Tenant, request: EmulatorRequest): EmulatorAnswer => {
  const { state, switches } = tenant;
  return withBodies(switches, request, newUserShape, 100, (bodies, form) => {
    const { newcomers, refusal } = planUsers(tenant, bodies);
    if (refusal !== null && switches.bulkCreate === 'whole') return refusal;
    for (const newcomer of newcomers) {
      admit(state, newcomer, newcomer.user.createdAt);
      sendMail(tenant, newcomer.user);
    }
    if (refusal !== null) return refusal;
    const views = newcomers.map(({ user }) => userView(tenant, user));
    const isOne = form === 'one' && switches.createAnswer === 'mirrored';
    return { status: switches.createStatus, json: isOne ? views[0] : views };
  });
};

/** Those before the first that is refused, and its refusal. */
const planUsers = (
  tenant: Tenant,
  bodies: readonly NewUser[],
): { readonly newcomers: readonly Newcomer[]; readonly refusal: EmulatorAnswer | null } => {
  const addresses = new Set([...tenant.state.users.values()].map((user) => user.email?.toLowerCase()));
  const newcomers: Newcomer[] = [];
  for (const body of bodies) {
    const refusal = refuseUser(tenant, addresses, body);
    if (refusal !== null) return { newcomers, refusal };
    addresses.add(body.email.toLowerCase());
    newcomers.push({ user: newUser(tenant, body), groups: body.groups });
  }
  return { newcomers, refusal: null };
};

const refuseUser = (
  { state, switches }: Tenant,
  addresses: ReadonlySet<string | undefined>,
  { email, groups }: NewUser,
): EmulatorAnswer | null => {
  const unknown = firstUnknown(state.groups, groups);
  if (unknown !== undefined) return refuse(switches, switches.unknownReference, `Group ${unknown} not found`);
  if (switches.duplicateEmail === 'accepted' || !addresses.has(email.toLowerCase())) return null;
  return refuse(switches, switches.duplicateEmail, 'User already exists');
};

const newUser = (tenant: Tenant, { email }: NewUser): User => {
  const at = tenant.now();
  return {
    id: tenant.newId(),
    createdAt: at,
    updatedAt: at,
    email,
    status: 'Invited',
    isOwner: false,
    maxDevices: null,
    directRoles: new Set(),
    devices: [],
  };
};

const updateProfile = (tenant: Tenant, user: User, body: Profile): EmulatorAnswer => {
  for (const field of ['firstName', 'lastName', 'image'] as const) {
    const value = body[field];
    if (value !== undefined) user[field] = value;
    else if (tenant.switches.omittedOnPut === 'cleared') delete user[field];
  }
  user.updatedAt = tenant.now();
  return ok(userView(tenant, user));
};

const deleteUser = ({ state, switches }: Tenant, user: User): EmulatorAnswer => {
  if (user.isOwner) return refuse(switches, switches.protectedRefusal, 'The owner cannot be deleted');
  state.users.delete(user.id);
  for (const group of state.groups.values()) group.members.delete(user.id);
  return empty(switches.deleteStatus);
};

const deactivate = (tenant: Tenant, user: User): EmulatorAnswer => {
  const { switches } = tenant;
  if (user.isOwner) return refuse(switches, switches.protectedRefusal, 'The owner cannot be deactivated');
  if (user.status === 'Deactivated' && switches.redundantStatus === 'refused')
    return refuse(switches, 400, 'User is already deactivated');
  user.status = 'Deactivated';
  user.updatedAt = tenant.now();
  return ok(userView(tenant, user));
};

const reactivate = (tenant: Tenant, user: User): EmulatorAnswer => {
  const { switches } = tenant;
  if (user.status !== 'Deactivated') {
    if (switches.redundantStatus === 'refused') return refuse(switches, 400, 'User is not deactivated');
    return { status: 201, json: userView(tenant, user) };
  }
  user.status = user.lastConnection === undefined ? switches.reactivatedInvitation : 'Active';
  user.updatedAt = tenant.now();
  return { status: 201, json: userView(tenant, user) };
};

const invite = (tenant: Tenant, user: User): EmulatorAnswer => {
  const { switches } = tenant;
  const renewable = switches.inviteAccepts === 'pending-and-expired' && user.status === 'Expired';
  if (user.status !== 'Invited' && !renewable)
    return refuse(switches, switches.inviteRefusal, 'User has no pending invitation');
  user.status = 'Invited';
  sendMail(tenant, user);
  return empty(switches.inviteStatus);
};

const sendMail = ({ state }: Tenant, { id }: User): void => {
  state.mails.set(id, (state.mails.get(id) ?? 0) + 1);
};
