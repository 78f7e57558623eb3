import type { EmulatorAnswer, Routes } from '../emulator.ts';
import { answerPage, ok, refuse } from './answers.ts';
import type { Application, Role, RoleAssignment } from './application.ts';

/** The six built-in ids are the same in every application. */
export const iotCentralRoles = {
  administrator: 'ca310b8d-2f4a-44e0-a36e-957c202cd8d4',
  builder: '344138e9-8de4-4497-8c54-5237e96d6aaf',
  operator: 'ae2c9854-393b-4f97-8c42-479d70ce626e',
  organizationAdministrator: 'c495eb57-eb18-489e-9802-62c474e5645c',
  organizationOperator: 'b4935647-30e4-4ed3-9074-dcac66c2f8ef',
  organizationViewer: '84cc62c1-dabe-49d3-b16e-8b291232b285',
  /** Custom, of application kind, from the how-to. */
  custom: '16f8533f-6b82-478f-8ba8-7e676b541b1b',
  /** Custom, of application kind, from the Swagger's service principal. */
  customService: 'c7be2c6b-797e-4551-bb24-33709f6b2e20',
  /** Custom, of organization kind: users hold it, no read shows it. */
  customOrganization: '5b0c1c4e-7d1f-4f0e-9a53-2a6f6d1e8c47',
} as const;

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
