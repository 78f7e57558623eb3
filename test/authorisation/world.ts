import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { accountId } from '../canaries/accounts.ts';
import type { BackendId, Gateway, TestCaller } from '../gateway.ts';
import { startForEvery } from '../graphql/every-mutation.ts';
import { runMutation } from '../graphql/run-mutation.ts';
import { userOf } from '../graphql/sync-stories.ts';
import { idOn, iotCentralRoles, put } from '../sync/planning/people.ts';

/** A gateway on which there is something of everything that can be asked for, and what of it nobody can name but who was told. */
export type World = {
  readonly gateway: Gateway;
  /** One whose links are sure or nearly so, and one of whom somebody said who it is not. */
  readonly users: readonly string[];
  /** Of every sort: approved, to be applied, failed, made by a mutation. */
  readonly plans: readonly string[];
  /** One that is done, and one that found something else than was planned. */
  readonly runs: readonly string[];
  /** One above another, and that other. */
  readonly organizations: readonly string[];
};

export const startWorld = async (callers: Readonly<Record<string, TestCaller>>): Promise<World> => {
  const verified = 'writes: true, emailTrust: verified';
  const gateway = await startForEvery({
    callers: { ...callers, approver: { scopes: ['read', 'approve'] } },
    backends: { iot: verified, etl: verified, vpn: verified },
    config,
  });
  const { iot, etl, hub } = gateway;
  hub.state.roles.set('web_team', {
    id: 'web_team',
    includeContext: 'web_host',
    excludeContext: 'test_host',
  });
  const read = accountId('read');
  hub.state.internal.set(read, { id: read, roles: ['web_team'], external: false, time_zone: 'Europe/Oslo' });
  const token = { id: 'outliving', roles: [{ role: operator }], expiry: '2031-01-01T00:00:00Z', token: 'x' };
  iot.state.apiTokens.set(token.id, token);
  // Equal addresses make one user of the accounts of each, but for those on CFEngine, which only may be theirs.
  put(gateway, 'ada', { iot: [operator], etl: [], hub: ['linux_team'], vpn: [] });
  put(gateway, 'bert', { iot: [operator, builder], etl: ['cdata_standard'], hub: [], vpn: [admin] });
  put(gateway, 'cleo', { iot: [`${organizationViewer} in seattle`, builder], etl: [], vpn: [] });
  await gateway.refreshAll();

  // What others do, between two readings.
  put(gateway, 'ada', { etl: ['cdata_job_creator'] });
  put(gateway, 'dora', { hub: ['linux_team'] });
  etl.state.users.delete(idOn('etl', 'cleo'));
  const bert = etl.state.users.get(idOn('etl', 'bert'));
  if (bert !== undefined) bert.is_active = false;
  await gateway.refreshAll();

  const plan = async (field: 'planRoleSync' | 'planOffboarding', input: object): Promise<Planned> =>
    (await runMutation(gateway, field, 'plan { id digest }', input)).plan;
  const desired = (name: string, roles: readonly string[], to: readonly string[]) =>
    plan('planRoleSync', {
      from: { desired: [{ user: { account: on('iot', name) }, roles }] },
      to,
      mode: 'REPLACE',
      reason: 'Told at the desk',
    });

  const leaving = await plan('planOffboarding', {
    user: { account: on('vpn', 'bert') },
  });
  await runMutation(
    gateway,
    'approvePlan',
    'plan { id }',
    { ...leaving, reason: 'Talked to them' },
    { caller: 'approver' },
  );
  const ready = await desired('cleo', ['operator', 'billing'], ['iot', 'vpn']);
  const moving = await desired('ada', ['operator'], ['etl']);
  put(gateway, 'ada', { etl: ['cdata_support'] });
  const { run } = await runMutation(gateway, 'applyPlan', 'run { id }', moving);
  hub.faults.add({ kind: 'reset', applied: false });
  const failed = await plan('planRoleSync', { from: { backend: 'iot' }, to: ['hub'] });
  hub.faults.clear();
  await gateway.refreshAll(['hub']);

  const revoked = await runMutation(gateway, 'revokeRoles', 'run { id plan { id } }', {
    account: on('iot', 'bert'),
    nativeRoles: [operator],
  });
  await runMutation(gateway, 'unlinkAccount', 'user { id }', {
    account: on('hub', 'ada'),
    from: [on('iot', 'ada')],
    reason: 'They told so',
  });
  // Of what is refused there is a trail, too.
  await gateway.query(
    'mutation ($input: DeleteAccountInput!) { deleteAccount(input: $input) { deletedId } }',
    { input: { account: on('iot', 'ada') } },
    'approver',
  );
  return {
    gateway,
    users: [await userOf(gateway, 'iot', idOn('iot', 'bert')), await userOf(gateway, 'hub', 'ada')],
    plans: [leaving.id, ready.id, moving.id, failed.id, revoked.run.plan.id],
    runs: [run.id, revoked.run.id],
    organizations: ['washington', 'seattle'].map((id) =>
      toGlobalId({ type: 'Organization', backend: 'iot', id }),
    ),
  };
};

type Planned = { readonly id: string; readonly digest: string };

const on = (backend: BackendId, name: string) => ({ backend, nativeId: idOn(backend, name) });

const { operator, builder, organizationViewer } = iotCentralRoles;
const { admin } = cipherscaleIds.roles;

const config = `roles:
  - { name: operator, map: { vpn: [{ native: ${cipherscaleIds.roles.networkOperator} }] } }
exclusive: [[builder, operator]]
guards: { minAdmins: 0, maxRevokedPercent: 100, maxRevoked: 100000, smallMaxRevoked: 100000 }
limits: { cost: 1000000, tokens: 10000, aliases: 1000, depth: 20, upstreamCalls: 1000 }`;
