import { createCdataSyncBackend } from '../../../src/backends/cdata-sync/adapter.ts';
import { authtokenCredentials } from '../../../src/backends/cdata-sync/credentials.ts';
import { createSecret } from '../../../src/domain/secret.ts';
import { cdataSyncToken } from '../../../src/emulators/cdata-sync/callers.ts';
import { startCdataSync } from '../../../src/emulators/cdata-sync/emulator.ts';
import { inventPeople } from '../../../src/emulators/population.ts';
import { createHttpClient } from '../../../src/http/client.ts';
import { altering } from '../../faults.ts';
import { withoutOrganization } from '../assignments.ts';
import { alterObjects } from '../contract/answers.ts';
import type { Fixture } from '../contract/fixture.ts';
import { politeTo, segmentOf } from '../polite.ts';

export const cdataSync: Fixture = {
  openApi: 'cdata-sync',
  start: async ({ people, pageSize = 10, wrap = (http) => http, ...limits }) => {
    const emulator = await startCdataSync({
      people: inventPeople({ seed: 3, size: people }),
      switches: { paging: '@odata.nextLink', pageSize },
    });
    const http = createHttpClient(
      politeTo('etl', emulator.url, authtokenCredentials(createSecret(cdataSyncToken)), limits),
    );
    const { users } = emulator.state;
    users.set('editable', {
      id: 'editable',
      longId: 9_007_199_254_750_000n,
      user: 'Editable',
      email_address: 'editable@example.com',
      password: 'Secret-1',
      is_active: true,
      roles: ['cdata_support'],
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
    });
    const editable = () => {
      const user = users.get('editable');
      if (user === undefined) throw new Error('it is gone');
      return user;
    };
    return {
      backend: createCdataSyncBackend({ id: 'etl', http: wrap(http) }),
      emulator,
      secret: cdataSyncToken,
      // The emulator also counts how many users were ever made, which no deletion takes back.
      state: () => ({ ...emulator.state, made: undefined }),
      truth: () =>
        [...users.values()].map(({ id, email_address, roles }) => ({
          id,
          email: email_address,
          assignments: withoutOrganization(...roles),
        })),
      editable: {
        id: 'editable',
        spare: { nativeRoleId: 'cdata_job_creator', organizationId: null },
        missing: { nativeRoleId: 'no_such_role', organizationId: null },
      },
      missingId: 'nobody-of-that-id',
      grantBehind: () => {
        editable().roles = [...editable().roles, 'cdata_job_creator'];
      },
      besidesRoles: () => ({ ...users.get('editable'), roles: undefined, updated_at: undefined }),
      accounts: {
        fresh: {
          userName: 'fresh.one',
          email: 'Fresh.One@example.com',
          password: createSecret('Fresh-Password-1'),
          status: 'DISABLED',
          grants: withoutOrganization('cdata_support'),
        },
        freshMany: [
          {
            userName: 'fresh.two',
            grants: withoutOrganization('cdata_standard', 'cdata_job_creator'),
          },
          { userName: 'fresh.three' },
        ],
        taken: { userName: 'Editable', password: createSecret('Fresh-Password-1'), grants: [] },
        changes: [{ email: 'changed@example.com' }],
      },
      listTarget: /^\/api\.rsc\/v2\/users\/?(\?|$)/,
      totalMember: null,
      endlessPage: (number) => ({
        status: 200,
        json: {
          value: [{ id: `endless-${number}`, user: `endless.${number}`, is_active: true, roles: [] }],
          '@odata.nextLink': `${emulator.url}/api.rsc/v2/users?$skip=${number}`,
        },
      }),
      idAskedFor: ({ target }) => segmentOf(target, 3, 4),
      spoil: (id) =>
        emulator.faults.add(
          altering((answer) => alterObjects(answer, (one) => (one.id === id ? { ...one, roles: 7 } : one))),
        ),
      close: async () => {
        await http.close();
        await emulator.close();
      },
    };
  },
};
