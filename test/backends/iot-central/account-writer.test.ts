import { afterEach, describe, expect, it } from 'vitest';
import type { NewAccount } from '../../../src/backends/backend.ts';
import type { Account } from '../../../src/domain/account.ts';
import { BackendError } from '../../../src/domain/errors.ts';
import { createSecret } from '../../../src/domain/secret.ts';
import type { EmulatorAnswer } from '../../../src/emulators/answer.ts';
import { iotCentralRoles } from '../../../src/emulators/iot-central/ids.ts';
import type { IotCentralSwitches } from '../../../src/emulators/iot-central/switches.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { altering } from '../../faults.ts';
import { readOne } from '../reading.ts';
import { callsOf, errorOf, type RunningApplication, startApplication } from './application.ts';

let application: RunningApplication;
const start = async (switches: Partial<IotCentralSwitches> = {}): Promise<RunningApplication> => {
  application = await startApplication({ switches });
  return application;
};
afterEach(() => application.close());

const grants = [
  { nativeRoleId: iotCentralRoles.operator, organizationId: null },
  { nativeRoleId: iotCentralRoles.organizationViewer, organizationId: 'seattle' },
];
const user5: NewAccount = { nativeId: 'user-001', email: 'user5@contoso.com', grants };
const directory = {
  tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
  objectId: '1d3c6a3a-51f7-4c43-8f7c-5a6a3a9f1c11',
};

const create = async (...accounts: readonly NewAccount[]): Promise<readonly (Account | BackendError)[]> =>
  (await application.backend.accountWriter?.create(accounts)) ?? [];

describe('creating an account', () => {
  it.each([{}, { putOmitsId: true }, { putOnExistingUser: 'refused' }, { emailCase: 'kept' }] as const)(
    'reads, writes and reads under %o',
    async (switches) => {
      const { emulator } = await start(switches);
      const [account] = await create({ ...user5, email: 'User5@Contoso.com' });
      expect(account).toEqual(await readOne(application.backend, 'user-001'));
      expect(account).toMatchObject({ kind: 'PERSON', assignments: grants });
      const place = '/api/users/user-001';
      expect(callsOf(application)).toEqual([`GET ${place}`, `PUT ${place}`, `GET ${place}`, `GET ${place}`]);
      expectConformance('iot-central', emulator);
    },
  );

  it.each([
    ['SERVICE', 'servicePrincipal'],
    ['DIRECTORY_GROUP', 'adGroup'],
  ] as const)('makes a %s of an object of the directory', async (kind, type) => {
    const { emulator } = await start();
    const [account] = await create({ nativeId: 'svc', kind, directory, grants });
    expect(account).toMatchObject({ kind, email: null, vendor: { type, ...directory } });
    expectConformance('iot-central', emulator);
  });

  it.each(['overwrites', 'refused'] as const)(
    'P43: never overwrites a user, where PUT %s',
    async (putOnExistingUser) => {
      const { emulator } = await start({ putOnExistingUser });
      const before = structuredClone([...emulator.state.users]);
      const [refusal] = await create({ ...user5, nativeId: 'auditor' });
      expect(refusal).toMatchObject({ code: 'ALREADY_EXISTS' });
      expect([...emulator.state.users]).toEqual(before);
      expect(callsOf(application)).toEqual(['GET /api/users/auditor']);
    },
  );

  it('P43: creates one of two of the same id', async () => {
    await start();
    const [first, second] = await create(user5, { ...user5, email: 'other@contoso.com' });
    expect(first).toMatchObject({ email: 'user5@contoso.com' });
    expect(second).toMatchObject({ code: 'ALREADY_EXISTS' });
    expect(callsOf(application).filter((call) => call.startsWith('PUT'))).toHaveLength(1);
  });

  it.each([400, 409, 422] as const)(
    'names the user that has the email, which the vendor refuses with %i',
    async (duplicateStatus) => {
      await start({ duplicateStatus, pageSize: 3 });
      const [refusal] = await create({ ...user5, email: 'AUDITOR@contoso.com' });
      expect(refusal).toMatchObject({ code: 'ALREADY_EXISTS' });
      expect(String(refusal)).toContain('"auditor"');
    },
  );

  it('names the user that has the object of the directory', async () => {
    const { emulator } = await start();
    const { tenantId = '', objectId = '' } = emulator.state.users.get('123') ?? {};
    const [refusal] = await create({
      nativeId: 'svc',
      kind: 'SERVICE',
      directory: { tenantId, objectId },
      grants,
    });
    expect(refusal).toMatchObject({ code: 'ALREADY_EXISTS' });
    expect(String(refusal)).toContain('"123"');
  });

  it('P43: finds that someone else was faster', async () => {
    const { emulator } = await start({ putOnExistingUser: 'refused' });
    const user = {
      id: 'user-001',
      type: 'email',
      email: 'faster@contoso.com',
      roles: [{ role: iotCentralRoles.operator }],
    };
    const beFaster = (answer: EmulatorAnswer): EmulatorAnswer => {
      emulator.state.users.set('user-001', user);
      return answer;
    };
    emulator.faults.add(altering(beFaster), { method: 'GET', times: 1 });
    const [refusal] = await create(user5);
    expect(refusal).toMatchObject({ code: 'ALREADY_EXISTS' });
    expect(emulator.state.users.get('user-001')).toEqual(user);
  });

  it('tells a refusal that no other user explains', async () => {
    await start({ roleAssignmentQuota: 1 });
    const [refusal] = await create(user5);
    expect(refusal).toMatchObject({
      code: 'UPSTREAM_REJECTED',
      operation: 'Users_Create',
      vendorCode: 'UnprocessableEntity',
    });
  });

  it('tells that something else was written meanwhile', async () => {
    const { emulator } = await start();
    const promote = (answer: EmulatorAnswer): EmulatorAnswer => {
      const user = emulator.state.users.get('user-001');
      if (user === undefined) throw new Error('expected the user just created');
      emulator.state.users.set('user-001', { ...user, roles: [{ role: iotCentralRoles.administrator }] });
      return answer;
    };
    emulator.faults.add(altering(promote), { method: 'PUT' });
    const [conflict] = await create(user5);
    expect(conflict).toMatchObject({ code: 'CONFLICT' });
  });

  it('waits a little where reads lag behind', async () => {
    await start({ readLagMs: 150 });
    const [account] = await create(user5);
    expect(account).toMatchObject({ ref: { id: 'user-001' } });
    expect(callsOf(application)).toHaveLength(4);
  });

  it('tells where reads lag behind for too long', async () => {
    await start({ readLagMs: 5000 });
    const [conflict] = await create(user5);
    expect(conflict).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('does not show it'),
    });
  });

  it('answers for each, in order, and lets one failure harm no other', async () => {
    await start();
    const [first, second, third] = await create(
      user5,
      { ...user5, nativeId: 'auditor' },
      { ...user5, nativeId: 'user-003', email: 'user7@contoso.com' },
    );
    expect(first).toMatchObject({ ref: { id: 'user-001' } });
    expect(second).toBeInstanceOf(BackendError);
    expect(third).toMatchObject({ ref: { id: 'user-003' } });
  });

  it.each<[string, string, NewAccount]>([
    ['no id', 'nativeId', { ...user5, nativeId: undefined }],
    ['an id with a slash', 'nativeId', { ...user5, nativeId: '../roles/x' }],
    ['an id of 49 characters', 'nativeId', { ...user5, nativeId: 'x'.repeat(49) }],
    ['no email for a person', 'email', { ...user5, email: undefined }],
    ['a blank email', 'email', { ...user5, email: ' ' }],
    ['a directory for a person', 'kind', { ...user5, directory }],
    ['an email for a service', 'email', { ...user5, kind: 'SERVICE', directory }],
    ['no directory for a group', 'directory', { ...user5, email: undefined, kind: 'DIRECTORY_GROUP' }],
    ['a name', 'displayName', { ...user5, displayName: 'User Five' }],
    ['a password', 'password', { ...user5, password: createSecret('canary') }],
    ['a status', 'status', { ...user5, status: 'DISABLED' }],
  ])('refuses %s without a call', async (_, field, account) => {
    await start();
    expect(await create(account)).toMatchObject([{ code: 'BAD_INPUT', inputPath: [field] }]);
    expect(callsOf(application)).toEqual([]);
  });

  it.each([
    ['BAD_INPUT', []],
    ['ORGANIZATION_REQUIRED', [{ nativeRoleId: iotCentralRoles.organizationViewer, organizationId: null }]],
    ['NOT_EXPRESSIBLE', [{ nativeRoleId: iotCentralRoles.builder, organizationId: 'seattle' }]],
  ])('refuses roles that nobody can hold as %s', async (code, impossible) => {
    await start();
    expect(await create({ ...user5, grants: impossible })).toMatchObject([{ code }]);
    expect(callsOf(application)).toEqual([]);
  });
});

describe('the rest of the account writer', () => {
  it('deletes a user in one call', async () => {
    const { backend, emulator } = await start();
    const account = await readOne(application.backend, 'auditor');
    emulator.forget();
    await backend.accountWriter?.delete(account);
    expect(emulator.state.users.has('auditor')).toBe(false);
    expect(callsOf(application)).toEqual(['DELETE /api/users/auditor']);
    expectConformance('iot-central', emulator);
    const again = await errorOf(backend.accountWriter?.delete(account) ?? Promise.resolve());
    expect(again).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('says what it cannot do by not having it', async () => {
    const { backend } = await start();
    expect(backend.accountWriter?.updateFields).toEqual([]);
    expect(backend.accountWriter).not.toHaveProperty('update');
    expect(backend.accountWriter).not.toHaveProperty('setStatus');
    expect(backend.accountWriter).not.toHaveProperty('reinvite');
    expect(backend).not.toHaveProperty('groups');
    expect(backend).not.toHaveProperty('roleDefinitions');
    expect(backend).not.toHaveProperty('getAssignments');
  });
});
