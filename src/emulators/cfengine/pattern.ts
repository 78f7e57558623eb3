/**
 * In which language the `id` filter is written: PostgreSQL's advanced expressions, PCRE2, or POSIX extended
 * expressions, refusing what the standard leaves undefined.
 */
export type PatternDialect = 'postgres' | 'pcre' | 'posix';

/**
 * A test for names, or `null` where the dialect refuses the pattern. The pattern may fit anywhere in a name.
 * Rarer escapes, groups and classes (`\x41`, `\p{L}`, `(?i)`, `[:punct:]`) are refused in every dialect.
 */
export const compilePattern = (
  pattern: string,
  dialect: PatternDialect,
  options: { readonly ignoreCase: boolean },
): ((name: string) => boolean) | null => {
  const grammar = grammars[dialect];
  try {
    const source = pattern.replace(grammar.tokens, (token) => translate(token, grammar));
    const expression = new RegExp(source, `u${options.ignoreCase ? 'i' : ''}${grammar.flags}`);
    return (name) => expression.test(name);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

type Grammar = {
  readonly tokens: RegExp;
  /** What a backslash before an ASCII letter or digit means; an error where absent. */
  readonly escapes: Readonly<Record<string, string>>;
  /** What else a backslash makes literal. */
  readonly escapable: RegExp;
  /** Whether a backslash in brackets is more than itself. */
  readonly escapesInBrackets: boolean;
  /** A `{`, with the digits after it, that begins no bound and stands for itself. */
  readonly loneBrace: RegExp;
  /** Whether there are `(?:`, lookarounds and lazy quantifiers. */
  readonly extended: boolean;
  /** What `$` means. */
  readonly end: string;
  readonly flags: '' | 's';
};

const tokensWith = (inBrackets: string): RegExp =>
  new RegExp(
    [
      String.raw`\\[\s\S]?`,
      String.raw`\[\^?\]?(?:\[:\w+:\]|${inBrackets})*\]?`,
      String.raw`\(\?(?:<?[:=!]|[\s\S])?`,
      String.raw`(?:[*+?]|\{\d+(?:,\d*)?\})[*+?]?`,
      String.raw`\{\d*`,
      String.raw`[\s\S]`,
    ].join('|'),
    'gu',
  );

const same = (letters: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...letters].map((letter) => [letter, `\\${letter}`]));

const grammars: Readonly<Record<PatternDialect, Grammar>> = {
  postgres: {
    tokens: tokensWith(String.raw`\\[\s\S]|[^\]\\]`),
    escapes: {
      ...same('dDwWsSfnrtv123456789'),
      ...{ y: '\\b', Y: '\\B', m: '\\b(?=\\w)', M: '\\b(?<=\\w)', A: '^', Z: '$', B: '\\\\', b: '\\x08' },
    },
    escapable: /[^a-zA-Z0-9]/u,
    escapesInBrackets: true,
    loneBrace: /^\{$/,
    extended: true,
    end: '$',
    flags: 's',
  },
  pcre: {
    tokens: tokensWith(String.raw`\\[\s\S]|[^\]\\]`),
    escapes: { ...same('dDwWsSbBfnrtv123456789'), A: '^', z: '$', Z: '(?=\\n?$)' },
    escapable: /[^a-zA-Z0-9]/u,
    escapesInBrackets: true,
    loneBrace: /^\{\d*$/,
    extended: true,
    // PCRE's `$` also stands before a newline that ends the name.
    end: '(?=\\n?$)',
    flags: '',
  },
  posix: {
    tokens: tokensWith(String.raw`[^\]]`),
    escapes: {},
    // Not `]`, `}`, `-` or `/`, which are ordinary: a backslash before those is undefined.
    escapable: /[\^.[$()|*+?{\\]/u,
    escapesInBrackets: false,
    loneBrace: /(?!)/,
    extended: false,
    end: '$',
    flags: 's',
  },
};

const translate = (token: string, grammar: Grammar): string => {
  if (token.startsWith('\\')) return translateEscape(token.slice(1), grammar);
  if (token.startsWith('[')) return translateBrackets(token, grammar);
  if (token.startsWith('(?') && !(grammar.extended && /[:=!]$/.test(token))) throw refused(token);
  if (/^\{\d*$/.test(token) && !grammar.loneBrace.test(token)) throw refused(token);
  if (/[*+?}][*+?]$/.test(token) && !grammar.extended) throw refused(token);
  if (token === '$') return grammar.end;
  return /^(?:\{\d*|[}\]])$/.test(token) ? literal(token) : token;
};

const translateEscape = (character: string, { escapes, escapable }: Grammar): string => {
  const meaning = /^[a-zA-Z0-9]$/.test(character) ? escapes[character] : undefined;
  if (meaning !== undefined) return meaning;
  if (!escapable.test(character)) throw refused(`\\${character}`);
  return literal(character);
};

const translateBrackets = (token: string, grammar: Grammar): string => {
  const [, open = '', inner = '', close = ''] = /^(\[\^?)(\]?[\s\S]*?)(\]?)$/u.exec(token) ?? [];
  if (/\[[.=]/.test(inner)) throw refused(token);
  const members = inner.replace(/\[:(\w+):\]|\\([\s\S])|[[\]\\^]/gu, (member, name, escaped) => {
    if (name !== undefined) return characterClass(name);
    if (escaped === undefined) return literal(member);
    if (!grammar.escapesInBrackets) return `\\\\${literal(escaped)}`;
    // Anchors and back references mean nothing in brackets.
    if (/[AZzmMyYBb1-9]/.test(escaped)) throw refused(member);
    return translateEscape(escaped, grammar).replace(/^-$/, '\\-');
  });
  return open + members + close;
};

const characterClass = (name: string): string => {
  const meaning = characterClasses[name];
  if (meaning === undefined) throw refused(`[:${name}:]`);
  return meaning;
};

const characterClasses: Readonly<Record<string, string>> = {
  alpha: '\\p{L}',
  digit: '\\d',
  alnum: '\\p{L}\\p{N}',
  lower: '\\p{Ll}',
  upper: '\\p{Lu}',
  space: '\\s',
};

const literal = (character: string): string => character.replace(/[\^$\\.*+?()[\]{}|/]/gu, '\\$&');

const refused = (token: string): SyntaxError => new SyntaxError(`the dialect refuses ${token}`);
