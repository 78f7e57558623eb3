import { afterEach, describe, expect, it } from 'vitest';
import type { IotCentralSwitches } from '../../../src/emulators/iot-central/switches.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { altering, answering } from '../../faults.ts';
import { required } from '../required.ts';
import { callsOf, errorOf, type RunningApplication, startApplication } from './application.ts';

let application: RunningApplication;
const start = async (switches: Partial<IotCentralSwitches> = {}) => {
  application = await startApplication({ switches });
  return { ...application, organizations: required(application.backend.organizations, 'organizations') };
};
afterEach(() => application.close());

const seattle = { backend: 'iot', id: 'seattle', displayName: 'Seattle', parentId: 'washington' };
const tacoma = { id: 'tacoma', displayName: 'Tacoma', parentId: 'washington' };

describe('organizations', () => {
  it('are listed page by page, with their parents and without the root', async () => {
    const { organizations, emulator } = await start({ pageSize: 2 });
    const pages = await Array.fromAsync(organizations.list());
    expect(pages.flatMap(({ entries }) => entries)).toEqual([
      { backend: 'iot', id: 'us', displayName: 'United States', parentId: null },
      { backend: 'iot', id: 'washington', displayName: 'Washington', parentId: 'us' },
      seattle,
    ]);
    expect(await Array.fromAsync(organizations.list({ from: pages[0]?.next ?? undefined }))).toEqual(
      pages.slice(1),
    );
    expect(callsOf(application)).toEqual(Array.from({ length: 3 }, () => 'GET /api/organizations'));
    expectConformance('iot-central', emulator);
  });

  it('are read by id, in order, with null for none', async () => {
    const { organizations } = await start();
    expect(await organizations.get(['nowhere', 'seattle', '../users', ''])).toEqual([
      null,
      seattle,
      null,
      null,
    ]);
    expect(callsOf(application)).toEqual([
      'GET /api/organizations/nowhere',
      'GET /api/organizations/seattle',
      'GET /api/organizations/..%2Fusers',
    ]);
  });

  it('are created once they are known not to be there, and read back', async () => {
    const { organizations, emulator } = await start();
    expect(await organizations.create(tacoma)).toEqual({ backend: 'iot', ...tacoma });
    expect(await organizations.create({ id: 'eu', displayName: 'Europe' })).toMatchObject({ parentId: null });
    expect(callsOf(application).slice(0, 3)).toEqual([
      'GET /api/organizations/tacoma',
      'PUT /api/organizations/tacoma',
      'GET /api/organizations/tacoma',
    ]);
    expectConformance('iot-central', emulator);
  });

  it('P43: are never overwritten', async () => {
    const { organizations, emulator } = await start();
    const error = await errorOf(organizations.create({ id: 'seattle', displayName: 'Mine' }));
    expect(error.code).toBe('ALREADY_EXISTS');
    expect(emulator.state.organizations.get('seattle')?.displayName).toBe('Seattle');
  });

  it.each(['', 'a', 'Seattle', 'sea_ttle', '-sea', 'sea-', 'x'.repeat(49), '../users', 'a\r\nb'])(
    'of an impossible id are not created: %j',
    async (id) => {
      const { organizations } = await start();
      expect(await errorOf(organizations.create({ id, displayName: 'x' }))).toMatchObject({
        code: 'BAD_INPUT',
        inputPath: ['id'],
      });
      expect(callsOf(application)).toEqual([]);
    },
  );

  it('tell a parent that is not there', async () => {
    const { organizations } = await start();
    const error = await errorOf(organizations.create({ ...tacoma, parentId: 'nowhere' }));
    expect(error).toMatchObject({ code: 'UPSTREAM_REJECTED', status: 422 });
  });

  it('are renamed without moving, and moved without renaming', async () => {
    const { organizations, emulator } = await start();
    expect(await organizations.update('seattle', { displayName: 'Seattle Sales' })).toEqual({
      ...seattle,
      displayName: 'Seattle Sales',
    });
    expect(await organizations.update('seattle', { parentId: 'us' })).toEqual({
      ...seattle,
      displayName: 'Seattle Sales',
      parentId: 'us',
    });
    expect(emulator.requests.map(({ body }) => JSON.parse(body))).toEqual([
      { displayName: 'Seattle Sales' },
      { parent: 'us' },
    ]);
    expectConformance('iot-central', emulator);
  });

  it('P27: are renamed, or it is told that they were not: an answer of another kind is no organization', async () => {
    const { organizations, emulator } = await start();
    emulator.faults.add(altering(() => ({ status: 200, json: { hello: 'world' } })));
    const error = await errorOf(organizations.update('seattle', { displayName: 'Renamed' }));
    expect(error).toMatchObject({ code: 'CONFLICT', isUnsettled: true });
  });

  it('move under the root, or it is told that they did not', async () => {
    const { organizations, emulator } = await start();
    expect(await organizations.update('seattle', { parentId: null })).toMatchObject({ parentId: null });
    emulator.faults.add(answering({ status: 200, json: { displayName: 'Washington', parent: 'us' } }), {
      method: 'PATCH',
    });
    const error = await errorOf(organizations.update('washington', { parentId: null }));
    expect(error).toMatchObject({ code: 'CONFLICT' });
  });

  it.each([422, 400, 409] as const)('are deleted when empty only, else refused with %i', async (status) => {
    const { organizations, emulator } = await start({ organizationInUseStatus: status });
    await organizations.create(tacoma);
    await organizations.delete('tacoma');
    expect(emulator.state.organizations.has('tacoma')).toBe(false);
    expect(await errorOf(organizations.delete('seattle'))).toMatchObject({
      code: 'UPSTREAM_REJECTED',
      status,
    });
    expect(await errorOf(organizations.delete('nowhere'))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await errorOf(organizations.delete('..'))).toMatchObject({ code: 'BAD_INPUT' });
  });
});
