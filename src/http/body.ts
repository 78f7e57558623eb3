import { isUtf8 } from 'node:buffer';

/** An answer's body as it comes in. */
export type Body = {
  /** In bytes, so far. */
  readonly size: number;
  /** Copies the chunk. `false` where the body would outgrow its limit; then nothing is kept of it. */
  append(chunk: Buffer): boolean;
  /** Read as UTF-8, with `notUtf8` in the place of bytes that are none. */
  text(): string;
};

/**
 * Two second halves of characters in a row, which no UTF-8 spells. The usual U+FFFD might be meant, and a name that holds it by mistake would
 * be written back so: whoever takes content from a text looks for this first. The texts of errors, of which only a code is read, may be Latin-1.
 */
export const notUtf8 = '\udfff\udfff';

/** One growing buffer instead of a list of chunks: a body sent a byte at a time would cost a hundred times its size in chunks. */
export const createBody = (maxBytes: number): Body => {
  let bytes = Buffer.alloc(0);
  let size = 0;

  return {
    get size() {
      return size;
    },
    append: (chunk) => {
      const grown = size + chunk.length;
      if (grown > maxBytes) return false;
      if (grown > bytes.length) {
        const larger = Buffer.allocUnsafe(Math.min(maxBytes, Math.max(grown, bytes.length * 2)));
        bytes.copy(larger, 0, 0, size);
        bytes = larger;
      }
      chunk.copy(bytes, size);
      size = grown;
      return true;
    },
    text: () => {
      const body = bytes.subarray(0, size);
      const text = body.toString('utf8');
      return isUtf8(body) ? text : text.replaceAll('\ufffd', notUtf8);
    },
  };
};
