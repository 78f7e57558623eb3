import { spawnSync } from 'node:child_process';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendAudit } from '../../src/audit/audit.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { auditEventOf, changeOf, planOf, runOf } from '../store/records.ts';
import { useDirectory } from '../store/sqlite/directory.ts';
import { readTrail } from './trail.ts';
import { verifyChain } from './verify-chain.ts';

describe('an audit trail that cannot be written (P44)', () => {
  const path = useDirectory();
  let store: Store;
  beforeEach(async () => {
    store = await openStore(`file:${path()}`);
    await store.write(async ({ plans, runs }) => {
      await plans.save(planOf('p'));
      await plans.addChanges('p', 0, [changeOf('iot', 'ada'), changeOf('iot', 'mia')]);
      await runs.begin(runOf('r', 'p'));
    });
  });
  afterEach(() => store.close());

  const tamper = (statement: string): void => {
    const database = new DatabaseSync(path());
    database.exec(statement);
    database.close();
  };
  const intend = (position: number): Promise<void> =>
    store.write(async (writer) => {
      await writer.runs.intend('r', [position], 3000);
      await appendAudit(writer, [auditEventOf({ phase: 'INTENT', runId: 'r', position })]);
    });
  const intended = async () =>
    (await store.runs.entries('r', { first: 9 })).map(({ intendedAt }) => intendedAt);

  it.each([
    ['refused', "create trigger refusal before insert on audit begin select raise(abort, 'no'); end"],
    ['rolled back', "create trigger refusal before insert on audit begin select raise(rollback, 'no'); end"],
  ])(
    'because it is %s keeps the intent from being there, within two seconds, while reads go on',
    async (_, trigger) => {
      await intend(0);
      tamper(trigger);
      const startedAt = performance.now();
      await expect(intend(1)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      expect(performance.now() - startedAt).toBeLessThan(2000);
      expect(await intended()).toEqual([3000, null]);
      expect(await store.audit.last()).toMatchObject({ sequence: 1, position: 0 });

      tamper('drop trigger refusal');
      await intend(1);
      expect(await intended()).toEqual([3000, 3000]);
      expect(await verifyChain(readTrail(store))).toMatchObject({ isIntact: true, count: 2 });
    },
  );

  it('because the disk is full has neither an intent nor an entry too many', async () => {
    await store.write(({ plans }) =>
      plans.addChanges(
        'p',
        2,
        Array.from({ length: 498 }, (_, at) => changeOf('iot', `${at}`)),
      ),
    );
    await store.close();
    const script = fileURLToPath(new URL('full-disk.ts', import.meta.url));
    const command = `ulimit -f 1500; exec "${process.execPath}" "${script}" "${path()}"`;
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const { code, intended: count, readable } = JSON.parse(stdout);
    expect([code, readable]).toEqual(['STORE_UNAVAILABLE', 500]);
    expect(count).toBeGreaterThan(5);
    expect(count).toBeLessThan(400);

    store = await openStore(`file:${path()}`);
    const entries = await store.runs.entries('r', { first: 500 });
    expect(entries.filter(({ intendedAt }) => intendedAt !== null)).toHaveLength(count);
    expect(await verifyChain(readTrail(store))).toMatchObject({ isIntact: true, count });
    await intend(count);
    expect(await verifyChain(readTrail(store))).toMatchObject({ isIntact: true, count: count + 1 });
  });

  it('because it is gone keeps the intent from being there', async () => {
    tamper('alter table audit rename to elsewhere');
    await expect(intend(0)).rejects.toThrow();
    expect(await intended()).toEqual([null, null]);
    tamper('alter table elsewhere rename to audit');
    await intend(0);
    expect(await intended()).toEqual([3000, null]);
  });

  it('because the journal is refused has no entry of what was not intended', async () => {
    tamper("create trigger refusal before insert on journal begin select raise(abort, 'no'); end");
    await expect(intend(0)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await store.audit.last()).toBeNull();
  });
});
