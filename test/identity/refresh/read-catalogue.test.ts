import { describe, expect, it } from 'vitest';
import { cfengine } from '../../backends/cfengine/fixture.ts';
import { cipherscale } from '../../backends/cipherscale/fixture.ts';
import { iotCentral } from '../../backends/iot-central/fixture.ts';
import { failing, saying } from '../../faults.ts';
import { collectLog } from '../../log-lines.ts';
import { startIndexed } from './indexing.ts';

describe('native roles and organizations', () => {
  it('come with every reading of the backend', async () => {
    await using one = await startIndexed(iotCentral);
    await one.refresh();
    const first = one.index.catalogue(one.backend.id);
    expect(first?.nativeRoles.roles.map(({ name }) => name)).toContain('Operator');
    expect(first?.organizations.map(({ id }) => id)).toContain('oslo');
    await new Promise((resolve) => setTimeout(resolve, 2));
    await one.refresh();
    expect(one.index.catalogue(one.backend.id)?.asOf).toBeGreaterThan(first?.asOf ?? Number.NaN);
  });

  it('that cannot be read leave the accounts as they were read, and those that are kept', async () => {
    await using one = await startIndexed(iotCentral);
    one.emulator.faults.add(failing(500), { target: /^\/api\/roles/ });
    expect(await one.refresh()).toMatchObject({ state: 'COMPLETE' });
    expect(one.index.catalogue(one.backend.id)).toBeNull();
    one.emulator.faults.clear();
    await one.refresh();
    const kept = one.index.catalogue(one.backend.id);
    one.emulator.faults.add(failing(500), { target: /^\/api\/organizations/ });
    await one.refresh();
    expect(one.index.catalogue(one.backend.id)).toBe(kept);
  });

  it('P28: that were there and are none at all are not believed to be gone, and the log is told', async () => {
    const { log, lines } = collectLog();
    await using one = await startIndexed(iotCentral, { log });
    await one.refresh();
    const kept = one.index.catalogue(one.backend.id);
    one.emulator.faults.add(saying({ value: [] }), { target: /^\/api\/organizations/ });
    lines.length = 0;
    expect(await one.refresh()).toMatchObject({ state: 'COMPLETE' });
    expect(one.index.catalogue(one.backend.id)).toEqual(kept);
    expect(lines.join('')).toContain(`The list of organizations of backend ${one.backend.id} is empty`);
    expect(lines).toHaveLength(2);
  });

  it('P28: go on being told by the kept list of one where only that is empty', async () => {
    await using one = await startIndexed(iotCentral);
    await one.refresh();
    const kept = one.index.catalogue(one.backend.id);
    one.emulator.faults.add(saying({ value: [] }), { target: /^\/api\/organizations/ });
    const { roles } = one.state() as { readonly roles: Map<string, { displayName: string }> };
    for (const role of roles.values()) role.displayName += ' of old';
    await one.refresh();
    const merged = one.index.catalogue(one.backend.id);
    expect(merged?.organizations).toEqual(kept?.organizations);
    expect(merged?.nativeRoles.roles.every(({ name }) => name?.endsWith(' of old'))).toBe(true);
    expect(merged?.asOf).toBe(kept?.asOf);
  });

  it('P28: are not replaced by an empty list of roles', async () => {
    const { log, lines } = collectLog();
    await using one = await startIndexed(cfengine, { log });
    await one.refresh();
    const kept = one.index.catalogue(one.backend.id)?.nativeRoles;
    expect(kept?.roles.length).toBeGreaterThan(0);
    const none = { meta: { page: 1, count: 0, total: 0, timestamp: 1 }, data: [] };
    one.emulator.faults.add(saying(none), { target: /\/roles?(\?|$)/ });
    await one.refresh();
    expect(one.index.catalogue(one.backend.id)?.nativeRoles).toEqual(kept);
    expect(lines.join('')).toContain(`The list of native roles of backend ${one.backend.id} is empty`);
  });

  it('P28: of CipherScale can never be none: nothing is read then, and nothing changes', async () => {
    await using one = await startIndexed(cipherscale);
    await one.refresh();
    const kept = one.index.catalogue(one.backend.id);
    one.emulator.faults.add(saying([]), { target: /\/tenants\/roles$/ });
    expect(await one.refresh()).toMatchObject({ state: 'FAILED', pages: 0 });
    expect(one.index.catalogue(one.backend.id)).toBe(kept);
  });
});
