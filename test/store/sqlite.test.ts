import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { storeContract } from './contract.ts';

const root = mkdtempSync(join(tmpdir(), 'rolecall-store-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

storeContract('a store in memory', async () => ({ open: () => openStore('memory:'), isDurable: false }));

storeContract('a store in a file', async () => {
  const directory = await mkdtemp(join(root, 'place-'));
  return { open: () => openStore(`file:${join(directory, 'rolecall.db')}`), isDurable: true };
});
