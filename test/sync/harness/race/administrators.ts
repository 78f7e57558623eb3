import { cipherscaleIds } from '../../../../src/emulators/cipherscale/ids.ts';
import { iotCentralRoles } from '../../../../src/emulators/iot-central/ids.ts';
import type { GatewayWithin } from '../gateway-within.ts';
import { editOutside } from '../pairs.ts';
import type { AccountAt, BackendId, World } from '../world.ts';

/** What makes an administrator of each backend. */
const administratorIds = {
  iot: iotCentralRoles.administrator,
  etl: 'cdata_admin',
  hub: 'admin',
  vpn: cipherscaleIds.roles.admin,
} as const satisfies Record<BackendId, string>;

/** Behind Rolecall's back. In a group the account gets nothing but what the group gives. */
export const makeAdministrator = (world: World, account: AccountAt, by: 'role' | 'group'): void => {
  if (by === 'role')
    editOutside(world, { ...account, role: administratorIds[account.backend], organization: null }, true);
  else
    world.vpn.state.groups.get(cipherscaleIds.groups.engineering)?.members.set(account.nativeId, membership);
};

const membership = { createdAt: '2025-01-15T08:00:00Z', updatedAt: '2025-01-15T08:00:00Z' };

/** Whether it runs the backend by the backend's own records: it is there, may sign in and holds the role. */
export const isAdministrator = ({ iot, etl, hub, vpn }: World, { backend, nativeId }: AccountAt): boolean => {
  const id = administratorIds[backend];
  switch (backend) {
    case 'iot':
      return iot.state.users.get(nativeId)?.roles.some(({ role }) => role === id) ?? false;
    case 'etl': {
      const user = etl.state.users.get(nativeId);
      return user !== undefined && user.is_active !== false && user.roles.includes(id);
    }
    case 'hub':
      return hub.state.internal.get(nativeId)?.roles.includes(id) ?? false;
    case 'vpn': {
      const user = vpn.state.users.get(nativeId);
      if (user?.status !== 'Active') return false;
      const engineering = vpn.state.groups.get(cipherscaleIds.groups.engineering);
      return user.directRoles.has(id) || (engineering?.members.has(nativeId) ?? false);
    }
  }
};

/** How many there are on a backend whom nobody of the world's people is among, as the gateway's index tells. */
export const countOthers = async (
  { ask }: Pick<GatewayWithin, 'ask'>,
  backend: BackendId,
  people: readonly AccountAt[],
): Promise<number> => {
  const own = new Set(people.map(({ nativeId }) => nativeId));
  const holding = [administratorIds[backend], ...(backend === 'vpn' ? [cipherscaleIds.roles.owner] : [])];
  const found = new Set<string>();
  for (const nativeRole of holding) {
    const { accounts } = await ask<{
      readonly accounts: {
        readonly nodes: readonly { readonly nativeId: string; readonly status: string }[];
      };
    }>(
      'query ($filter: AccountFilter!) { accounts(first: 100, filter: $filter) { nodes { nativeId status } } }',
      { filter: { backend, nativeRole } },
    );
    for (const { nativeId, status } of accounts.nodes)
      if (!['DISABLED', 'EXPIRED', 'INVITED'].includes(status) && !own.has(nativeId)) found.add(nativeId);
  }
  return found.size;
};
