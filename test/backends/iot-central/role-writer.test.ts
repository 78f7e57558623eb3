import { afterEach, describe, expect, it } from 'vitest';
import type { AssignmentRef } from '../../../src/domain/assignment.ts';
import { iotCentralRoles } from '../../../src/emulators/iot-central/ids.ts';
import type { IotCentralSwitches } from '../../../src/emulators/iot-central/switches.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { readOne } from '../reading.ts';
import { callsOf, errorOf, type RunningApplication, startApplication } from './application.ts';

let application: RunningApplication;
const start = async (switches: Partial<IotCentralSwitches> = {}): Promise<RunningApplication> => {
  application = await startApplication({ switches });
  return application;
};
afterEach(() => application.close());

/** Holds the operator's role for the whole application and the organization operator's in Washington. */
const group = 'field-engineers';
const operator: AssignmentRef = { nativeRoleId: iotCentralRoles.operator, organizationId: null };
const inWashington: AssignmentRef = {
  nativeRoleId: iotCentralRoles.organizationOperator,
  organizationId: 'washington',
};
const viewerOf = (organizationId: string): AssignmentRef => ({
  nativeRoleId: iotCentralRoles.organizationViewer,
  organizationId,
});

const write = async (
  id: string,
  after: readonly AssignmentRef[],
  change: { readonly grants?: readonly AssignmentRef[]; readonly revokes?: readonly AssignmentRef[] } = {},
): Promise<void> => {
  const account = await readOne(application.backend, id);
  application.emulator.forget();
  const { grants = [], revokes = [] } = change;
  await application.backend.roleWriter?.write({
    account,
    before: account.assignments,
    after,
    grants,
    revokes,
  });
};

const heldBy = (id: string) => application.emulator.state.users.get(id)?.roles;

describe('the role writer', () => {
  it('says how it works', async () => {
    const { backend } = await start();
    expect(backend.roleWriter).toMatchObject({ style: 'replace', min: 1, max: 200 });
  });

  it('G14: grants a role in one more organization, and the others keep theirs', async () => {
    const { emulator } = await start();
    const added = viewerOf('seattle');
    await write(group, [operator, inWashington, added], { grants: [added] });
    expect(heldBy(group)).toEqual([
      { role: iotCentralRoles.operator },
      { role: iotCentralRoles.organizationOperator, organization: 'washington' },
      { role: iotCentralRoles.organizationViewer, organization: 'seattle' },
    ]);
    expectConformance('iot-central', emulator);
  });

  it('G14: revokes a role in one organization and not in the other', async () => {
    await start();
    const both = [viewerOf('seattle'), viewerOf('us')];
    await write(group, [operator, ...both], { grants: both, revokes: [inWashington] });
    await write(group, [operator, viewerOf('us')], { revokes: [viewerOf('seattle')] });
    expect(heldBy(group)).toEqual([
      { role: iotCentralRoles.operator },
      { role: iotCentralRoles.organizationViewer, organization: 'us' },
    ]);
  });

  it('P42: sends all roles, and nothing else of the user, in one merge patch', async () => {
    const { emulator } = await start();
    const before = emulator.state.users.get('auditor');
    await write('auditor', [
      { nativeRoleId: iotCentralRoles.customOrganization, organizationId: 'seattle' },
      operator,
    ]);
    expect(callsOf(application)).toEqual(['PATCH /api/users/auditor']);
    const [patch] = emulator.requests;
    expect(patch?.headers['content-type']).toBe('application/merge-patch+json');
    expect(JSON.parse(patch?.body ?? '')).toEqual({
      roles: [
        { role: iotCentralRoles.customOrganization, organization: 'seattle' },
        { role: iotCentralRoles.operator },
      ],
    });
    expect(emulator.state.users.get('auditor')).toEqual({
      ...before,
      roles: JSON.parse(patch?.body ?? '').roles,
    });
  });

  it('carries custom roles over, of which it knows an id only', async () => {
    await start();
    const custom = { nativeRoleId: iotCentralRoles.customOrganization, organizationId: 'seattle' };
    await write('auditor', [custom, viewerOf('us')], { grants: [viewerOf('us')] });
    expect(heldBy('auditor')?.[0]).toEqual({
      role: iotCentralRoles.customOrganization,
      organization: 'seattle',
    });
  });

  it('never takes the last role, and makes no call for it', async () => {
    await start();
    const error = await errorOf(write(group, [], { revokes: [operator, inWashington] }));
    expect(error).toMatchObject({ code: 'BAD_INPUT' });
    expect(callsOf(application)).toEqual([]);
  });

  it.each([
    ['ORGANIZATION_REQUIRED', { ...inWashington, organizationId: null }],
    ['NOT_EXPRESSIBLE', { ...operator, organizationId: 'seattle' }],
  ])('refuses a built-in role in the wrong place as %s, without a call', async (code, misplaced) => {
    await start();
    const error = await errorOf(write(group, [operator, misplaced], { grants: [misplaced] }));
    expect(error).toMatchObject({ code });
    expect(callsOf(application)).toEqual([]);
  });

  it.each([422, 400] as const)(
    'tells that the vendor refuses a custom role in the wrong place with %i',
    async (status) => {
      await start({ roleKindStatus: status });
      const misplaced = { nativeRoleId: iotCentralRoles.custom, organizationId: 'seattle' };
      const error = await errorOf(write(group, [operator, misplaced], { grants: [misplaced] }));
      expect(error).toMatchObject({ code: 'UPSTREAM_REJECTED', operation: 'Users_Update', status });
    },
  );

  it.each([422, 400] as const)('tells that the last Administrator has to stay, with %i', async (status) => {
    const { emulator } = await start({ lastAdministratorStatus: status });
    const [first, ...others] = [...emulator.state.users.values()].filter(({ roles }) =>
      roles.some(({ role }) => role === iotCentralRoles.administrator),
    );
    for (const { id } of others) emulator.state.users.delete(id);
    const error = await errorOf(write(first?.id ?? '', [operator], { grants: [operator] }));
    expect(error).toMatchObject({ code: 'UPSTREAM_REJECTED', status });
  });

  it('tells that the user is gone', async () => {
    const { backend, emulator } = await start();
    const account = await readOne(application.backend, group);
    emulator.state.users.delete(group);
    const change = { account, before: [], after: [operator], grants: [], revokes: [] };
    const error = await errorOf(backend.roleWriter?.write(change) ?? Promise.resolve());
    expect(error).toMatchObject({ code: 'NOT_FOUND', operation: 'Users_Update' });
  });

  it('P23: sends a write once, whatever becomes of it', async () => {
    const { emulator } = await start();
    emulator.faults.add({ kind: 'reset', applied: true }, { method: 'PATCH' });
    const error = await errorOf(write(group, [operator], { revokes: [inWashington] }));
    expect(error.code).toBe('UPSTREAM_UNAVAILABLE');
    expect(callsOf(application)).toEqual([`PATCH /api/users/${group}`]);
  });
});
