import { createCipherscaleBackend } from '../../../src/backends/cipherscale/adapter.ts';
import { apikeyCredentials } from '../../../src/backends/cipherscale/credentials.ts';
import { createSecret } from '../../../src/domain/secret.ts';
import { cipherscaleApiKey } from '../../../src/emulators/cipherscale/callers.ts';
import { startCipherscale } from '../../../src/emulators/cipherscale/emulator.ts';
import { cipherscaleIds } from '../../../src/emulators/cipherscale/ids.ts';
import { inventPeople } from '../../../src/emulators/population.ts';
import { createHttpClient } from '../../../src/http/client.ts';
import { overwriting } from '../../faults.ts';
import { withoutOrganization } from '../assignments.ts';
import type { Fixture } from '../contract/fixture.ts';
import { politeTo, segmentOf } from '../polite.ts';

const { groups: groupIds } = cipherscaleIds;
const editable = {
  id: cipherscaleIds.users.doubled,
  spare: { nativeRoleId: cipherscaleIds.roles.billing, organizationId: null },
  missing: { nativeRoleId: '00000000-0000-4000-8000-000000000000', organizationId: null },
};

export const cipherscale: Fixture = {
  openApi: 'cipherscale',
  start: async ({ people, wrap = (http) => http, pageSize: _, ...limits }) => {
    const emulator = await startCipherscale({ people: inventPeople({ seed: 3, size: people }) });
    const http = createHttpClient(
      politeTo('vpn', emulator.url, apikeyCredentials(createSecret(cipherscaleApiKey)), limits),
    );
    const { users, groups, mails } = emulator.state;
    const emailOfEditable = users.get(editable.id)?.email ?? '';
    return {
      backend: createCipherscaleBackend({ id: 'vpn', http: wrap(http) }),
      emulator,
      secret: cipherscaleApiKey,
      state: () => emulator.state,
      truth: () =>
        [...users.values()].map(({ id, email, directRoles }) => ({
          id,
          email: email ?? null,
          assignments: withoutOrganization(...directRoles),
        })),
      editable,
      missingId: '00000000-0000-4000-8000-000000000000',
      grantBehind: () => {
        users.get(editable.id)?.directRoles.add(editable.spare.nativeRoleId);
      },
      besidesRoles: () =>
        structuredClone({ ...users.get(editable.id), directRoles: undefined, updatedAt: undefined }),
      accounts: {
        fresh: { email: 'Fresh.One@example.com', groups: [groupIds.everyone] },
        freshMany: [
          { email: 'fresh.two@example.com', groups: [groupIds.everyone, groupIds.operations] },
          { email: 'fresh.three@example.com', groups: [groupIds.contractors] },
        ],
        taken: { email: emailOfEditable.toUpperCase(), groups: [groupIds.everyone] },
        changes: [
          { firstName: 'Changed' },
          { lastName: 'Altered' },
          { image: 'https://example.com/changed.jpg' },
        ],
        invited: {
          id: cipherscaleIds.users.jane,
          invitations: () => mails.get(cipherscaleIds.users.jane) ?? 0,
        },
      },
      listTarget: /^\/qa\/tenants\/users\?/,
      totalMember: 'total',
      endlessPage: (number) => ({
        status: 200,
        json: {
          data: [
            {
              id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
              status: 'Active',
              isOwner: false,
              roles: [],
              groups: [],
              devices: [],
            },
          ],
          total: 1_000_000,
          hasNext: true,
        },
      }),
      idAskedFor: ({ target }) => segmentOf(target, 3, 4),
      spoil: (id) =>
        emulator.faults.add(overwriting({ roles: 7 }), { target: new RegExp(`^/qa/tenants/users/${id}$`) }),
      groups: {
        ids: () => [...groups.keys()],
        missingId: '00000000-0000-4000-8000-000000000000',
        removableId: groupIds.contractors,
        fresh: { name: 'Fresh', description: 'Just made', nativeRoleIds: [cipherscaleIds.roles.support] },
        editableId: groupIds.engineering,
        joining: { groupId: groupIds.contractors, accountId: editable.id },
        leaving: { groupId: groupIds.engineering, accountId: editable.id },
        memberIds: (groupId) => [...(groups.get(groupId)?.members.keys() ?? [])],
      },
      close: async () => {
        await http.close();
        await emulator.close();
      },
    };
  },
};
