import { createCfengineBackend } from '../../../src/backends/cfengine/adapter.ts';
import { basicCredentials } from '../../../src/backends/cfengine/credentials.ts';
import { createSecret } from '../../../src/domain/secret.ts';
import { cfengineCredential } from '../../../src/emulators/cfengine/callers.ts';
import { startCfengine } from '../../../src/emulators/cfengine/emulator.ts';
import { inventPeople } from '../../../src/emulators/population.ts';
import { createHttpClient } from '../../../src/http/client.ts';
import type { Fixture } from '../contract.ts';
import { politeTo, segmentOf } from '../polite.ts';

const editable = { id: 'snookie', spare: { nativeRoleId: 'cf_remoteagent', organizationId: null } };

export const cfengine: Fixture = {
  contract: 'cfengine',
  start: async ({ people, ...limits }) => {
    const emulator = await startCfengine({ people: inventPeople({ seed: 3, size: people }) });
    const { username, password } = cfengineCredential;
    const http = createHttpClient(
      politeTo('hub', emulator.url, basicCredentials(username, createSecret(password)), limits),
    );
    const { internal, external } = emulator.state;
    internal.set(editable.id, {
      id: editable.id,
      name: 'Snookie',
      email: 'snookie@jersey.com',
      roles: ['linux_team'],
      external: false,
      time_zone: 'Europe/Oslo',
    });
    return {
      backend: createCfengineBackend({ id: 'hub', http }),
      emulator,
      truth: () =>
        [...internal.values(), ...external.values()].map(({ id, email, roles }) => ({
          id,
          email: email ?? null,
          grants: roles.map((nativeRoleId) => ({ nativeRoleId, organizationId: null })),
        })),
      editable,
      missingId: 'nobody-of-that-name',
      grantBehind: () => {
        const user = internal.get(editable.id);
        if (user !== undefined)
          internal.set(user.id, { ...user, roles: [...user.roles, editable.spare.nativeRoleId] });
      },
      besidesRoles: () => ({ ...internal.get(editable.id), roles: undefined }),
      fresh: {
        userName: 'fresh.one',
        displayName: 'Fresh One',
        email: 'Fresh.One@example.com',
        password: createSecret('Fresh-Password-1'),
        grants: [{ nativeRoleId: 'linux_team', organizationId: null }],
      },
      taken: { userName: editable.id, password: createSecret('Fresh-Password-1'), grants: [] },
      listTarget: /^\/api\/user\?/,
      idAskedFor: ({ target }) => nameInPattern(target) ?? segmentOf(target, 2, 3),
      spoil: (id) =>
        emulator.faults.add({
          kind: 'alter',
          alter: (answer) => ({
            ...answer,
            json: JSON.parse(JSON.stringify(answer.json ?? null), (_key, value: unknown) =>
              typeof value === 'object' && value !== null && 'id' in value && value.id === id
                ? { ...value, roles: 7 }
                : value,
            ),
          }),
        }),
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
