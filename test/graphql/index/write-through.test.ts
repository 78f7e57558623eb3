import { describe, expect, it } from 'vitest';
import type { Account } from '../../../src/domain/account.ts';
import { createWriteThrough } from '../../../src/graphql/index/write-through.ts';
import { createIdentityIndex } from '../../../src/identity/identity-index.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { collectLog } from '../../log-lines.ts';
import { accountOf } from '../../store/accounts.ts';

const account = (id: string): Account => accountOf('etl', id, { userName: id });

const start = async () => {
  const store = await openStore('memory:');
  const index = await createIdentityIndex({
    store,
    backends: ['etl'],
    verifiedBackends: new Set(),
    newUserId: () => crypto.randomUUID(),
    now: Date.now,
  });
  const { log, lines } = collectLog();
  let changes = 0;
  const writeThrough = createWriteThrough({
    index,
    log,
    requestId: 'the-request',
    now: () => new Date('2026-11-26T08:00:00Z'),
    onWritten: () => {
      changes += 1;
    },
  });
  return { store, index, writeThrough, lines, changes: () => changes };
};

/** Its own records tell all that an account holds. */
const backend = {};

describe('writing through', () => {
  it('keeps what was read as of when reading began, however many there are', async () => {
    const { store, index, writeThrough, changes } = await start();
    const asOf = Date.parse('2026-11-26T07:59:59.500Z');
    const ids = Array.from({ length: 1100 }, (_, at) => `account-${at}`);
    const read = await writeThrough.keepRead(backend, ids.map(account), asOf);
    expect(read.map(({ ref }) => ref.id)).toEqual(ids);
    expect(read[0]).toMatchObject({ asOf: '2026-11-26T07:59:59.500Z', isAttributed: true, kept: null });
    expect(await index.accounts.count({ backends: ['etl'] })).toBe(1100);
    expect(await index.accounts.find([{ backend: 'etl', id: 'account-7' }])).toMatchObject([
      { account: account('account-7'), asOf, isAttributed: true },
    ]);
    expect(changes()).toBeGreaterThan(0);
    await store.close();
  });

  it('answers as ever where the store is gone, and says so in the log once', async () => {
    const { store, writeThrough, lines } = await start();
    await store.close();
    const [read] = await writeThrough.keepRead(backend, [account('a')], 0);
    expect(read).toMatchObject({ ref: { backend: 'etl', id: 'a' } });
    expect(await writeThrough.keepWritten(backend, [account('b')])).toMatchObject([
      { asOf: '2026-11-26T08:00:00.000Z' },
    ]);
    await writeThrough.keepDeleted({ backend: 'etl', id: 'a' });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      requestId: 'the-request',
      err: { code: 'STORE_UNAVAILABLE' },
      msg: 'the index could not be written through',
    });
  });
});
