import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { RolecallError } from '../domain/errors.ts';

/** Opaque cursors that only the caller who got them can use, and only for the list that gave them. */
export type Cursors = {
  write(list: string, place: unknown): string;
  /** Throws BAD_INPUT for a cursor of another list, another caller, another start of the server, or of nobody. */
  read(list: string, cursor: string): unknown;
};

/** `key` signs. A cursor holds places within a backend's own paging, which nobody may make up. */
export const createCursors = (options: { readonly key: Buffer; readonly caller: string }): Cursors => {
  const sign = (list: string, text: string): string =>
    createHmac('sha256', options.key)
      .update(JSON.stringify([options.caller, list, text]))
      .digest('base64url')
      .slice(0, 22);
  return {
    write: (list, place) => {
      const text = Buffer.from(JSON.stringify(place)).toString('base64url');
      return `${text}.${sign(list, text)}`;
    },
    read: (list, cursor) => {
      const [text = '', signature = ''] = cursor.split('.');
      const expected = Buffer.from(sign(list, text));
      const given = Buffer.from(signature);
      if (expected.length !== given.length || !timingSafeEqual(expected, given))
        throw new RolecallError(
          'BAD_INPUT',
          'expected a cursor that this list gave you since the server started, got another',
          {
            path: ['after'],
          },
        );
      return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    },
  };
};

export const createCursorKey = (): Buffer => randomBytes(32);
