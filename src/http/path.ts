import { RolecallError } from '../domain/errors.ts';

/** A path and query whose every variable part is exactly one encoded segment or value. Made by `path` only. */
export type UrlPath = string & { readonly [made]: true };
declare const made: unique symbol;

/**
 * Builds a path from a template: every hole becomes exactly one percent-encoded segment (RFC 3986, unreserved characters stay).
 *
 * Throws `UnusableSegment` for what no encoding can carry: the empty string, `.` and `..` (which URL parsers resolve even when
 * encoded), control characters, lone surrogates, and anything over 1 KiB encoded.
 *
 * @example path`/api/users/${userId}`
 */
export const path = (literals: TemplateStringsArray, ...segments: readonly string[]): UrlPath =>
  String.raw({ raw: literals }, ...segments.map(encodeSegment)) as UrlPath;

/** Adds a query; values that are `undefined` are left out. Throws `UnusableSegment` for lone surrogates. */
export const withQuery = (
  base: UrlPath,
  query: Readonly<Record<string, string | number | boolean | undefined>>,
): UrlPath => {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(name)}=${encode(String(value))}`],
  );
  return (pairs.length === 0 ? base : `${base}?${pairs.join('&')}`) as UrlPath;
};

/** Whether `path` can carry it as one segment. */
export const isSegment = (text: string): boolean => {
  try {
    encodeSegment(text);
    return true;
  } catch (error) {
    if (error instanceof UnusableSegment) return false;
    throw error;
  }
};

/** The text cannot be one segment of a URL's path, or one value of its query. */
export class UnusableSegment extends RolecallError {
  override readonly name = 'UnusableSegment';
  constructor(message: string) {
    super('BAD_INPUT', message);
  }
}

const maxEncodedLength = 1024;

const encodeSegment = (text: string): string => {
  if (text === '' || text === '.' || text === '..')
    throw new UnusableSegment(`expected an id, got ${JSON.stringify(text)}`);
  if (/[\u0000-\u001f\u007f\u0080-\u009f\u2028\u2029]/.test(text))
    throw new UnusableSegment('expected an id, got one with control characters');
  const encoded = encode(text);
  if (encoded.length > maxEncodedLength)
    throw new UnusableSegment(
      `expected an id of at most ${maxEncodedLength} encoded characters, got ${encoded.length}`,
    );
  return encoded;
};

/** `encodeURIComponent` leaves `!'()*`, which some routers and OData servers give a meaning. */
const encode = (text: string): string => {
  if (!text.isWellFormed()) throw new UnusableSegment('expected well-formed Unicode, got half a character');
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
};
