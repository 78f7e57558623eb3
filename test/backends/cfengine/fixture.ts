import { createCfengineBackend } from '../../../src/backends/cfengine/adapter.ts';
import { basicCredentials } from '../../../src/backends/cfengine/credentials.ts';
import { createSecret } from '../../../src/domain/secret.ts';
import { cfengineCredential } from '../../../src/emulators/cfengine/callers.ts';
import { startCfengine } from '../../../src/emulators/cfengine/emulator.ts';
import { inventPeople } from '../../../src/emulators/population.ts';
import { createHttpClient } from '../../../src/http/client.ts';
import { altering } from '../../faults.ts';
import { withoutOrganization } from '../assignments.ts';
import { alterObjects } from '../contract/answers.ts';
import type { Fixture } from '../contract/fixture.ts';
import { politeTo, segmentOf } from '../polite.ts';

const editable = {
  id: 'snookie',
  spare: { nativeRoleId: 'cf_remoteagent', organizationId: null },
};

export const cfengine: Fixture = {
  openApi: 'cfengine',
  unnoticeable: [
    {
      operation: /^(getAccounts|accountWriter\.findObstacles)$/,
      fault: /^another id than asked$/,
      reason:
        'names are searched by a pattern of unknown dialect, so other names than those asked for are passed over',
    },
  ],
  start: async ({ people, wrap = (http) => http, pageSize: _, ...limits }) => {
    const emulator = await startCfengine({ people: inventPeople({ seed: 3, size: people }) });
    const { username, password } = cfengineCredential;
    const http = createHttpClient(
      politeTo('hub', emulator.url, basicCredentials(username, createSecret(password)), limits),
    );
    const { internal, external, roles, aliasesByRole } = emulator.state;
    roles.set('spare_team', { id: 'spare_team', description: 'Nobody is in it' });
    aliasesByRole.set('spare_team', new Set(['Inventory.post']));
    internal.set(editable.id, {
      id: editable.id,
      name: 'Snookie',
      email: 'snookie@jersey.com',
      roles: ['linux_team'],
      external: false,
      time_zone: 'Europe/Oslo',
    });
    return {
      backend: createCfengineBackend({ id: 'hub', http: wrap(http) }),
      emulator,
      secret: password,
      state: () => emulator.state,
      // The list leaves them out; where it is refused, users are read one by one.
      toldByOneForm: ['timeZone', 'twoFactorEnabled'],
      truth: () =>
        [...internal.values(), ...external.values()].map(({ id, email, roles }) => ({
          id,
          email: email ?? null,
          assignments: withoutOrganization(...roles),
        })),
      editable,
      missingId: 'nobody-of-that-name',
      grantBehind: () => {
        const user = internal.get(editable.id);
        if (user !== undefined)
          internal.set(user.id, { ...user, roles: [...user.roles, editable.spare.nativeRoleId] });
      },
      besidesRoles: () => ({ ...internal.get(editable.id), roles: undefined }),
      accounts: {
        fresh: {
          userName: 'fresh.one',
          displayName: 'Fresh One',
          email: 'Fresh.One@example.com',
          password: createSecret('Fresh-Password-1'),
          grants: withoutOrganization('linux_team'),
        },
        freshMany: [
          { userName: 'fresh.two', timeZone: 'Europe/Oslo', password: createSecret('Fresh-Password-2') },
          { userName: 'fresh.three' },
        ],
        taken: { userName: editable.id, password: createSecret('Fresh-Password-1'), grants: [] },
        changes: [
          { displayName: 'Changed Name' },
          { email: 'changed@example.com' },
          { timeZone: 'Asia/Tokyo' },
        ],
      },
      addNamesake: () => {
        external.set(editable.id, { id: editable.id, roles: ['cf_remoteagent'], external: true });
      },
      listTarget: /^\/api\/user\?/,
      totalMember: 'total',
      endlessPage: (number) => ({
        status: 200,
        json: {
          meta: { page: number, count: 1, total: 1_000_000, timestamp: 0 },
          data: [{ id: `endless-${number}`, roles: [], external: false }],
        },
      }),
      idAskedFor: ({ target }) => nameInPattern(target) ?? segmentOf(target, 2, 3),
      spoil: (id) =>
        emulator.faults.add(
          altering((answer) => alterObjects(answer, (one) => (one.id === id ? { ...one, roles: 7 } : one))),
        ),
      roleDefinitions: {
        ids: () => [...roles.keys()],
        missingId: 'no_such_role',
        removableId: 'spare_team',
        fresh: {
          id: 'fresh_role',
          description: 'Fresh',
          contexts: { include: 'linux', exclude: 'production' },
          permissions: ['Inventory.post', 'VariablesDictionary.get'],
        },
        taken: { id: 'linux_team', description: 'Another' },
        editableId: 'linux_team',
        permissions: ['user.unlock'],
      },
      close: async () => {
        await http.close();
        await emulator.close();
      },
    };
  },
};

/** The one name that the `id` filter of a request stands for; `null` where there is no filter. */
const nameInPattern = (target: string): string | null => {
  const pattern = new URLSearchParams(target.split('?')[1]).get('id');
  if (pattern === null) return null;
  return /^\^\((.*)\)\$$/s.exec(pattern)?.[1]?.replaceAll(/\[(.)\]/g, '$1') ?? pattern;
};
