import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { open as openFile, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/open-store.ts';
import { accountOf, keep } from '../accounts.ts';
import { useDirectory } from './directory.ts';

/** A store waits without letting anything else happen, so whoever holds its file cannot be in the same thread. */
const holdFor = `
  const { DatabaseSync } = require('node:sqlite');
  const { parentPort, workerData } = require('node:worker_threads');
  const database = new DatabaseSync(workerData.file);
  database.exec('begin immediate');
  parentPort.postMessage('held');
  setTimeout(() => database.close(), workerData.forMs);
`;

describe('a store in a file', () => {
  const path = useDirectory();
  const many = (from: number) =>
    Array.from({ length: 500 }, (_, at) =>
      accountOf('iot', `${from + at}`, { displayName: `Name ${from + at}` }),
    );

  it('answers readers while somebody writes, with what there was before', async () => {
    const store = await openStore(`file:${path()}`);
    let isWriting = true;
    const written = store.write(async ({ settings }) => {
      await settings.write('name', 'value');
      while (isWriting) await pause(1);
    });
    await pause(5);
    expect(await store.settings.read('name')).toBeNull();
    isWriting = false;
    await written;
    expect(await store.settings.read('name')).toBe('value');
    await store.close();
  });

  it('waits a moment for another that holds it, and is unavailable where that takes longer', async () => {
    const store = await openStore(`file:${path()}`);
    const holding = (forMs: number) => {
      const worker = new Worker(holdFor, { eval: true, workerData: { file: path(), forMs } });
      return { held: once(worker, 'message'), done: once(worker, 'exit') };
    };
    const moment = holding(50);
    await moment.held;
    await store.write(({ settings }) => settings.write('name', 'value'));
    await moment.done;

    const longer = holding(1000);
    await longer.held;
    await expect(store.write(({ settings }) => settings.write('name', 'other'))).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
    expect(await store.settings.read('name')).toBe('value');
    await longer.done;
    await store.close();
  });

  it('is unavailable where its file is damaged', async () => {
    const before = await openStore(`file:${path()}`);
    for (const from of [0, 500, 1000]) await keep(before, many(from));
    await before.close();
    const file = await openFile(path(), 'r+');
    const { size } = await stat(path());
    for (let at = 100 * 4096; at < size; at += 4096) await file.write(Buffer.alloc(4096, 0x5a), 0, 4096, at);
    await file.close();
    const store = await openStore(`file:${path()}`);
    await expect(store.accounts.find(many(0).map(({ ref }) => ref))).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      cause: expect.anything(),
    });
    await store.close();
  });

  it('is unavailable to a write that the disk has no room for, which leaves nothing behind', async () => {
    await (await openStore(`file:${path()}`)).close();
    const script = fileURLToPath(new URL('full-disk.ts', import.meta.url));
    const command = `ulimit -f 600; exec "${process.execPath}" "${script}" "${path()}"`;
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const { code, kept, counted } = JSON.parse(stdout);
    expect(code).toBe('STORE_UNAVAILABLE');
    expect(counted).toBe(kept);
    const store = await openStore(`file:${path()}`);
    expect(await store.accounts.count({ backends: ['iot'] })).toBe(kept);
    await keep(store, many(1_000_000));
    await store.close();
  });
});
