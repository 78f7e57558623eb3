import { randomBytes } from 'node:crypto';
import type { Store } from '../store/store.ts';

/** 32 bytes at random, made once for each name. Kept with what is encrypted or proven with them, so that they last as long. */
export const keptKey = async (store: Store, name: 'cursor key' | 'answer key'): Promise<Buffer> => {
  const kept = await store.settings.read(name);
  if (kept !== null) return Buffer.from(kept, 'base64url');
  const key = randomBytes(32);
  await store.write(({ settings }) => settings.write(name, key.toString('base64url')));
  return key;
};
