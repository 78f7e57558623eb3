import type { EmulatorAnswer } from '../answer.ts';
import type { EmulatorRequest } from '../routes.ts';
import { refuse } from './answers.ts';
import type { Application } from './application.ts';
import { iotCentralRoles } from './ids.ts';
import type { RoleAssignment } from './state.ts';

/** The secret of the seeded API token `rolecall`, an administrator's. Sent as it is: no `Bearer`, nothing encoded again. */
export const iotCentralToken =
  'SharedAccessSignature sr=8a061700-5f0e-4c1b-9d3a-b6f4c4c0d71c&sig=ZW11bGF0b3I%2Bb25seS8vLy8%3D&skn=rolecall&se=4070908800000';

/** Whoever proves nobody, and who is known but holds no role. */
export const refuseStranger = (application: Application, request: EmulatorRequest): EmulatorAnswer | null => {
  const assignments = assignmentsOfCaller(application, request);
  if (assignments === null) return refuse(401, 'The authorization token could not be validated.');
  return assignments.length === 0 ? refuse(403, 'You do not have sufficient privileges.') : null;
};

/** `null` where the caller holds the right in every one of the organizations; `undefined` among them stands for the root. */
export const refuseCaller = (
  application: Application,
  request: EmulatorRequest,
  right: Right,
  organizations: readonly (string | undefined)[],
): EmulatorAnswer | null => {
  const held = assignmentsOfCaller(application, request) ?? [];
  const { everywhere, within } = rights[right];
  const isAllowed = (organization: string | undefined): boolean =>
    held.some(({ role, organization: reach }) =>
      reach === undefined
        ? everywhere.includes(role)
        : within.includes(role) && isWithin(application, organization, reach),
    );
  return organizations.every(isAllowed) ? null : refuse(403, 'You do not have sufficient privileges.');
};

type Right = 'apiTokens' | 'users' | 'devices';

/** The roles that allow a write: everywhere, or within the organization they are held in and below it. */
const rights: Readonly<
  Record<Right, { readonly everywhere: readonly string[]; readonly within: readonly string[] }>
> = {
  apiTokens: { everywhere: [iotCentralRoles.administrator], within: [] },
  users: { everywhere: [iotCentralRoles.administrator], within: [iotCentralRoles.organizationAdministrator] },
  devices: {
    everywhere: [iotCentralRoles.administrator, iotCentralRoles.builder, iotCentralRoles.operator],
    within: [iotCentralRoles.organizationAdministrator, iotCentralRoles.organizationOperator],
  },
};

/** Holders of an application role see every organization, others their own and what is below it. */
export const seesOrganization = (application: Application, request: EmulatorRequest, id: string): boolean =>
  (assignmentsOfCaller(application, request) ?? []).some(
    ({ organization }) => organization === undefined || isWithin(application, id, organization),
  );

/** The assignments of whoever sent the request; `null` where the credential proves nobody. */
const assignmentsOfCaller = (
  application: Application,
  { headers }: EmulatorRequest,
): readonly RoleAssignment[] | null => {
  const credential = headers.authorization ?? '';
  if (credential.startsWith('Bearer ')) {
    const objectId = application.entra?.holderOf(credential.slice('Bearer '.length)) ?? null;
    return objectId === null ? null : assignmentsOfPrincipal(application, objectId);
  }
  const token = application.apiTokens.records.values().find((one) => one.token === credential);
  return token !== undefined && Date.parse(token.expiry) > Date.now() ? token.roles : null;
};

/** Empty for a principal that is no user of the application. Membership in a directory group gives a principal nothing. */
const assignmentsOfPrincipal = (application: Application, objectId: string): readonly RoleAssignment[] =>
  application.users.records
    .values()
    .find((user) => user.type === 'servicePrincipal' && user.objectId === objectId)?.roles ?? [];

const isWithin = (application: Application, organization: string | undefined, ancestor: string): boolean => {
  if (organization === undefined) return false;
  if (organization === ancestor) return true;
  return isWithin(application, application.organizations.records.get(organization)?.parent, ancestor);
};
