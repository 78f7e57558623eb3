import { createHash } from 'node:crypto';
import type { NamedSecret } from './find.ts';

/**
 * A secret that is nothing else's, the same in each run: sixteen letters and digits and, among them, what looks another way in each
 * form, as far as the place takes it. `specials` has at most four characters.
 */
export const canary = (name: string, specials = ''): NamedSecret => {
  const plain = `c4n${digestOf(name, /[^A-Za-z\d]/g).slice(0, 13)}`;
  const pieces = plain.match(/.{4}/g) ?? [];
  return { name, secret: pieces.map((piece, at) => `${piece}${specials[at] ?? ''}`).join('') };
};

/** One that could be taken for a word. */
export const word = (name: string): NamedSecret => ({
  name,
  secret: `Canary${digestOf(name, /[^A-Za-z]/g).slice(0, 14)}`,
});

const digestOf = (name: string, without: RegExp): string =>
  createHash('sha256').update(name).digest('base64').replace(without, '');
