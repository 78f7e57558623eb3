import { isUtf8 } from 'node:buffer';
import type { HttpAnswer } from './call.ts';

/** An answer's body as it comes in. */
export type Body = {
  /** In bytes, so far. */
  readonly size: number;
  /** Copies the chunk. `false` where the body would outgrow its limit; then nothing is kept of it. */
  append(chunk: Buffer): boolean;
  /** As `HttpAnswer` has it. */
  read(): Pick<HttpAnswer, 'text' | 'isUtf8'>;
};

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
    read: () => {
      const body = bytes.subarray(0, size);
      return { text: body.toString('utf8'), isUtf8: isUtf8(body) };
    },
  };
};
