import { backslash, comma, isClosing, isOpening, quote } from './json-text.ts';

// The same as in `json-text.ts` for the bytes of a text that is never made. No byte of a character beyond ASCII looks like one of ASCII.

/** Where the string ends that begins at `start`; the number of bytes where it does not. `Buffer.indexOf` would cost more than the loop. */
export const endOfString = (bytes: Buffer, start: number): number => {
  for (let at = start + 1; at < bytes.length; at += 1) {
    if (bytes[at] === quote) return at;
    if (bytes[at] === backslash) at += 1;
  }
  return bytes.length;
};

/** Behind the value that begins at `start`; the number of bytes where it has no end. */
export const endOfValue = (bytes: Buffer, start: number): number => {
  let depth = 0;
  for (let at = start; at < bytes.length; at += 1) {
    const code = bytes[at] ?? 0;
    if (code === quote) at = endOfString(bytes, at);
    else if (isOpening(code)) depth += 1;
    else if (isClosing(code)) {
      // Of what the value stands in.
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (code === comma && depth === 0) return at;
  }
  return bytes.length;
};

/** From there, the first place that is no white space. */
export const skipBlanks = (bytes: Buffer, start: number): number => {
  let at = start;
  while (isBlank(bytes[at])) at += 1;
  return at;
};

const isBlank = (code: number | undefined): boolean =>
  code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
