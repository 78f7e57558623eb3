import type { EmulatorAnswer } from '../answer.ts';
import type { EmulatorRequest, Routes } from '../routes.ts';
import { answerPage, noContent, ok, refuse } from './answers.ts';
import type { Application } from './application.ts';
import { organizationBody, organizationPatch, readBody } from './bodies.ts';
import { refuseCaller, seesOrganization } from './callers.ts';
import type { Organization } from './state.ts';

/** The root organization is implied and never listed. */
export const organizationRoutes = (application: Application): Routes => ({
  'GET /api/organizations': (request) => {
    const seen = application.organizations
      .list()
      .filter(({ value }) => seesOrganization(application, request, value.id));
    return answerPage(request, seen, application.switches);
  },

  'GET /api/organizations/:organizationId': (request) => {
    const organization = application.organizations.get(request.params.organizationId ?? '');
    if (organization === null || !seesOrganization(application, request, organization.id)) return notFound();
    return ok(organization);
  },

  'PUT /api/organizations/:organizationId': (request) => putOrganization(application, request),
  'PATCH /api/organizations/:organizationId': (request) => patchOrganization(application, request),
  'DELETE /api/organizations/:organizationId': (request) => deleteOrganization(application, request),
});

const notFound = (): EmulatorAnswer => refuse(404, 'Organization not found.');

const putOrganization = (application: Application, request: EmulatorRequest): EmulatorAnswer => {
  const { organizationId: id = '' } = request.params;
  // The published pattern: two characters at least, and the last may not be a hyphen either.
  if (id.length > 48 || !/^(?!-)[a-z0-9-]{1,48}[a-z0-9]$/.test(id)) {
    return refuse(400, `"${id}" is not a valid organization id.`);
  }
  const body = readBody(request, organizationBody);
  if ('refusal' in body) return body.refusal;
  return store(application, request, { id, ...body.value });
};

const patchOrganization = (application: Application, request: EmulatorRequest): EmulatorAnswer => {
  const before = application.organizations.records.get(request.params.organizationId ?? '');
  if (before === undefined) return notFound();
  const patch = readBody(request, organizationPatch);
  if ('refusal' in patch) return patch.refusal;
  const { displayName, parent } = { ...before, ...patch.value };
  return store(application, request, {
    id: before.id,
    ...(typeof displayName === 'string' ? { displayName } : {}),
    ...(typeof parent === 'string' ? { parent } : {}),
  });
};

const store = (
  application: Application,
  request: EmulatorRequest,
  organization: Organization,
): EmulatorAnswer => {
  const { organizations, switches } = application;
  const { id, displayName, parent } = organization;
  const isNew = !organizations.records.has(id);
  if (switches.displayNameRequired && displayName === undefined) {
    return refuse(422, 'displayName is required.');
  }
  if (parent !== undefined && !organizations.records.has(parent)) {
    return refuse(422, `Organization "${parent}" does not exist.`);
  }
  const refusal = refuseCaller(application, request, 'users', isNew ? [parent] : [id, parent]);
  if (refusal !== null) return refusal;
  const above = ancestorsOf(application, parent);
  if (above.includes(id)) return refuse(422, 'An organization cannot be below itself.');
  if (above.length + heightOf(application, id) > maxDepth) {
    return refuse(422, `Organizations go ${maxDepth} deep at most.`);
  }
  if (isNew && organizations.records.size >= maxOrganizations) {
    return refuse(422, `An application has ${maxOrganizations} organizations at most.`);
  }
  organizations.put(id, organization);
  return ok(organization);
};

/** Documented quotas. */
const maxDepth = 5;
const maxOrganizations = 200;

/** From the parent up. */
const ancestorsOf = ({ organizations }: Application, parent: string | undefined): readonly string[] => {
  const ancestors: string[] = [];
  for (let id = parent; id !== undefined; id = organizations.records.get(id)?.parent) ancestors.push(id);
  return ancestors;
};

/** Levels from the organization down, itself included. */
const heightOf = (application: Application, id: string): number =>
  1 + Math.max(0, ...childrenOf(application, id).map((child) => heightOf(application, child)));

const childrenOf = ({ organizations }: Application, id: string): readonly string[] =>
  [...organizations.records.values()].filter(({ parent }) => parent === id).map((child) => child.id);

/** API tokens are not among what has to be moved first, so theirs may be left naming an organization that is gone. */
const deleteOrganization = (application: Application, request: EmulatorRequest): EmulatorAnswer => {
  const { organizations, users, devices, deviceGroups, switches } = application;
  const { organizationId: id = '' } = request.params;
  if (!organizations.records.has(id)) return notFound();
  const refusal = refuseCaller(application, request, 'users', [id]);
  if (refusal !== null) return refusal;
  const isInUse =
    childrenOf(application, id).length > 0 ||
    users.records.values().some(({ roles }) => roles.some(({ organization }) => organization === id)) ||
    devices.records.values().some((device) => device.organizations?.includes(id)) ||
    deviceGroups.records.values().some((group) => group.organizations?.includes(id));
  if (isInUse) return refuse(switches.organizationInUseStatus, `Organization "${id}" is in use.`);
  organizations.remove(id);
  return noContent;
};
