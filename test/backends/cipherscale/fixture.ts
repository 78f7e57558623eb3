import { createCipherscaleBackend } from '../../../src/backends/cipherscale/adapter.ts';
import { apikeyCredentials } from '../../../src/backends/cipherscale/credentials.ts';
import { createSecret } from '../../../src/domain/secret.ts';
import { cipherscaleApiKey } from '../../../src/emulators/cipherscale/callers.ts';
import { startCipherscale } from '../../../src/emulators/cipherscale/emulator.ts';
import { cipherscaleIds } from '../../../src/emulators/cipherscale/ids.ts';
import { inventPeople } from '../../../src/emulators/population.ts';
import { createHttpClient } from '../../../src/http/client.ts';
import type { Fixture } from '../contract.ts';
import { politeTo, segmentOf } from '../polite.ts';

const editable = {
  id: cipherscaleIds.users.doubled,
  spare: { nativeRoleId: cipherscaleIds.roles.billing, organizationId: null },
};

export const cipherscale: Fixture = {
  contract: 'cipherscale',
  start: async ({ people, ...limits }) => {
    const emulator = await startCipherscale({ people: inventPeople({ seed: 3, size: people }) });
    const http = createHttpClient(
      politeTo('vpn', emulator.url, apikeyCredentials(createSecret(cipherscaleApiKey)), limits),
    );
    const { users } = emulator.state;
    const emailOfEditable = users.get(editable.id)?.email ?? '';
    return {
      backend: createCipherscaleBackend({ id: 'vpn', http }),
      emulator,
      truth: () =>
        [...users.values()].map(({ id, email, directRoles }) => ({
          id,
          email: email ?? null,
          grants: [...directRoles].map((nativeRoleId) => ({ nativeRoleId, organizationId: null })),
        })),
      editable,
      missingId: '00000000-0000-4000-8000-000000000000',
      grantBehind: () => {
        users.get(editable.id)?.directRoles.add(editable.spare.nativeRoleId);
      },
      besidesRoles: () =>
        structuredClone({ ...users.get(editable.id), directRoles: undefined, updatedAt: undefined }),
      fresh: { email: 'Fresh.One@example.com', groups: [cipherscaleIds.groups.everyone] },
      taken: { email: emailOfEditable.toUpperCase(), groups: [cipherscaleIds.groups.everyone] },
      listTarget: /^\/qa\/tenants\/users\?/,
      idAskedFor: ({ target }) => segmentOf(target, 3, 4),
      spoil: (id) =>
        emulator.faults.add(
          {
            kind: 'alter',
            alter: (answer) => ({ ...answer, json: { ...(answer.json as object), roles: 7 } }),
          },
          { target: new RegExp(`^/qa/tenants/users/${id}$`) },
        ),
      close: async () => {
        await http.close();
        await emulator.close();
      },
    };
  },
};
