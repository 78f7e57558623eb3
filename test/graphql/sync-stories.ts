import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { type BackendId, type Gateway, startGateway } from '../gateway.ts';
import { clear, iotCentralRoles, put } from '../sync/planning/people.ts';
import { runMutation } from './run-mutation.ts';

/** A gateway over four backends on which equal addresses make one user, with ada, bert and cleo on all of them. */
export const startStory = async (options: Parameters<typeof startGateway>[0] = {}): Promise<Gateway> => {
  const backend = 'writes: true, emailTrust: verified';
  const gateway = await startGateway({
    people: 0,
    backends: { iot: backend, etl: backend, hub: backend, vpn: backend },
    ...options,
    config: `${roles}\n${options.config ?? 'guards: { minAdmins: 0 }'}`,
  });
  if (options.over !== undefined) return gateway;
  clear(gateway);
  put(gateway, 'ada', { iot: [operator], etl: [], hub: ['linux_team'], vpn: [] });
  put(gateway, 'bert', { iot: [operator], etl: ['cdata_standard'], hub: [], vpn: [] });
  put(gateway, 'cleo', { iot: [builder], etl: ['cdata_support'], hub: [], vpn: [] });
  await gateway.refreshAll();
  return gateway;
};

const { operator, builder } = iotCentralRoles;

/** `operator` gives no more than it is on any backend. */
const roles = `roles:
  - { name: operator, map: { hub: [{ native: cf_remoteagent }], vpn: [{ native: ${cipherscaleIds.roles.networkOperator} }] } }`;

export const planFields = `id digest state origin createdBy mode reason
  changes(first: 100) { totalCount nodes { account { backend nativeId name } kind grants { nativeRole { name } } revokes { nativeRole { name } } } }
  failure { code message }`;

/** Plans to make operators of those on `to` who are on IoT Central. */
export const planSync = (gateway: Gateway, input: object = {}, caller?: string) =>
  runMutation(
    gateway,
    'planRoleSync',
    `plan { ${planFields} }`,
    { from: { backend: 'iot' }, to: ['etl', 'hub'], ...input },
    { caller },
  );

export const apply = (
  gateway: Gateway,
  { id, digest }: { readonly id: string; readonly digest: string },
  caller?: string,
) =>
  runMutation(
    gateway,
    'applyPlan',
    'run { id state startedBy counts { pending applied noop failed skipped conflict unknown } plan { id state } }',
    { id, digest },
    { caller },
  );

export const userOf = async (gateway: Gateway, backend: BackendId, nativeId: string): Promise<string> => {
  const { data } = await gateway.query(
    'query ($backend: ID!, $nativeId: ID!) { account(backend: $backend, nativeId: $nativeId) { user { id } } }',
    { backend, nativeId },
  );
  return data.account.user.id;
};
