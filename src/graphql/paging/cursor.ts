import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { RolecallError } from '../../domain/errors.ts';

/** Opaque cursors that only the caller who got them can use, and only for the list that gave them. */
export type Cursors = {
  write(list: string, place: unknown): string;
  /** Throws BAD_INPUT for a cursor of another list, another caller, another key, or of nobody. */
  read(list: string, cursor: string): unknown;
  /** Whether `read` would take it. */
  isOf(list: string, cursor: string): boolean;
};

/**
 * `key` encrypts and proves. A cursor holds places within a backend's own paging, which nobody may make up, and names, which nobody is to
 * read who gets hold of it.
 */
export const createCursors = (options: { readonly key: Buffer; readonly caller: string }): Cursors => {
  /** Not within the cursor, but proven with it. */
  const boundTo = (list: string): Buffer => Buffer.from(JSON.stringify([options.caller, list]));

  const open = (list: string, cursor: string): string | null => {
    const bytes = Buffer.from(cursor, 'base64url');
    // Decoding is lenient; only what was written is taken.
    if (bytes.toString('base64url') !== cursor || bytes.length < ivBytes + tagBytes) return null;
    const decipher = createDecipheriv(algorithm, options.key, bytes.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(boundTo(list));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]).toString(
        'utf8',
      );
    } catch {
      return null;
    }
  };

  return {
    write: (list, place) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, options.key, iv, { authTagLength: tagBytes });
      cipher.setAAD(boundTo(list));
      const sealed = [cipher.update(JSON.stringify(place), 'utf8'), cipher.final()];
      return Buffer.concat([iv, ...sealed, cipher.getAuthTag()]).toString('base64url');
    },
    read: (list, cursor) => {
      const text = open(list, cursor);
      if (text !== null) return JSON.parse(text);
      throw new RolecallError('BAD_INPUT', 'expected a cursor that this list gave you, got another', {
        path: ['after'],
      });
    },
    isOf: (list, cursor) => open(list, cursor) !== null,
  };
};

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;
