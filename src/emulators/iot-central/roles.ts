import type { EmulatorAnswer } from '../answer.ts';
import type { Routes } from '../routes.ts';
import { answerPage, ok, refuse } from './answers.ts';
import type { Application } from './application.ts';
import type { Role, RoleAssignment } from './state.ts';

export const roleRoutes = (application: Application): Routes => ({
  'GET /api/roles': (request) => {
    const shown = application.roles.list().filter(({ value }) => isShown(application, value));
    return answerPage(
      request,
      shown.map(({ position, value }) => ({ position, value: toWire(value) })),
      application.switches,
    );
  },

  'GET /api/roles/:roleId': ({ params }) => {
    const role = application.roles.get(params.roleId ?? '');
    return role !== null && isShown(application, role) ? ok(toWire(role)) : refuse(404, 'Role not found.');
  },
});

const toWire = ({ id, displayName }: Role) => ({ id, displayName });

/** Organization roles appear with the first organization; custom ones never (MicrosoftDocs/azure-docs pull request 119317). */
const isShown = (application: Application, { kind, custom }: Role): boolean =>
  kind === 'application' || (!custom && application.organizations.list().length > 0);

/** `null` where every assignment names a role of the kind that fits its place. */
export const refuseAssignments = (
  application: Application,
  assignments: readonly RoleAssignment[],
): EmulatorAnswer | null => {
  const { roles, organizations, switches } = application;
  for (const { role, organization } of assignments) {
    const kind = roles.records.get(role)?.kind;
    if (kind === undefined) return refuse(422, `Role "${role}" does not exist.`);
    if (organization !== undefined && !organizations.records.has(organization)) {
      return refuse(422, `Organization "${organization}" does not exist.`);
    }
    if (kind === 'application' && organization !== undefined) {
      return refuse(switches.roleKindStatus, `Role "${role}" cannot be assigned within an organization.`);
    }
    if (kind === 'organization' && organization === undefined) {
      return refuse(switches.roleKindStatus, `Role "${role}" can only be assigned within an organization.`);
    }
  }
  return null;
};
