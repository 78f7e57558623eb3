import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** An empty directory for each test, gone after it; answers the path of a file in it. */
export const useDirectory = (): ((name?: string) => string) => {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rolecall-store-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));
  return (name = 'rolecall.db') => join(directory, name);
};
