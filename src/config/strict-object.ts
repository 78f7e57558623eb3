import { distance } from 'fastest-levenshtein';
import * as z from 'zod';

/** An object that refuses keys which it does not know, naming the nearest that it does. */
export const strictObject = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? describeUnknown(issue.keys, Object.keys(shape)) : undefined,
  });

const describeUnknown = (unknown: readonly string[], known: readonly string[]): string =>
  unknown.map((key) => `unknown key ${JSON.stringify(key)}${suggestion(key, known)}`).join('; ');

const suggestion = (key: string, known: readonly string[]): string => {
  const [nearest] = known.toSorted((one, other) => distance(key, one) - distance(key, other));
  if (nearest !== undefined && distance(key, nearest) <= Math.max(2, key.length / 3))
    return `: did you mean ${nearest}?`;
  return `; known here: ${known.join(', ')}`;
};
