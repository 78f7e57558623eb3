import type * as z from 'zod';

/**
 * What was expected where, and the shape that came: `expected string at $.value[3].id, got nothing`. Never a value, and of keys only
 * those that read like names of members. The error is of a parse with `reportInput`. What was parsed may be a part of a list: then
 * `firstEntry` is where in the outermost list it begins.
 */
export const describeMismatch = (error: z.ZodError, firstEntry = 0): string => {
  const [first, ...others] = error.issues;
  if (first === undefined) return 'no reason given';
  const issue = { ...first, path: movedOn(first.path, firstEntry) };
  return `${describeIssue(issue)}${others.length === 0 ? '' : ` and ${others.length} more`}`;
};

const movedOn = (path: readonly PropertyKey[], by: number): PropertyKey[] => {
  const outermost = path.findIndex((part) => typeof part === 'number');
  return path.map((part, at) => (at === outermost ? Number(part) + by : part));
};

const describeIssue = (issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): string => {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') return describeUnion(issue, path);
  // A rule of our own may blame a place beside the one it looked at, so what came there is not known.
  if (issue.code === 'custom') return `custom at ${placeOf(path)}`;
  return `${expectedBy(issue)} at ${placeOf(path)}, got ${shapeOf(issue.input)}`;
};

const expectedBy = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_type' ? `expected ${issue.expected}` : issue.code;

/** Either what came has the shape of no branch, or it has that of one and fails further in, which then is the branch that was meant. */
const describeUnion = (union: z.core.$ZodIssueInvalidUnion, path: readonly PropertyKey[]): string => {
  const branches = union.errors.flatMap(([first]) => (first === undefined ? [] : [first]));
  const meant = branches.find((issue) => issue.path.length > 0);
  if (meant !== undefined) return describeIssue(meant, path);
  const expected = [...new Set(branches.map(expectedBy))].join(' or ');
  // A tagged union has no branch for a tag it does not know: the place is that of the tag, what came that of the object.
  if (expected === '') return `${union.code} at ${placeOf(path)}`;
  return `${expected} at ${placeOf(path)}, got ${shapeOf(union.input)}`;
};

const placeOf = (path: readonly PropertyKey[]): string =>
  `$${path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${memberName(part)}`)).join('')}`;

/** Keys may be content (an object keyed by the names of users). */
const memberName = (key: PropertyKey): string => (/^\w{1,40}$/.test(String(key)) ? String(key) : '?');

/** In JSON's words; `nothing` for a member that is not there. */
const shapeOf = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
};
