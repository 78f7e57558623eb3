import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/open-store.ts';
import { storeContract } from './contract.ts';

storeContract('a store in memory', async () => ({ open: () => openStore('memory:'), isDurable: false }));

storeContract('a store in a file', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'rolecall-store-'));
  return { open: () => openStore(`file:${join(directory, 'rolecall.db')}`), isDurable: true };
});
