import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { RolecallError } from '../../src/domain/errors.ts';
import { logFailures } from '../../src/store/log-failures.ts';
import { openStore } from '../../src/store/open-store.ts';
import { collectLog } from '../log-lines.ts';
import { useDirectory } from './sqlite/directory.ts';

describe('a store that cannot be written', () => {
  const path = useDirectory();

  it('tells callers so in words of its own, and the log what SQLite says (P9)', async () => {
    const { log, lines } = collectLog();
    const store = logFailures(await openStore(`file:${path()}`), log);
    const beside = new DatabaseSync(path());
    beside.exec(
      "create trigger no before insert on setting begin select raise(abort, 'in the words of SQLite'); end",
    );
    beside.close();
    await expect(store.write(({ settings }) => settings.write('name', 'value'))).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: 'The store cannot be used: somebody keeps it from being written',
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('in the words of SQLite');
    expect(await store.settings.read('name')).toBeNull();
    await store.close();
  });

  it('is no matter of the log where it is the task that refuses', async () => {
    const { log, lines } = collectLog();
    const store = logFailures(await openStore('memory:'), log);
    const refusal = new RolecallError('PLAN_STALE', 'moved');
    await expect(store.write(() => Promise.reject(refusal))).rejects.toBe(refusal);
    expect(lines).toEqual([]);
    await store.close();
  });
});
