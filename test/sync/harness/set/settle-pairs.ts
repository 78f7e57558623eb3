import { uuidFor } from '../../../../src/emulators/population.ts';
import type { Pair } from '../pairs.ts';
import type { BackendId, World } from '../world.ts';

/** How many accounts of each backend, roles for each and organizations there are: a few more than 10,000 pairs. */
const sizes = {
  iot: { accounts: 60, roles: 10, organizations: 10 },
  // It lets a user hold five at most, with those of somebody else.
  etl: { accounts: 340, roles: 3, organizations: 0 },
  hub: { accounts: 20, roles: 75, organizations: 0 },
  vpn: { accounts: 20, roles: 75, organizations: 0 },
} as const satisfies Record<BackendId, { accounts: number; roles: number; organizations: number }>;

/** Makes the accounts and roles in the world, and answers with every pair. Further roles, `outside`, are for somebody else to grant. */
export const settlePairs = (
  world: World,
): { readonly pairs: readonly Pair[]; readonly outside: readonly Pair[] } => {
  const pairs: Pair[] = [];
  const outside: Pair[] = [];
  const { iot, etl, hub, vpn } = world;
  const at = '2025-01-15T08:00:00Z';
  const organizations = numbered(sizes.iot.organizations, 'org');
  for (const id of organizations) iot.state.organizations.set(id, { id, displayName: id });
  const roleNames = (backend: BackendId) => [
    ...numbered(sizes[backend].roles, 'role'),
    ...numbered(outsideRoles, 'outside'),
  ];
  for (const id of roleNames('iot'))
    iot.state.roles.set(id, { id, displayName: id, kind: 'organization', custom: false });
  for (const id of roleNames('etl')) etl.state.roles.set(id, { id, name: id, displayName: null });
  for (const id of roleNames('hub')) hub.state.roles.set(id, { id });
  for (const name of roleNames('vpn')) {
    const id = uuidFor(`vpn:${name}`);
    vpn.state.roles.set(id, { id, createdAt: at, updatedAt: at, name, deleteable: true, type: 'BASIC' });
  }

  const add = (backend: BackendId, nativeId: string): void => {
    for (const role of roleNames(backend))
      for (const organization of backend === 'iot' ? organizations : [null])
        (role.startsWith('outside') ? outside : pairs).push({
          backend,
          nativeId,
          // There every id is a UUID.
          role: backend === 'vpn' ? uuidFor(`vpn:${role}`) : role,
          organization,
        });
  };
  for (const id of numbered(sizes.iot.accounts, 'grantee')) {
    iot.state.users.set(id, { ...required(iot.state.users.get('crew0')), id, email: `${id}@example.com` });
    add('iot', id);
  }
  for (const id of numbered(sizes.etl.accounts, 'grantee')) {
    const like = required([...etl.state.users.values()].find(({ user }) => user === 'crew0'));
    etl.state.users.set(id, { ...like, id, user: id, email_address: `${id}@example.com`, roles: [] });
    add('etl', id);
  }
  for (const id of numbered(sizes.hub.accounts, 'grantee')) {
    hub.state.internal.set(id, { ...required(hub.state.internal.get('crew0')), id });
    add('hub', id);
  }
  for (const number of numbered(sizes.vpn.accounts, '')) {
    const id = `5f000000-0000-4000-8000-${number.padStart(12, '0')}`;
    const like = required([...vpn.state.users.values()].find(({ email }) => email === 'crew0@example.com'));
    vpn.state.users.set(id, { ...like, id, email: `grantee${number}@example.com`, directRoles: new Set() });
    add('vpn', id);
  }
  return { pairs, outside };
};

const outsideRoles = 2;

const numbered = (size: number, word: string): readonly string[] =>
  Array.from({ length: size }, (_, number) => `${word}${number}`);

const required = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('the world has no crew');
  return value;
};
