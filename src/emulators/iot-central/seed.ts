import type { Person } from '../population.ts';
import { iotCentralRoles } from './ids.ts';
import { usersFor } from './people.ts';
import type {
  ApiToken,
  Device,
  DeviceGroup,
  IotCentralState,
  Organization,
  Role,
  RoleAssignment,
  User,
} from './state.ts';

/** The published examples, the callers that are accepted, and whoever of the people is in this system. */
export const seedIotCentral = (options: {
  readonly people: readonly Person[];
  readonly hasOrganizations: boolean;
  readonly emailCase: 'lower' | 'kept';
  /** The secret of the API token `rolecall`. */
  readonly credential: string;
  /** Who becomes the user `rolecall`. */
  readonly principal: { readonly tenantId: string; readonly objectId: string } | undefined;
}): IotCentralState => {
  const { people, hasOrganizations, credential, principal } = options;
  const besideOrganizations = <Value>(values: readonly Value[]): readonly Value[] =>
    hasOrganizations ? values : [];
  return {
    users: byId([
      ...users,
      ...besideOrganizations(usersBesideOrganizations),
      ...(principal === undefined ? [] : [servicePrincipal(principal)]),
      ...usersFor(people, options),
    ]),
    roles: byId([...roles, ...besideOrganizations(rolesBesideOrganizations)]),
    organizations: byId(besideOrganizations(organizations)),
    apiTokens: byId([...besideOrganizations([expiredToken]), administratorToken(credential)]),
    devices: byId(besideOrganizations([thermostat])),
    deviceGroups: byId(besideOrganizations([thermostats])),
    deviceTemplates: new Set([template]),
  };
};

/** Copies: each emulator changes its own. */
const byId = <Value extends { readonly id: string }>(values: readonly Value[]): Map<string, Value> =>
  new Map(values.map((value) => [value.id, { ...value }]));

const servicePrincipal = ({
  tenantId,
  objectId,
}: {
  readonly tenantId: string;
  readonly objectId: string;
}): User => ({ id: 'rolecall', type: 'servicePrincipal', roles: [administrator], tenantId, objectId });

const administratorToken = (secret: string): ApiToken => ({
  id: 'rolecall',
  roles: [administrator],
  expiry: '2099-01-01T00:00:00.000Z',
  token: secret,
});

const applicationRole = (id: string, displayName: string, custom = false): Role => ({
  id,
  displayName,
  kind: 'application',
  custom,
});

const organizationRole = (id: string, displayName: string, custom = false): Role => ({
  id,
  displayName,
  kind: 'organization',
  custom,
});

/** The API gives short names; the portal says "App Administrator" and "Org Administrator". */
const roles: readonly Role[] = [
  applicationRole(iotCentralRoles.administrator, 'Administrator'),
  applicationRole(iotCentralRoles.builder, 'Builder'),
  applicationRole(iotCentralRoles.operator, 'Operator'),
  organizationRole(iotCentralRoles.organizationAdministrator, 'Org Admin'),
  organizationRole(iotCentralRoles.organizationOperator, 'Org Operator'),
  organizationRole(iotCentralRoles.organizationViewer, 'Org Viewer'),
  applicationRole(iotCentralRoles.custom, 'Example custom role', true),
];

const rolesBesideOrganizations: readonly Role[] = [
  applicationRole(iotCentralRoles.customService, 'Example service role', true),
  organizationRole(iotCentralRoles.customOrganization, 'Example organization role', true),
];

const organizations: readonly Organization[] = [
  { id: 'us', displayName: 'United States' },
  { id: 'washington', displayName: 'Washington', parent: 'us' },
  { id: 'seattle', displayName: 'Seattle', parent: 'washington' },
];

const administrator: RoleAssignment = { role: iotCentralRoles.administrator };

const emailUser = (id: string, email: string, ...assignments: readonly RoleAssignment[]): User => ({
  id,
  type: 'email',
  roles: assignments,
  email,
});

/** The how-to's. */
const users: readonly User[] = [
  emailUser('91907508-04fe-4349-91b5-b872f3055a95', 'user1@contoso.com', administrator),
  emailUser('dc1c916b-a652-49ea-b128-7c465a54c759', 'user2@contoso.com', { role: iotCentralRoles.operator }),
  emailUser('3ab9375e-d2d9-42da-b419-6ae86a938321', 'user3@contoso.com', { role: iotCentralRoles.builder }),
  emailUser('fc5a250b-83fb-433d-892c-e0a144f68c2b', 'user4@contoso.com', { role: iotCentralRoles.custom }),
];

const tenantId = '72f988bf-86f1-41af-91ab-2d7cd011db47';

/** The first two are the Swagger's; the others show what it has no example of. */
const usersBesideOrganizations: readonly User[] = [
  emailUser('af0d5b8f-7a69-4521-868e-19745fae353f', 'alice@contoso.com', administrator),
  {
    id: '123',
    type: 'servicePrincipal',
    roles: [{ role: iotCentralRoles.organizationAdministrator, organization: 'seattle' }],
    tenantId,
    objectId: '9071c899-bce0-4862-b208-75dabae226a9',
  },
  {
    id: 'field-engineers',
    type: 'adGroup',
    roles: [
      { role: iotCentralRoles.operator },
      { role: iotCentralRoles.organizationOperator, organization: 'washington' },
    ],
    tenantId,
    objectId: '4f2b1a7c-90de-4c55-b3aa-6d1f0f9c2e31',
  },
  emailUser('auditor', 'auditor@contoso.com', {
    role: iotCentralRoles.customOrganization,
    organization: 'seattle',
  }),
];

const expiredToken: ApiToken = {
  id: 'testtoken',
  roles: [administrator, { role: iotCentralRoles.organizationAdministrator, organization: 'seattle' }],
  expiry: '2020-10-18T18:30:40.227Z',
  token: 'SharedAccessSignature sr=emulator&sig=ZXhwaXJlZA%3D%3D&skn=testtoken&se=1603045840227',
};

const template = 'dtmi:contoso:testDeviceTemplate;1';

const thermostat: Device = {
  id: 'CheckoutThermostat',
  etag: 'eyJoZWFkZXIiOiJcIjAyMDA4YzMyLTAwMDAtMGQwMC0wMDAwLTVkOTY4YjdhMDAwMFwiIn0',
  displayName: 'CheckoutThermostat',
  template,
  simulated: true,
  provisioned: true,
  enabled: true,
  organizations: ['seattle'],
};

const thermostats: DeviceGroup = {
  id: '475cad48-b7ff-4a09-b51e-1a9021385453',
  etag: 'eyJoZWFkZXIiOiJcIjQ3NWNhZDQ4LTAwMDAtMGQwMC0wMDAwLTVkOTY4YjdhMDAwMFwiIn0',
  displayName: 'DeviceGroupEntry1',
  description:
    'This is a default device group containing all the devices for this particular Device Template.',
  filter: 'SELECT * FROM devices WHERE $template = "dtmi:modelDefinition:dtdlv2" AND $provisioned = true',
  organizations: ['seattle'],
};
