/**
 * The text with nothing in it that shows as something else: no control characters but line ends, no marks that turn the order of letters
 * round, no halves of characters. Names that backends tell, and whatever callers send, may hold all of these.
 */
export const legible = (text: string): string => text.toWellFormed().replace(misleading, '\uFFFD');

/** C0 and C1 without the line feed, DEL; the bidirectional controls of Unicode (UAX #9), the byte order mark, and line ends that are none in logs. */
const misleading =
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/g;
