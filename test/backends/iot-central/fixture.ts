import { createIotCentralBackend } from '../../../src/backends/iot-central/adapter.ts';
import { sharedAccessCredentials } from '../../../src/backends/iot-central/credentials.ts';
import { readIotCentralErrorCode } from '../../../src/backends/iot-central/error-code.ts';
import { createSecret } from '../../../src/domain/secret.ts';
import { iotCentralToken } from '../../../src/emulators/iot-central/callers.ts';
import { startIotCentral } from '../../../src/emulators/iot-central/emulator.ts';
import { iotCentralRoles } from '../../../src/emulators/iot-central/ids.ts';
import { inventPeople } from '../../../src/emulators/population.ts';
import { createHttpClient } from '../../../src/http/client.ts';
import type { Fixture } from '../contract.ts';
import { politeTo, segmentOf } from '../polite.ts';

const editable = {
  id: 'field-engineers',
  spare: { nativeRoleId: iotCentralRoles.organizationViewer, organizationId: 'seattle' },
};

export const iotCentral: Fixture = {
  contract: 'iot-central',
  start: async ({ people, ...limits }) => {
    const emulator = await startIotCentral({
      people: inventPeople({ seed: 3, size: people }),
      switches: { pageSize: 10 },
      requestsPerSecond: Number.POSITIVE_INFINITY,
    });
    const credentials = sharedAccessCredentials(createSecret(iotCentralToken));
    const http = createHttpClient({
      ...politeTo('iot', emulator.url, credentials, limits),
      readVendorCode: readIotCentralErrorCode,
    });
    const { users } = emulator.state;
    return {
      backend: createIotCentralBackend({ id: 'iot', http }),
      emulator,
      truth: () =>
        [...users.values()].map(({ id, email, roles }) => ({
          id,
          email: email ?? null,
          grants: roles.map(({ role, organization }) => ({
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
      fresh: {
        nativeId: 'fresh-one',
        email: 'Fresh.One@contoso.com',
        grants: [
          { nativeRoleId: iotCentralRoles.operator, organizationId: null },
          { nativeRoleId: iotCentralRoles.organizationOperator, organizationId: 'washington' },
        ],
      },
      taken: {
        nativeId: editable.id,
        email: 'new@contoso.com',
        grants: [{ nativeRoleId: iotCentralRoles.operator, organizationId: null }],
      },
      listTarget: /^\/api\/users\?/,
      idAskedFor: ({ target }) => segmentOf(target, 2, 3),
      spoil: (id) =>
        emulator.faults.add(
          {
            kind: 'alter',
            alter: (answer) => ({ ...answer, json: { ...(answer.json as object), roles: 7 } }),
          },
          { target: new RegExp(`^/api/users/${id}\\?`) },
        ),
      close: async () => {
        await http.close();
        await emulator.close();
      },
    };
  },
};
