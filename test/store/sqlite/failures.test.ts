import { spawnSync } from 'node:child_process';
import { open as openFile, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/open-store.ts';
import { accountOf, keep } from '../accounts.ts';
import { useDirectory } from './directory.ts';

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
