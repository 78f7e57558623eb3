import type * as z from 'zod';
import { nearest } from './nearest.ts';

/** Something wrong in the configuration, at a path such as `["backends", 0, "auth"]`. */
export type ConfigProblem = { readonly path: readonly (string | number)[]; readonly message: string };

/** What a value should have been and what it is. Never repeats what came: it may be a secret that stands in the wrong place. */
export const sentenceOf: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `missing; expected ${nouns[issue.expected] ?? issue.expected}`
        : `expected ${nouns[issue.expected] ?? issue.expected}, got ${nounOf(issue.input)}`;
    case 'invalid_value':
      return expectedOneOf(issue.values.map(String), issue.input);
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum), issue.inclusive === true);
    case 'too_big':
      return `expected at most ${issue.maximum}`;
    default:
      return undefined;
  }
};

const tooSmall = (origin: string, minimum: number, inclusive: boolean): string => {
  if (origin === 'array') return `expected at least ${minimum === 1 ? 'one entry' : `${minimum} entries`}`;
  if (origin === 'string') return 'expected some text';
  return `expected ${inclusive ? 'at least' : 'more than'} ${minimum}`;
};

/** Names all that there are and the one that was probably meant. */
export const expectedOneOf = (known: readonly string[], input: unknown): string => {
  const meant = typeof input === 'string' ? nearest(input, known) : null;
  return `${input === undefined ? 'missing; ' : ''}expected one of ${known.join(', ')}${meant === null ? '' : `; did you mean ${meant}?`}`;
};

/** A union that fits no member is told by the member that came nearest. `place` is where the value that zod looked at stands. */
export const problemsOf = (
  issue: z.core.$ZodIssue,
  place: ConfigProblem['path'] = [],
): readonly ConfigProblem[] => {
  const path = [...place, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
  switch (issue.code) {
    case 'unrecognized_keys': {
      const sentences = issue.message.split('\n');
      return issue.keys.map((key, at) => ({
        path: mayHoldSecrets(path) ? path : [...path, key],
        message: sentences[at] ?? issue.message,
      }));
    }
    case 'invalid_key':
      return [{ path, message: issue.issues[0]?.message ?? issue.message }];
    case 'invalid_union': {
      // One with a sentence of its own says no more than that.
      if (issue.message !== 'Invalid input') return [{ path, message: issue.message }];
      const [nearestMember = []] = issue.errors.toSorted(
        (one, other) => unknownKeys(one) - unknownKeys(other) || one.length - other.length,
      );
      return nearestMember.flatMap((one) => problemsOf(one, path));
    }
    default:
      return [{ path, message: issue.message }];
  }
};

/** A path as people write it: `backends[0].auth`. Empty for the whole. */
export const pathText = (path: readonly (string | number)[]): string =>
  path.map((part, at) => (typeof part === 'number' ? `[${part}]` : at === 0 ? part : `.${part}`)).join('');

const unknownKeys = (issues: readonly z.core.$ZodIssue[]): number =>
  issues.filter(({ code }) => code === 'unrecognized_keys').length;

/** Within `auth` a key that nobody knows may be a secret that stands in the wrong place. */
const mayHoldSecrets = (path: readonly (string | number)[]): boolean =>
  path.includes('auth') && path.length > 1;

const nouns: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

const nounOf = (value: unknown): string => {
  if (value === null) return 'nothing';
  if (typeof value === 'boolean') return 'true or false';
  if (typeof value === 'number' && !Number.isInteger(value)) return 'a fraction';
  return nouns[Array.isArray(value) ? 'array' : typeof value] ?? typeof value;
};
