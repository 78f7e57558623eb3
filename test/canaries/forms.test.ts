import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFinder } from './find.ts';
import { formsOf } from './forms.ts';

const printable = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at));

/** Secrets of every character that a header, a password or a token could hold, and of some that change length when they are encoded. */
const secrets = fc
  .string({ unit: fc.constantFrom(...printable, 'é', 'ß', '€', '\u{1f511}'), minLength: 8, maxLength: 40 })
  .filter((secret) => secret.isWellFormed());

/** Anything at all. */
const surroundings = fc.string({ unit: 'grapheme', maxLength: 20 });

const found = (secret: string, text: string): readonly string[] =>
  createFinder([{ name: 'one', secret }])
    .find({ place: 'here', text })
    .map(({ form }) => form);

const encoders: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'in JSON': JSON.stringify,
  'in JSON in JSON': (text) => JSON.stringify(JSON.stringify({ key: text })),
  'in a URL': encodeURIComponent,
  'in a form': (text) => new URLSearchParams({ key: text }).toString(),
  'in base64': (text) => Buffer.from(text).toString('base64'),
  'in base64 without padding': (text) => Buffer.from(text).toString('base64').replace(/=+$/, ''),
  'in url-safe base64': (text) => Buffer.from(text).toString('base64url'),
  'in base64 of JSON': (text) => Buffer.from(JSON.stringify({ key: text })).toString('base64'),
  'in base64 in JSON with escaped slashes': (text) =>
    JSON.stringify(Buffer.from(text).toString('base64')).replaceAll('/', '\\/'),
  'in base64 in a URL': (text) => encodeURIComponent(Buffer.from(text).toString('base64')),
  'in a URL in lower case': (text) =>
    encodeURIComponent(text).replace(/%../g, (escaped) => escaped.toLowerCase()),
  'in a URL, every byte': (text) => Buffer.from(text).toString('hex').replace(/../g, '%$&'),
  'in hex': (text) => Buffer.from(text).toString('hex'),
  'in upper-case hex': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'in JSON of a buffer': (text) => JSON.stringify(Buffer.from(text)),
  'in JSON, every character escaped': (text) =>
    text.replace(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`),
  'in HTML': (text) =>
    text.replace(/[&<>"']/g, (one) => `&#${one === "'" ? '39' : one.charCodeAt(0).toString()};`),
  'in a Basic credential': (text) => `Basic ${Buffer.from(`user:${text}`).toString('base64')}`,
  'in the inspection of a buffer': (text) =>
    Buffer.from(text)
      .toString('hex')
      .replace(/..(?=.)/g, '$& '),
};

describe('a secret', () => {
  it.each(Object.entries(encoders))('is found %s, whatever surrounds it', (_form, encode) => {
    fc.assert(
      fc.property(secrets, surroundings, surroundings, (secret, before, after) => {
        fc.pre(before.isWellFormed() && after.isWellFormed());
        expect(found(secret, encode(`${before}${secret}${after}`))).not.toEqual([]);
      }),
    );
  });

  it('is found in whatever case', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        fc.pre(secret.toUpperCase().toLowerCase() === secret.toLowerCase());
        expect(found(secret, secret.toUpperCase())).not.toEqual([]);
      }),
    );
  });

  it('is not found in text without it', () => {
    fc.assert(
      fc.property(secrets, fc.string({ maxLength: 200 }), secrets, (secret, text, other) => {
        fc.pre(![text, other].some((one) => one.toLowerCase().includes(secret.toLowerCase())));
        for (const encode of Object.values(encoders))
          expect(found(secret, encode(`${text}${other}`))).toEqual([]);
      }),
    );
  });

  it('is not found where three characters of it are others', () => {
    // One will not do: both cases of a letter of base64 are taken for the same.
    fc.assert(
      fc.property(secrets, (secret) => {
        const characters = [...secret];
        characters.splice(Math.floor(characters.length / 2) - 1, 3, '\u0000', '\u0000', '\u0000');
        for (const encode of Object.values(encoders))
          expect(found(secret, encode(characters.join('')))).toEqual([]);
      }),
    );
  });

  it('is told apart from others, and none is told in what is found', () => {
    const finder = createFinder([
      { name: 'one', secret: 'first+secret/1' },
      { name: 'other', secret: 'other"secret&2' },
    ]);
    const hits = finder.find({ place: 'log', text: `x${JSON.stringify({ a: 'other"secret&2' })}` });
    expect(hits).toEqual([{ place: 'log', secret: 'other', form: 'JSON' }]);
  });

  it('has to be long enough to be told from other text', () => {
    expect(() => formsOf('secret1')).toThrow('at least 8');
  });

  it('has many forms, each once', () => {
    const forms = formsOf('p"ss/w+rd=&%<é>');
    expect(forms.length).toBeGreaterThanOrEqual(40);
    expect(new Set(forms.map(({ text }) => text)).size).toBe(forms.length);
  });
});
