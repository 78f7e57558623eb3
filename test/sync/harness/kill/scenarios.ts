import { cipherscaleIds } from '../../../../src/emulators/cipherscale/ids.ts';
import type { GatewayProcess } from '../gateway-process.ts';
import { planBy } from '../plans.ts';
import { prepare } from '../prepare.ts';
import { type BackendId, backendIds, crewRoles, type World } from '../world.ts';

/** Something that a gateway begins to do, and is killed over. */
export type Scenario = {
  readonly name: string;
  /** Makes everything ready, up to the request that begins it. */
  prepare(gateway: Pick<GatewayProcess, 'ask'>, world: World): Promise<Request>;
  /** Whether a run can do it again by itself. What takes a secret or would be noticed twice is only ever looked for. */
  readonly isRepeatable: boolean;
};

export type Request = { readonly document: string; readonly variables: object };

/** Each scenario has a store of its own. */
const idempotencyKey = 'Once and for all';

type Users = Awaited<ReturnType<typeof prepare>>;

/** A plan that somebody has reviewed. */
const plan = (
  name: string,
  mutation: 'planRoleSync' | 'planOffboarding',
  toInput: (users: Users) => object,
): Scenario => ({
  name,
  isRepeatable: true,
  prepare: async (gateway, world) => {
    const users = await prepare(gateway, world);
    const { id, digest } = await planBy(gateway, mutation, toInput(users));
    return {
      document:
        'mutation ($input: ApplyPlanInput!) { applyPlan(input: $input) { run { id } errors { message } } }',
      variables: { input: { id, digest, idempotencyKey } },
    };
  },
});

/** A mutation that changes at once. */
const direct = (
  name: string,
  isRepeatable: boolean,
  document: string,
  toInput: (users: Users) => object,
): Scenario => ({
  name,
  isRepeatable,
  prepare: async (gateway, world) => ({
    document,
    variables: { input: { ...toInput(await prepare(gateway, world)), idempotencyKey } },
  }),
});

export const scenarios: readonly Scenario[] = [
  // 20 changes, five on each backend: grants, revocations and both.
  plan('sync', 'planRoleSync', ({ crew }) => ({
    from: { desired: crew.map((id, number) => ({ user: { id }, roles: crewRoles[number]?.after ?? [] })) },
    to: backendIds,
    mode: 'REPLACE',
  })),
  // Revocations on all four, five each, then whoever can be barred is.
  plan('disable', 'planOffboarding', ({ leaver }) => ({
    user: { id: leaver },
    extent: 'DISABLE',
  })),
  plan('delete', 'planOffboarding', ({ leaver }) => ({
    user: { id: leaver },
    extent: 'DELETE',
  })),
  direct(
    'grant',
    true,
    'mutation ($input: GrantRolesInput!) { grantRoles(input: $input) { run { id } errors { message } } }',
    ({ leaver }) => ({ user: { id: leaver }, roles: ['east'] }),
  ),
  direct(
    'remove',
    true,
    'mutation ($input: DeleteAccountInput!) { deleteAccount(input: $input) { deletedId errors { code message } } }',
    () => ({ account: { backend: 'hub' satisfies BackendId, nativeId: 'user_1' } }),
  ),
  direct(
    'create',
    false,
    `mutation ($input: CreateAccountsInput!) { createAccounts(input: $input) { results { errors { code message } } errors { message } } }`,
    () => ({
      backend: 'vpn' satisfies BackendId,
      accounts: newcomers.map((email) => ({ email, groups: [cipherscaleIds.groups.contractors] })),
    }),
  ),
  direct(
    'invite',
    false,
    'mutation ($input: ReinviteAccountInput!) { reinviteAccount(input: $input) { errors { code message } } }',
    () => ({ account: { backend: 'vpn' satisfies BackendId, nativeId: cipherscaleIds.users.jane } }),
  ),
];

/** Whom `create` invites. */
export const newcomers: readonly string[] = [0, 1, 2, 3, 4].map((number) => `newcomer${number}@example.com`);
