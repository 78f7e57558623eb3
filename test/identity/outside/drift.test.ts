import { describe, expect, it } from 'vitest';
import type { OutsideChange } from '../../../src/domain/outside-change.ts';
import { cdataSync } from '../../backends/cdata-sync/fixture.ts';
import { cfengine } from '../../backends/cfengine/fixture.ts';
import { cipherscale } from '../../backends/cipherscale/fixture.ts';
import { iotCentral } from '../../backends/iot-central/fixture.ts';
import { required } from '../../backends/required.ts';
import { type Indexed, startIndexed } from '../refresh/indexing.ts';

const outside = async ({ store, backend }: Indexed): Promise<readonly Partial<OutsideChange>[]> => {
  const found = await store.outside.list({ backends: [backend.id], first: 100 });
  return found.map(({ account, granted, revoked, presence, status }) => ({
    account,
    granted,
    revoked,
    presence,
    status,
  }));
};

describe.each([
  ['IoT Central', iotCentral],
  ['CData Sync', cdataSync],
  ['CFEngine', cfengine],
  ['CipherScale', cipherscale],
])('two readings of %s (G27)', (_, fixture) => {
  it('tell nothing of others where nobody changed anything', async () => {
    await using one = await startIndexed(fixture);
    for (let reading = 0; reading < 3; reading += 1)
      expect(await one.refresh()).toMatchObject({ state: 'COMPLETE' });
    expect(await one.count()).toBeGreaterThan(100);
    expect(await outside(one)).toEqual([]);
  });

  it('tell the one role that somebody granted in between', async () => {
    await using one = await startIndexed(fixture);
    await one.refresh();
    one.grantBehind();
    await one.refresh();
    await one.refresh();
    expect(await outside(one)).toEqual([
      {
        account: { backend: one.backend.id, id: one.editable.id },
        granted: [one.editable.spare],
        revoked: [],
        presence: 'STAYED',
        status: null,
      },
    ]);
  });

  it('tell of the accounts that somebody made and deleted in between', async () => {
    await using one = await startIndexed(fixture);
    await one.refresh();
    const writer = required(one.backend.accountWriter, 'account writer');
    const [deleted] = await one.backend.getAccounts([one.editable.id]);
    if (deleted === undefined || deleted === null || deleted instanceof Error)
      throw new Error('expected the editable account');
    await writer.delete(deleted);
    const [made] = await writer.create([required(one.accounts, 'account to make').fresh]);
    if (made === undefined || made instanceof Error) throw new Error('expected an account to be made');
    await one.refresh();
    const told = await outside(one);
    expect(told.map(({ account, presence }) => [account?.id, presence])).toEqual([
      [deleted.ref.id, 'VANISHED'],
      [made.ref.id, 'APPEARED'],
    ]);
    expect(told[0]?.revoked?.length).toBeGreaterThan(0);
  });
});
