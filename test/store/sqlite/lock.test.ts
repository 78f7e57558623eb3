import { describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/open-store.ts';
import { useDirectory } from './directory.ts';
import { startHolder } from './holder.ts';

describe('a store’s file', () => {
  const path = useDirectory();
  const open = () => openStore(`file:${path()}`);
  const refusal = (pid: number) =>
    expect.objectContaining({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringMatching(new RegExp(`rolecall\\.db is in use by .*\\b${pid}\\b`)),
    });

  it('is one process’s at a time, and another is told whose', async () => {
    const holder = await startHolder(path());
    try {
      await expect(open()).rejects.toEqual(refusal(holder.pid));
    } finally {
      await holder.kill('SIGKILL');
    }
  });

  it('is free as soon as a process that had it was killed, with all that it had written', async () => {
    const holder = await startHolder(path());
    await holder.kill('SIGKILL');
    const store = await open();
    expect(await store.settings.read('holder')).toBe('was here');
    await store.close();
  });

  it('is opened once within a process, under any name', async () => {
    const store = await open();
    await expect(open()).rejects.toEqual(refusal(process.pid));
    await expect(openStore(`file:${path('../')}${path().split('/').slice(-2).join('/')}`)).rejects.toEqual(
      refusal(process.pid),
    );
    expect(await store.settings.read('still')).toBeNull();
    await store.close();
  });

  it('stays locked after somebody was refused', async () => {
    const store = await open();
    await expect(open()).rejects.toEqual(refusal(process.pid));
    await expect(startHolder(path())).rejects.toThrow('did not open');
    await store.close();
  });

  it('is free once it is closed', async () => {
    await (await open()).close();
    await (await open()).close();
    const holder = await startHolder(path());
    await holder.kill('SIGKILL');
  });
});
