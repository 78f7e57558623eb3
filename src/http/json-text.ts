// How a JSON text is run through without being parsed. Outside of strings these characters mean what they do, and nothing else (RFC 8259).

export const quote = 0x22;
export const comma = 0x2c;
export const openBracket = 0x5b;
export const backslash = 0x5c;
export const closeBracket = 0x5d;
export const openBrace = 0x7b;
const closeBrace = 0x7d;

export const isOpening = (code: number): boolean => code === openBracket || code === openBrace;
export const isClosing = (code: number): boolean => code === closeBracket || code === closeBrace;

/**
 * Where the string ends that begins at `start`; the text's length where it does not. Most of a text is strings, and `indexOf` halves the time
 * that a loop takes to run through them.
 */
export const endOfString = (text: string, start: number): number => {
  let end = start;
  do {
    end = text.indexOf('"', end + 1);
    if (end === -1) return text.length;
  } while (isEscaped(text, end));
  return end;
};

const isEscaped = (text: string, at: number): boolean => {
  let before = at - 1;
  while (text.charCodeAt(before) === backslash) before -= 1;
  return (at - before) % 2 === 0;
};
