import { isUtf8 } from 'node:buffer';
import type { HttpAnswer } from './call.ts';
import { largeBytes } from './large-bodies.ts';

/** An answer's body as it comes in. */
export type Body = {
  /** In bytes, so far. */
  readonly size: number;
  /** Makes room for a body of this size, so that it need not move as it grows; heeded where it is within the limit. */
  expect(wholeSize: number): void;
  /** Copies the chunk. `false` where the body would outgrow its limit; then nothing is kept of it. */
  append(chunk: Buffer): boolean;
  /** As `HttpAnswer` has it. Once: nothing is kept of it. */
  read(): Pick<HttpAnswer, 'text' | 'bytes' | 'isUtf8'>;
};

/** One growing buffer instead of a list of chunks: a body sent a byte at a time would cost a hundred times its size in chunks. */
export const createBody = (maxBytes: number): Body => {
  let bytes: Buffer = Buffer.alloc(0);
  let size = 0;
  const moveTo = (length: number): void => {
    const larger = roomFor(length);
    bytes.copy(larger, 0, 0, size);
    bytes = larger;
  };

  return {
    get size() {
      return size;
    },
    expect: (wholeSize) => {
      if (wholeSize > bytes.length && wholeSize <= maxBytes) moveTo(wholeSize);
    },
    append: (chunk) => {
      const grown = size + chunk.length;
      if (grown > maxBytes) return false;
      if (grown > bytes.length) moveTo(Math.min(maxBytes, Math.max(grown, bytes.length * 2)));
      chunk.copy(bytes, size);
      size = grown;
      return true;
    },
    read: () => {
      const body = bytes.subarray(0, size);
      bytes = Buffer.alloc(0);
      size = 0;
      const text = () => body.toString('utf8');
      if (body.length <= largeBytes) return { text: text(), isUtf8: isUtf8(body) };
      return {
        get text() {
          return text();
        },
        bytes: body,
        isUtf8: isUtf8(body),
      };
    },
  };
};

/**
 * A large body is no block of the C library's, which keeps such blocks once some were freed: 70 MB that the process never gives back. What can
 * be resized comes page by page from the system, and goes back as soon as it is collected.
 */
const roomFor = (length: number): Buffer =>
  length > largeBytes
    ? Buffer.from(new ArrayBuffer(length, { maxByteLength: length }))
    : Buffer.allocUnsafe(length);
