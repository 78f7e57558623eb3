import { cipherscaleIds } from '../../../../src/emulators/cipherscale/ids.ts';
import type { GatewayWithin } from '../gateway-within.ts';
import type { AccountAt, BackendId } from '../world.ts';

/** A way to unmake one administrator: made ready first, so that all start at the same moment. Answers the codes of what stood against it. */
export type Move = {
  readonly name: string;
  ready(gateway: Ask, target: Target): Promise<() => Promise<readonly string[]>>;
};

export type Target = { readonly account: AccountAt; readonly user: string };

type Ask = Pick<GatewayWithin, 'ask'>;

type Payload = { readonly errors: readonly { readonly code: string }[] };

const mutate = async ({ ask }: Ask, field: string, input: object): Promise<readonly string[]> => {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const answer = await ask<Readonly<Record<string, Payload>>>(
    `mutation ($input: ${type}!) { ${field}(input: $input) { errors { code } } }`,
    { input },
  );
  return answer[field]?.errors.map(({ code }) => code) ?? [];
};

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
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const answer = await gateway.ask<Readonly<Record<string, PlanPayload>>>(
      `mutation ($input: ${type}!) { ${field}(input: $input) { plan { ${planFields} } errors { code message } } }`,
      { input: toInput(target) },
    );
    let plan = answer[field]?.plan ?? null;
    while (plan?.state === 'PLANNING') {
      await new Promise((resolve) => setTimeout(resolve, 30));
      const again = await gateway.ask<{ readonly plan: Plan }>(
        `query ($id: ID!) { plan(id: $id) { ${planFields} } }`,
        { id: plan.id },
      );
      plan = again.plan;
    }
    if (plan?.state !== 'READY') throw new Error(`${name}: ${JSON.stringify(answer)}`);
    const { id, digest } = plan;
    return async () => {
      const codes = await mutate(gateway, 'applyPlan', { id, digest });
      return codes.length > 0 ? codes : codesOfRun(gateway, id);
    };
  },
});

type PlanPayload = { readonly plan: Plan | null; readonly errors: readonly unknown[] };

type Plan = { readonly id: string; readonly digest: string | null; readonly state: string };

const planFields = 'id digest state guards { name verdict detail }';

/** Once it has ended. */
const codesOfRun = async ({ ask }: Ask, planId: string): Promise<readonly string[]> => {
  for (;;) {
    const { plan } = await ask<{
      readonly plan: {
        readonly run: {
          readonly state: string;
          readonly outcomes: { readonly nodes: readonly { readonly code: string | null }[] };
        } | null;
      };
    }>('query ($id: ID!) { plan(id: $id) { run { state outcomes(first: 100) { nodes { code } } } } }', {
      id: planId,
    });
    if (plan.run !== null && plan.run.state !== 'RUNNING')
      return plan.run.outcomes.nodes.flatMap(({ code }) => (code === null ? [] : [code]));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

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
