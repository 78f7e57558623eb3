import { chmod, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/open-store.ts';
import { useDirectory } from './directory.ts';

describe('a file that is no store of this Rolecall', () => {
  const path = useDirectory();
  const open = () => openStore(`file:${path()}`);
  const isRefused = async (sentence: RegExp) => {
    const before = await readFile(path());
    await expect(open()).rejects.toEqual(
      expect.objectContaining({ code: 'STORE_UNAVAILABLE', message: expect.stringMatching(sentence) }),
    );
    expect(before.equals(await readFile(path()))).toBe(true);
  };

  it('is refused and left as it is where a newer one wrote it, with what came and what to do', async () => {
    await (await open()).close();
    const database = new DatabaseSync(path());
    database.exec("insert into kysely_migration values ('0999-from-the-future', '2030-01-01T00:00:00.000Z')");
    database.close();
    await isRefused(/newer Rolecall.* up to 0003-requests-of-answers.* at 0999-from-the-future.*newer one/);
  });

  it('is refused where it is no database', async () => {
    await writeFile(path(), 'Dear diary,\n'.repeat(100));
    await isRefused(/rolecall\.db is no database/);
  });

  it('is refused where it is another program’s database', async () => {
    const database = new DatabaseSync(path());
    database.exec('create table bookmarks (url text)');
    database.close();
    await isRefused(/database of another program/);
  });

  it('is not locked by having been refused', async () => {
    await writeFile(path(), 'Dear diary,\n'.repeat(100));
    await isRefused(/no database/);
    await isRefused(/no database/);
  });

  it('is made a store where it is empty', async () => {
    await writeFile(path(), '');
    await (await open()).close();
  });

  it('cannot be made where there is no directory', async () => {
    await expect(openStore(`file:${path('nowhere/rolecall.db')}`)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining('nowhere/rolecall.db'),
    });
  });
});

describe('the files of a store', () => {
  const path = useDirectory();
  const modeOf = async (file: string) => (await stat(file)).mode & 0o777;

  it('are readable to nobody but their owner', async () => {
    const store = await openStore(`file:${path()}`);
    await store.write(({ settings }) => settings.write('name', 'value'));
    for (const beside of ['', '-wal', '-shm', '-lock', '-pid'])
      expect([beside, await modeOf(path(`rolecall.db${beside}`))]).toEqual([beside, 0o600]);
    await store.close();
  });

  it('are made so where they were not', async () => {
    await (await openStore(`file:${path()}`)).close();
    await chmod(path(), 0o644);
    await (await openStore(`file:${path()}`)).close();
    expect(await modeOf(path())).toBe(0o600);
  });

  it('are one store by whatever name', async () => {
    const store = await openStore(`file:${path()}`);
    await symlink(path(), path('other.db'));
    await expect(openStore(`file:${path('other.db')}`)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await store.close();
  });
});
