import * as z from 'zod';
import { suggest } from './nearest.ts';

/** An object that refuses keys which it does not know: a line of the message for each. */
export const strictObject = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => `unknown key; ${suggest(key, Object.keys(shape))}`).join('\n')
        : undefined,
  });
