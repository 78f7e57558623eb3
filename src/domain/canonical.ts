import { createHash } from 'node:crypto';

/**
 * The same text for equal values, however they were put together: members sorted by name, in the order of UTF-16 code units whatever the names
 * look like, and those that are `undefined` left out. Takes what JSON can say.
 */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    // Put together as text: an object of its own would put names that look like numbers first.
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
};

/** SHA-256 of the canonical text, in 64 hexadecimal digits. */
export const digestOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');
