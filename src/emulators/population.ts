import { hash } from 'node:crypto';

/** An invented person. Each emulator shows some of them, spelled as its system would. */
export type Person = {
  /** Counts from 0 and is stable for a seed. */
  readonly number: number;
  readonly givenName: string;
  readonly familyName: string;
  /** Canonical: lower case, at `example.com`. */
  readonly email: string;
  /** The address as typed by hand somewhere: often in another case. Equal to `email` after folding. */
  readonly emailAsTyped: string;
  /** Such as `adalovelace3`: ASCII letters and digits, unique, at most 20 characters. */
  readonly userName: string;
  /** Whether the person still works here. */
  readonly active: boolean;
  /** What the person does, for choosing roles. */
  readonly job: 'admin' | 'builder' | 'operator' | 'viewer';
};

/** The same people for the same seed, on every machine. */
export const inventPeople = (options: {
  readonly seed: number;
  readonly size: number;
}): readonly Person[] => {
  const random = createRandom(options.seed);
  // The index is below the length, and no list of choices is empty.
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
  return Array.from({ length: options.size }, (_, number) => {
    const givenName = pick(givenNames);
    const familyName = pick(familyNames);
    const userName = `${asciiLetters(givenName)}${asciiLetters(familyName)}`.slice(0, 14) + number;
    const email = `${asciiLetters(givenName)}.${asciiLetters(familyName)}${number}@example.com`;
    const share = random();
    return {
      number,
      givenName,
      familyName,
      email,
      emailAsTyped: pick([email, email.toUpperCase(), email.replace(/^./, (first) => first.toUpperCase())]),
      userName,
      active: random() > 0.05,
      job: share < 0.05 ? 'admin' : share < 0.2 ? 'builder' : share < 0.6 ? 'operator' : 'viewer',
    };
  });
};

/** A repeatable UUID (version 8, RFC 9562) for a name: ids that stay the same from one start to the next, and that no other name has. */
export const uuidFor = (name: string): string => {
  const hex = hash('sha256', name);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** mulberry32: small, fast, repeatable; nothing here needs more. */
const createRandom = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const asciiLetters = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase();

const givenNames = [
  'Ada',
  'Björn',
  'Chloé',
  'Dmitri',
  'Elif',
  'Farah',
  'Grace',
  'Hiro',
  'Inés',
  'Jamal',
  'Kofi',
  'Léa',
  'Mika',
  'Nia',
  'Oluwa',
  'Priya',
  'Quentin',
  'Rosa',
  'Søren',
  'Tomás',
  'Uma',
  'Václav',
  'Wei',
  'Ximena',
  'Yusuf',
  'Zoë',
];
const familyNames = [
  'Abara',
  'Brandt',
  'Castillo',
  'Dvořák',
  'Eriksson',
  'Fontaine',
  'García',
  'Hoffmann',
  'Ito',
  'Jansen',
  'Kowalski',
  'Lindqvist',
  'Müller',
  'Nakamura',
  "O'Brien",
  'Petrov',
  'Quispe',
  'Rossi',
  'Şahin',
  'Tanaka',
  'Ueda',
  'Varga',
  'Watanabe',
  'Xu',
  'Yılmaz',
  'Zhou',
];
