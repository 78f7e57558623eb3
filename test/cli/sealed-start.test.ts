import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { rolecall } from './rolecall.ts';

describe('P47: a gateway that cannot serve as it should', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rolecall-sealed-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Starts over one backend. What it says on its way out, with its exit code; it may not take a single request before. */
  const refusalOf = async (
    changes: { readonly store?: string; readonly more?: string },
    environment: Readonly<Record<string, string>> = { PASSWORD: 'p', TOKEN: 't' },
  ) => {
    const file = join(folder, 'rolecall.yaml');
    writeFileSync(
      file,
      [
        'server: { port: 0 }',
        `store: { url: "${changes.store ?? 'memory:'}" }`,
        'auth: { tokens: [{ name: ops, token: { env: TOKEN }, scopes: [read] }] }',
        'backends: [{ id: hub, kind: cfengine, baseUrl: "https://127.0.0.1:1", auth: { username: a, password: { env: PASSWORD } } }]',
        changes.more ?? '',
      ].join('\n'),
    );
    await using gateway = rolecall(['serve', '--config', file], environment);
    const code = await gateway.ended;
    expect(gateway.stdout).not.toContain('listens');
    return { code, said: gateway.stderr };
  };

  it('without the secret of a backend, or of a caller, says so and ends', { timeout: 10_000 }, async () => {
    expect(await refusalOf({}, { TOKEN: 't' })).toMatchObject({
      code: 1,
      said: expect.stringContaining('auth.password: the environment variable named here is not set'),
    });
    expect(await refusalOf({}, { PASSWORD: 'p', TOKEN: '' })).toMatchObject({
      code: 1,
      said: expect.stringContaining('token: the environment variable named here is empty'),
    });
  });

  it('over a store of a newer layout says so and ends, and leaves the store as it is', {
    timeout: 10_000,
  }, async () => {
    const path = join(folder, 'newer.db');
    await (await openStore(`file:${path}`)).close();
    const database = new DatabaseSync(path);
    database.exec("insert into kysely_migration values ('0999-from-the-future', '2030-01-01T00:00:00.000Z')");
    database.close();
    expect(await refusalOf({ store: `file:${path}` })).toMatchObject({
      code: 1,
      said: expect.stringMatching(/was written by a newer Rolecall/),
    });
  });

  it('over a file that is no store, or a store that is in use, says so and ends', {
    timeout: 10_000,
  }, async () => {
    const diary = join(folder, 'diary.db');
    writeFileSync(diary, 'Dear diary,\n'.repeat(100));
    expect(await refusalOf({ store: `file:${diary}` })).toMatchObject({
      code: 1,
      said: expect.stringContaining('is no database'),
    });
    const taken = await openStore(`file:${join(folder, 'taken.db')}`);
    expect(await refusalOf({ store: `file:${join(folder, 'taken.db')}` })).toMatchObject({
      code: 1,
      said: expect.stringContaining('is in use'),
    });
    await taken.close();
  });

  it('with trusted documents that it cannot answer says so and ends', { timeout: 10_000 }, async () => {
    const manifest = join(folder, 'documents.json');
    writeFileSync(manifest, JSON.stringify({ a: '{ nonsense }' }));
    expect(await refusalOf({ more: `documents: { mode: only, manifests: ["${manifest}"] }` })).toMatchObject({
      code: 1,
      said: expect.stringContaining('nonsense'),
    });
  });
});
