import { inspect } from 'node:util';

/** A way in which a secret may be written down, and what it then looks like. */
export type Form = { readonly name: string; readonly text: string };

/**
 * Every form in which a secret could hide in an output. Letters may be of either case: whoever searches folds both. Each is whole, whatever
 * surrounds the secret in what was encoded; of base64 that are the characters which no neighbour has a part in.
 *
 * Throws for a secret that is too short to be told from other text.
 */
export const formsOf = (secret: string): readonly Form[] => {
  if (secret.length < shortest) throw new Error(`expected a secret of at least ${shortest} characters`);
  const escaped = formsOfText(secret);
  const encoded = escaped
    .filter(({ name }) => withinBase64.has(name))
    .flatMap(({ name, text }) => base64Of(text).map((form) => within(form, name)));
  const forms = [...escaped, ...encoded, ...bytesOf(secret)];
  // Of two names for one text the first, which is the plainer.
  return [
    ...new Map(forms.toReversed().map((form) => [form.text.toLowerCase(), form])).values(),
  ].toReversed();
};

/** Of the shortest base64 that is left of a shorter one there would be many by chance. */
export const shortest = 8;

const within = ({ name, text }: Form, inner: string): Form => ({
  name: inner === 'raw' ? name : `${inner} in ${name}`,
  text,
});

/** Escaped character by character, so that neighbours change nothing. */
const formsOfText = (secret: string): readonly Form[] => [
  ...Object.entries(spellings).map(([name, spell]) => ({ name, text: spell(secret) })),
  ...Object.entries(spellings)
    .filter(([name]) => name.startsWith('JSON'))
    .map(([name, spell]) => ({ name: `${name}, twice`, text: json(spell(secret)) })),
  ...['URL', 'URL, all'].map((name) => ({
    name: `${name}, twice`,
    text: encodeURIComponent(spellings[name]?.(secret) ?? ''),
  })),
];

/** What JSON, or a header, could hold before base64 is made of it. */
const withinBase64: ReadonlySet<string> = new Set(['raw', 'JSON', 'URL']);

const json = (text: string): string => JSON.stringify(text).slice(1, -1);

const spellings: Readonly<Record<string, (text: string) => string>> = {
  raw: (text) => text,
  JSON: json,
  'JSON with escaped slashes': (text) => json(text).replaceAll('/', '\\/'),
  'JSON in ASCII': (text) => perUnit(json(text), /[^ -~]/, unicodeEscape),
  'JSON for HTML': (text) => perUnit(json(text), /[<>&'+=/\u0080-\uffff]/, unicodeEscape),
  'JSON, all escaped': (text) => perUnit(text, /./s, unicodeEscape),
  JavaScript: (text) => inspect(text).slice(1, -1),
  'JavaScript in single quotes': (text) => json(text).replaceAll('\\"', '"').replaceAll("'", "\\'"),
  'JavaScript, all escaped': (text) => perByte(text, (hex) => `\\x${hex}`),
  URL: encodeURIComponent,
  'URL, strictly': (text) =>
    encodeURIComponent(text).replace(/[!'()*~]/g, (one) => perByte(one, (hex) => `%${hex}`)),
  'URL, whole': encodeURI,
  'URL, as a path': (text) =>
    new URL(`http://x/_${text.replace(/[/?#]/g, encodeURIComponent)}_`).pathname.slice(2, -1),
  'URL, as a query': (text) => new URLSearchParams([['', text]]).toString().slice(1),
  'URL, all': (text) => perByte(text, (hex) => `%${hex}`),
  HTML: (text) => perUnit(text, /[<>&"']/, (one) => `&${entities[one]};`),
  'HTML by number': (text) => perUnit(text, /[<>&"']/, (one) => `&#${one.charCodeAt(0)};`),
  'HTML by hex': (text) => perUnit(text, /[<>&"'/`=]/, (one) => `&#x${one.charCodeAt(0).toString(16)};`),
  'HTML, all by number': (text) => perUnit(text, /./s, (one) => `&#${one.charCodeAt(0)};`),
};

const entities: Readonly<Record<string, string>> = {
  '<': 'lt',
  '>': 'gt',
  '&': 'amp',
  '"': 'quot',
  "'": 'apos',
};

const unicodeEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

const perUnit = (text: string, which: RegExp, spell: (unit: string) => string): string =>
  text
    .split('')
    .map((unit) => (which.test(unit) ? spell(unit) : unit))
    .join('');

const perByte = (text: string, spell: (hex: string) => string): string =>
  [...Buffer.from(text)].map((byte) => spell(byte.toString(16).padStart(2, '0'))).join('');

/** Where the secret begins within a group of three bytes decides what it looks like. */
const base64Of = (text: string): readonly Form[] =>
  [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
    const own = bytes
      .toString('base64')
      .slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
    const urlSafe = own.replaceAll('+', '-').replaceAll('/', '_');
    return [
      { name: 'base64', text: own },
      { name: 'base64url', text: urlSafe },
      { name: 'URL of base64', text: encodeURIComponent(own) },
      { name: 'JSON of base64', text: own.replaceAll('/', '\\/') },
    ];
  });

const bytesOf = (secret: string): readonly Form[] => {
  const bytes = [...Buffer.from(secret)];
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0'));
  return [
    { name: 'hex', text: hex.join('') },
    { name: 'hex with spaces', text: hex.join(' ') },
    { name: 'hex with colons', text: hex.join(':') },
    { name: 'numbers', text: bytes.join(',') },
    { name: 'numbers with spaces', text: bytes.join(', ') },
  ];
};
