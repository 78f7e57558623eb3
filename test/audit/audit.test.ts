import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendAudit } from '../../src/audit/audit.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { auditEventOf } from '../store/records.ts';
import { append, readTrail } from './trail.ts';
import { verifyChain } from './verify-chain.ts';

describe('what is appended to the audit trail', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openStore('memory:');
  });
  afterEach(() => store.close());

  it('is chained however many write at once (G41)', async () => {
    await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        append(
          store,
          Array.from({ length: at % 4 }, () => auditEventOf({ at })),
        ),
      ),
    );
    expect(await verifyChain(readTrail(store))).toMatchObject({ isIntact: true, count: 73 });
  });

  it('is not there where the write that it is part of is not, and leaves no gap (P44)', async () => {
    await append(store, [auditEventOf()]);
    const failure = new Error('changed my mind');
    await expect(
      store.write(async (writer) => {
        await appendAudit(writer, [auditEventOf({ at: 2 })]);
        await writer.settings.write('name', 'value');
        throw failure;
      }),
    ).rejects.toBe(failure);
    expect(await store.settings.read('name')).toBeNull();
    await append(store, [auditEventOf({ at: 3 })]);
    expect((await store.audit.list({ first: 9, backends: null })).map(({ at }) => at)).toEqual([1000, 3]);
    expect(await verifyChain(readTrail(store))).toMatchObject({ isIntact: true, count: 2 });
  });

  it('may be several times of one write, and nothing', async () => {
    await store.write(async (writer) => {
      await appendAudit(writer, [auditEventOf()]);
      await appendAudit(writer, []);
      await appendAudit(writer, [auditEventOf(), auditEventOf()]);
    });
    expect(await verifyChain(readTrail(store))).toMatchObject({ isIntact: true, count: 3 });
  });
});
