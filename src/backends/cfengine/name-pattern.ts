/** A pattern for the `id` filter of `GET /api/user`, and the names that it finds. */
export type NamePattern = { readonly pattern: string; readonly names: readonly string[] };

/**
 * Spells names as anchored patterns that find them and nothing else, as few as stay within `maxPatternLength` and `maxNames`.
 * Each name must be expressible.
 *
 * The manual calls the filter a regular expression and leaves its dialect open: PostgreSQL's (the users are kept there), PCRE (the
 * hub's pages are PHP) and POSIX are all likely. So only what all three read alike is used: `^`, `$`, a plain group, `|`, letters, and
 * one character in brackets. A backslash is not: what it escapes, and whether it does so in brackets, differs.
 */
export const namePatterns = (names: readonly string[]): readonly NamePattern[] => {
  const chunks: string[][] = [];
  let room = 0;
  for (const name of names) {
    const length = encodedLength(`|${literal(name)}`);
    const chunk = chunks.at(-1);
    if (chunk === undefined || chunk.length === maxNames || length > room) {
      chunks.push([name]);
      room = maxPatternLength - encodedLength('^()$') - length;
      continue;
    }
    chunk.push(name);
    room -= length;
  }
  return chunks.map((chunk) => ({ pattern: `^(${chunk.map(literal).join('|')})$`, names: chunk }));
};

/**
 * Whether every dialect would read the name's pattern alike. The rest are names with
 * `^`, `\`, `[` or `]`, which mean something in brackets too, and not the same everywhere;
 * `/`, `#` or `~`, which commonly fence a pattern in PHP and end it wherever they stand;
 * control characters, which are no part of a name.
 */
export const isExpressible = (name: string): boolean =>
  name !== '' && [...name].every((character) => isPlain(character) || isTamed(character));

/** Encoded characters. Servers commonly take request lines up to 8190 bytes; proxies before them add and repeat things. */
export const maxPatternLength = 6000;

/** Not more than what one page holds. */
export const maxNames = 100;

const literal = (name: string): string =>
  [...name].map((character) => (isPlain(character) ? character : `[${character}]`)).join('');

/** What is no operator anywhere. Beyond ASCII nothing is; in brackets it could fall apart into bytes. */
const isPlain = (character: string): boolean => /^[A-Za-z0-9_@-]$|^[^\u0000-\u009f]$/u.test(character);

/** What is itself when alone in brackets. */
const isTamed = (character: string): boolean => /^[ !"$%&'()*+,.:;<=>?`{|}]$/.test(character);

/** In a URL, where only unreserved characters (RFC 3986) stay one byte. */
const encodedLength = (text: string): number =>
  Buffer.byteLength(text) + 2 * Buffer.byteLength(text.replace(/[A-Za-z0-9_.~-]/g, ''));
