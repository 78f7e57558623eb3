/** An answer's body as it comes in. */
export type Body = {
  /** Copies the chunk. `false` where the body would outgrow its limit; then nothing is kept of it. */
  append(chunk: Buffer): boolean;
  text(): string;
};

/** One growing buffer instead of a list of chunks: a body sent a byte at a time would cost a hundred times its size in chunks. */
export const createBody = (maxBytes: number): Body => {
  let bytes = Buffer.alloc(0);
  let size = 0;

  return {
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
    text: () => bytes.toString('utf8', 0, size),
  };
};
