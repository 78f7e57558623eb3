import { createIotCentralBackend } from '../../../src/backends/iot-central/adapter.ts';
import { sharedAccessCredentials } from '../../../src/backends/iot-central/credentials.ts';
import { readIotCentralErrorCode } from '../../../src/backends/iot-central/error-code.ts';
import { createSecret } from '../../../src/domain/secret.ts';
import { iotCentralToken } from '../../../src/emulators/iot-central/callers.ts';
import { startIotCentral } from '../../../src/emulators/iot-central/emulator.ts';
import { iotCentralRoles } from '../../../src/emulators/iot-central/ids.ts';
import { inventPeople } from '../../../src/emulators/population.ts';
import { createHttpClient } from '../../../src/http/client.ts';
import { overwriting } from '../../faults.ts';
import type { Fixture } from '../contract/fixture.ts';
import { politeTo, segmentOf } from '../polite.ts';

const editable = {
  id: 'field-engineers',
  spare: { nativeRoleId: iotCentralRoles.organizationViewer, organizationId: 'seattle' },
  missing: { nativeRoleId: '00000000-0000-4000-8000-000000000000', organizationId: null },
  elsewhere: { nativeRoleId: iotCentralRoles.organizationOperator, organizationId: 'seattle' },
};
const operator = { nativeRoleId: iotCentralRoles.operator, organizationId: null };

export const iotCentral: Fixture = {
  openApi: 'iot-central',
  unnoticeable: [
    {
      operation: /^accountWriter\.create$/,
      fault: /^404$/,
      reason: 'a read by id that says there is none is all that stands before a PUT, which overwrites',
    },
  ],
  start: async ({ people, pageSize = 10, wrap = (http) => http, ...limits }) => {
    const emulator = await startIotCentral({
      people: inventPeople({ seed: 3, size: people }),
      switches: { pageSize },
      requestsPerSecond: Number.POSITIVE_INFINITY,
    });
    const credentials = sharedAccessCredentials(createSecret(iotCentralToken));
    const http = createHttpClient({
      ...politeTo('iot', emulator.url, credentials, limits),
      readVendorCode: readIotCentralErrorCode,
    });
    const { users, organizations, apiTokens, devices } = emulator.state;
    organizations.set('oslo', { id: 'oslo', displayName: 'Oslo', parent: 'us' });
    return {
      backend: createIotCentralBackend({ id: 'iot', http: wrap(http) }),
      emulator,
      secret: iotCentralToken,
      state: () => emulator.state,
      madeUp: /^(SharedAccessSignature |eyJ)/,
      truth: () =>
        [...users.values()].map(({ id, email, roles }) => ({
          id,
          email: email ?? null,
          assignments: roles.map(({ role, organization }) => ({
            nativeRoleId: role,
            organizationId: organization ?? null,
          })),
        })),
      editable,
      missingId: 'nobody-of-that-id',
      grantBehind: () => {
        const user = users.get(editable.id);
        if (user === undefined) throw new Error('the seed has changed');
        const { nativeRoleId: role, organizationId: organization } = editable.spare;
        users.set(user.id, { ...user, roles: [...user.roles, { role, organization }] });
      },
      besidesRoles: () => ({ ...users.get(editable.id), roles: undefined }),
      accounts: {
        fresh: {
          nativeId: 'fresh-one',
          email: 'Fresh.One@contoso.com',
          grants: [
            { nativeRoleId: iotCentralRoles.operator, organizationId: null },
            { nativeRoleId: iotCentralRoles.organizationOperator, organizationId: 'washington' },
          ],
        },
        freshMany: [
          { nativeId: 'fresh-two', email: 'fresh.two@contoso.com', grants: [operator] },
          {
            nativeId: 'fresh-three',
            kind: 'SERVICE',
            directory: {
              tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
              objectId: 'b1e6a1c4-0d5c-4a53-9c0e-3a4c7d9f1e22',
            },
            grants: [operator],
          },
        ],
        taken: { nativeId: editable.id, email: 'new@contoso.com', grants: [operator] },
        changes: [],
      },
      listTarget: /^\/api\/users\?/,
      totalMember: null,
      endlessPage: (number) => ({
        status: 200,
        json: {
          value: [
            {
              id: `endless-${number}`,
              type: 'email',
              email: `endless-${number}@contoso.com`,
              roles: [{ role: iotCentralRoles.operator }],
            },
          ],
          nextLink: `${emulator.url}/api/users?api-version=2022-07-31&$skiptoken=endless-${number}`,
        },
      }),
      idAskedFor: ({ target }) => segmentOf(target, 2, 3),
      spoil: (id) =>
        emulator.faults.add(overwriting({ roles: 7 }), { target: new RegExp(`^/api/users/${id}\\?`) }),
      organizations: {
        ids: () => [...organizations.keys()],
        missingId: 'no-such-organization',
        removableId: 'oslo',
        fresh: { id: 'bergen', displayName: 'Bergen', parentId: 'us' },
        taken: { id: 'seattle', displayName: 'Another Seattle' },
        editableId: 'oslo',
        otherParentId: 'washington',
      },
      apiTokens: {
        ids: () => [...apiTokens.keys()],
        missingId: 'no-such-token',
        removableId: 'testtoken',
        fresh: {
          id: 'fresh-token',
          grants: [operator, editable.spare],
          expiresAt: '2030-01-01T00:00:00.000Z',
        },
        taken: { id: 'testtoken', grants: [operator] },
      },
      devices: {
        ids: () => [...devices.keys()],
        missingId: 'no-such-device',
        knownId: 'CheckoutThermostat',
        fresh: {
          id: 'fresh-device',
          displayName: 'Fresh',
          simulated: true,
          enabled: false,
          organizationId: 'seattle',
        },
        taken: { id: 'CheckoutThermostat', displayName: 'Another' },
        group: {
          knownId: '475cad48-b7ff-4a09-b51e-1a9021385453',
          missingId: 'no-such-group',
          fresh: { id: 'fresh-group', displayName: 'Fresh', filter: 'SELECT * FROM devices' },
          taken: {
            id: '475cad48-b7ff-4a09-b51e-1a9021385453',
            displayName: 'Another',
            filter: 'SELECT * FROM devices',
          },
        },
      },
      close: async () => {
        await http.close();
        await emulator.close();
      },
    };
  },
};
