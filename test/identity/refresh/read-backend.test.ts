import { describe, expect, it } from 'vitest';
import { cfengine } from '../../backends/cfengine/fixture.ts';
import { collectLog } from '../../log-lines.ts';
import { startIndexed } from './indexing.ts';

describe('accounts whose ids are no well-formed text', () => {
  it('are left out, which keeps nobody else out, and the log is told how many once a reading', async () => {
    const { log, lines } = collectLog();
    await using one = await startIndexed(cfengine, { log });
    const { internal } = one.state() as { readonly internal: Map<string, object> };
    for (const id of ['z\ud800', 'z\ud801', 'z\ufffd']) internal.set(id, { id, roles: [], external: false });
    for (let reading = 0; reading < 2; reading += 1) {
      lines.length = 0;
      expect(await one.refresh()).toMatchObject({ state: 'COMPLETE', vanished: 0 });
      expect(await one.count()).toBe(one.truth().length - 2);
      const told = lines.filter((line) => line.includes('left out'));
      expect(told).toHaveLength(1);
      expect(told[0]).toContain(`Backend ${one.backend.id} has 2 accounts whose ids are no well-formed text`);
    }
    expect(await one.index.accounts.find([{ backend: one.backend.id, id: 'z\ufffd' }])).toHaveLength(1);
  });
});
