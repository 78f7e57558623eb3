import { RolecallError } from '../../domain/errors.ts';

/**
 * Reads JSON in UTF-8. Throws BAD_INPUT for anything else, for a byte order mark, and for keys that reach for prototypes. `what` is what it was
 * expected to be.
 */
export const parseJson = (bytes: Buffer, what: string): unknown => {
  try {
    return JSON.parse(utf8.decode(bytes), (key, value: unknown) => {
      if (key === '__proto__') throw new Error('a key that reaches for prototypes');
      return value;
    });
  } catch (cause) {
    throw new RolecallError('BAD_INPUT', `expected ${what} in UTF-8`, { cause });
  }
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Whether a Content-Type says JSON. Nothing else is taken: what a form or a plain-text post can send, any page on the web can send. */
export const isJsonType = (contentType = ''): boolean =>
  /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(contentType);
