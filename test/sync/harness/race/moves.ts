import { cipherscaleIds } from '../../../../src/emulators/cipherscale/ids.ts';
import type { GatewayWithin } from '../gateway-within.ts';
import { mutate, planBy, runOfPlan } from '../plans.ts';
import type { AccountAt, BackendId } from '../world.ts';

/** A way to unmake one administrator: made ready first, so that all start at the same moment. Answers the codes of what stood against it. */
export type Move = {
  readonly name: string;
  ready(gateway: Ask, target: Target): Promise<() => Promise<readonly string[]>>;
};

export type Target = { readonly account: AccountAt; readonly user: string };

type Ask = Pick<GatewayWithin, 'ask'>;

const direct = (name: string, field: string, toInput: (target: Target) => object): Move => ({
  name,
  ready: async (gateway, target) => () => mutate(gateway, field, toInput(target)),
});

/** A plan for one user on one backend, which is applied in the race. */
const planned = (
  name: string,
  field: 'planRoleSync' | 'planOffboarding',
  toInput: (target: Target) => object,
): Move => ({
  name,
  ready: async (gateway, target) => {
    const { id, digest } = await planBy(gateway, field, toInput(target));
    return async () => {
      const codes = await mutate(gateway, 'applyPlan', { id, digest });
      if (codes.length > 0) return codes;
      const { outcomes } = await runOfPlan(gateway, id);
      return outcomes.nodes.flatMap(({ code }) => (code === null ? [] : [code]));
    };
  },
});

const anywhere: readonly [Move, ...Move[]] = [
  direct('revoke', 'revokeRoles', ({ account }) => ({ account, roles: ['admin'] })),
  direct('set', 'setRoles', ({ account }) => ({ account, roles: ['south'] })),
  direct('revoke of a user', 'revokeRoles', ({ user }) => ({ user: { id: user }, roles: ['admin'] })),
  direct('delete', 'deleteAccount', ({ account }) => ({ account })),
  planned('sync', 'planRoleSync', ({ account, user }) => ({
    from: { desired: [{ user: { id: user }, roles: ['south'] }] },
    to: [account.backend],
    mode: 'REPLACE',
  })),
  ...(['REVOKE', 'DISABLE', 'DELETE'] as const).map((extent) =>
    planned(`offboarding, ${extent}`, 'planOffboarding', ({ account, user }) => ({
      user: { id: user },
      extent,
      backends: [account.backend],
    })),
  ),
];

const disable = direct('disable', 'setAccountStatus', ({ account }) => ({ account, status: 'DISABLED' }));

const group = { backend: 'vpn', nativeId: cipherscaleIds.groups.engineering };

/** What gives the role to several at once. */
const throughTheGroup: readonly [Move, ...Move[]] = [
  direct('leaving the group', 'removeAccountFromGroup', ({ account }) => ({
    account,
    group: group.nativeId,
  })),
  direct('emptying the group', 'updateGroup', () => ({ ...group, nativeRoles: [] })),
  direct('deleting the group', 'deleteGroup', () => group),
];

/** What unmakes an administrator there who is one by holding the role, or by being in a group. */
export const movesOn = (backend: BackendId, by: 'role' | 'group'): readonly [Move, ...Move[]] => {
  if (by === 'group')
    return [
      ...throughTheGroup,
      disable,
      ...anywhere.filter(({ name }) => name === 'delete' || name === 'offboarding, DELETE'),
    ];
  return backend === 'etl' || backend === 'vpn' ? [...anywhere, disable] : anywhere;
};
