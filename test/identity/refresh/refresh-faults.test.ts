import { describe, expect, it } from 'vitest';
import { cdataSync } from '../../backends/cdata-sync/fixture.ts';
import { cfengine } from '../../backends/cfengine/fixture.ts';
import { cipherscale } from '../../backends/cipherscale/fixture.ts';
import type { Fixture } from '../../backends/contract/fixture.ts';
import { iotCentral } from '../../backends/iot-central/fixture.ts';
import { startIndexed } from './indexing.ts';
import { listFaults } from './list-faults.ts';

const kinds: readonly (readonly [name: string, fixture: Fixture])[] = [
  ['IoT Central', iotCentral],
  ['CData Sync', cdataSync],
  ['CFEngine', cfengine],
  ['CipherScale', cipherscale],
];

describe.each(kinds)('P28, G31: a reading of %s', (_name, fixture) => {
  it('is COMPLETE where nothing befalls it, and shows every account that there is', async () => {
    await using one = await startIndexed(fixture);
    expect(await one.refresh()).toMatchObject({ state: 'COMPLETE', vanished: 0, reason: null });
    expect(await one.count()).toBe(one.truth().length);
  });

  it.each(Object.entries(listFaults))('marks nobody as gone for %s', async (_fault, befall) => {
    await using one = await startIndexed(fixture);
    await one.refresh();
    const before = await one.count();

    befall(one);
    const { state, reason } = await one.refresh();
    expect(['PARTIAL', 'HELD', 'FAILED']).toContain(state);
    expect(reason).not.toBeNull();
    // A list that is made up adds whom it names; it takes nobody away.
    const truth = one.truth().map(({ id }) => ({ backend: one.backend.id, id }));
    expect(await one.index.accounts.find(truth)).toHaveLength(before);
    expect(one.refreshes.status(one.backend.id)).toMatchObject({
      last: { state },
      complete: { state: 'COMPLETE' },
      running: null,
    });
  });
});
