import { afterEach, describe, expect, test } from 'vitest';
import type { AccountWriter } from '../../../src/backends/backend.ts';
import { cipherscaleIds } from '../../../src/emulators/cipherscale/ids.ts';
import type { CipherscaleSwitches } from '../../../src/emulators/cipherscale/switches.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { readOne } from '../reading.ts';
import { required } from '../required.ts';
import { callsOf, startTenant, type Tenant } from './tenant.ts';

const { users } = cipherscaleIds;

let tenant: Tenant;
let writer: AccountWriter;
const start = async (switches: Partial<CipherscaleSwitches> = {}) => {
  tenant = await startTenant({ switches });
  writer = required(tenant.backend.accountWriter, 'accountWriter');
  return tenant;
};
afterEach(() => tenant.close());

const methodsOf = ({ emulator }: Tenant) =>
  callsOf(emulator).map((call) => call.replace(/ \/users\/[0-9a-f-]+/, ' '));

describe('the profile', () => {
  test.each(['kept', 'cleared'] as const)(
    'P42: where PUT leaves what it omits %s, only what is given changes',
    async (omittedOnPut) => {
      const { backend, emulator } = await start({ omittedOnPut });
      const dora = await readOne(backend, users.doubled);
      emulator.forget();
      const changed = await writer.update?.(dora, { firstName: 'Dorothea' });
      expect(changed).toEqual({
        ...dora,
        displayName: 'Dorothea Duarte',
        updatedAt: changed?.updatedAt,
        vendor: { ...dora.vendor, firstName: 'Dorothea' },
      });
      expect(methodsOf(tenant)).toEqual(['GET ', 'PUT ', 'GET ']);
      expect(JSON.parse(emulator.requests[1]?.body ?? '')).toEqual({
        firstName: 'Dorothea',
        lastName: 'Duarte',
        image: 'https://example.com/avatars/dora-duarte.jpg',
      });
      expectConformance('cipherscale', emulator);
    },
  );

  test.each(['kept', 'cleared'] as const)(
    'null clears where PUT leaves what it omits %s',
    async (omittedOnPut) => {
      const { backend } = await start({ omittedOnPut });
      const changed = await writer.update?.(await readOne(backend, users.doubled), { image: null });
      expect(changed).toMatchObject({ vendor: { firstName: 'Dora', lastName: 'Duarte', image: null } });
    },
  );

  test('P35: what someone else changed meanwhile stays', async () => {
    const { backend, emulator } = await start();
    const dora = await readOne(backend, users.doubled);
    const stored = emulator.state.users.get(users.doubled);
    if (stored) stored.lastName = 'Dias';
    expect(await writer.update?.(dora, { firstName: 'Dorothea' })).toMatchObject({
      displayName: 'Dorothea Dias',
    });
  });

  test('that would not differ is not written', async () => {
    const { backend, emulator } = await start();
    const dora = await readOne(backend, users.doubled);
    emulator.forget();
    expect(await writer.update?.(dora, { firstName: 'Dora' })).toEqual(dora);
    expect(methodsOf(tenant)).toEqual(['GET ']);
  });

  test('of an account that is gone is NOT_FOUND', async () => {
    const { backend, emulator } = await start();
    const dora = await readOne(backend, users.doubled);
    emulator.state.users.delete(users.doubled);
    await expect(writer.update?.(dora, { firstName: 'D' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the status', () => {
  test('DISABLED deactivates, and ACTIVE reactivates', async () => {
    const { backend, emulator } = await start();
    const dora = await readOne(backend, users.doubled);
    emulator.forget();
    expect(await writer.setStatus?.(dora, 'DISABLED')).toMatchObject({ status: 'DISABLED' });
    expect(await writer.setStatus?.(dora, 'ACTIVE')).toMatchObject({ status: 'ACTIVE' });
    expect(methodsOf(tenant)).toEqual([
      'GET ',
      'PATCH /deactivate',
      'GET ',
      'GET ',
      'POST /reactivate',
      'GET ',
    ]);
    expectConformance('cipherscale', emulator);
  });

  test('that is so already is not written', async () => {
    const { backend, emulator } = await start({ redundantStatus: 'refused' });
    const [dana, jane] = [await readOne(backend, users.deactivated), await readOne(backend, users.jane)];
    emulator.forget();
    expect(await writer.setStatus?.(dana, 'DISABLED')).toEqual(dana);
    expect(await writer.setStatus?.(jane, 'ACTIVE')).toEqual(jane);
    expect(methodsOf(tenant)).toEqual(['GET ', 'GET ']);
  });

  test('of an unknown word is left to the backend', async () => {
    const { backend } = await start();
    const lou = await readOne(backend, users.locked);
    expect(await writer.setStatus?.(lou, 'ACTIVE')).toMatchObject({ nativeStatus: 'Locked' });
    expect(methodsOf(tenant)).toContain('POST /reactivate');
  });

  test('of the owner cannot be DISABLED', async () => {
    const { backend, emulator } = await start();
    const owner = await readOne(backend, users.owner);
    await expect(writer.setStatus?.(owner, 'DISABLED')).rejects.toMatchObject({ code: 'PROTECTED' });
    expect(emulator.state.users.get(users.owner)?.status).toBe('Active');
  });
});

describe('the end', () => {
  test.each([204, 200] as const)('is one call, answered %i', async (deleteStatus) => {
    const { backend, emulator } = await start({ deleteStatus });
    const dora = await readOne(backend, users.doubled);
    emulator.forget();
    await writer.delete(dora);
    expect(methodsOf(tenant)).toEqual(['DELETE ']);
    expect(await backend.getAccounts([users.doubled])).toEqual([null]);
    expectConformance('cipherscale', emulator);
  });

  test('of the owner is refused without a call', async () => {
    const { backend, emulator } = await start();
    const owner = await readOne(backend, users.owner);
    emulator.forget();
    await expect(writer.delete(owner)).rejects.toMatchObject({ code: 'PROTECTED' });
    expect(emulator.requests).toEqual([]);
  });

  test('of an account that is gone is NOT_FOUND', async () => {
    const { backend } = await start();
    const dora = await readOne(backend, users.doubled);
    await writer.delete(dora);
    await expect(writer.delete(dora)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the invitation', () => {
  test.each([201, 200, 204] as const)('is sent again once, answered %i', async (inviteStatus) => {
    const { backend, emulator } = await start({ inviteStatus });
    await writer.reinvite?.(await readOne(backend, users.jane));
    expect(emulator.state.mails.get(users.jane)).toBe(1);
    expectConformance('cipherscale', emulator);
  });

  test('of an expired one is for the backend to decide', async () => {
    const { backend, emulator } = await start();
    const edgar = await readOne(backend, users.expired);
    await expect(writer.reinvite?.(edgar)).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED' });
    emulator.switches.inviteAccepts = 'pending-and-expired';
    await writer.reinvite?.(edgar);
    expect(emulator.state.mails.get(users.expired)).toBe(1);
  });

  test('P23: that got no answer is not sent again', async () => {
    const { backend, emulator } = await start();
    const jane = await readOne(backend, users.jane);
    emulator.faults.add({ kind: 'reset', applied: true });
    await expect(writer.reinvite?.(jane)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(emulator.state.mails.get(users.jane)).toBe(1);
  });
});
