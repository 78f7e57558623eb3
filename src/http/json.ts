import type * as z from 'zod';
import { BackendError } from '../domain/errors.ts';
import type { HttpAnswer } from './call.ts';

/** The answer's JSON in the shape of `schema`. Throws UPSTREAM_INVALID naming what was expected where, never what came. */
export const parseAnswer = <Schema extends z.ZodType>(
  backend: string,
  answer: HttpAnswer,
  schema: Schema,
  options: { readonly revive?: Revive } = {},
): z.output<Schema> => parseValue(backend, answer.operation, jsonOf(backend, answer, options.revive), schema);

/** The same for a part of an answer that was read before. */
export const parseValue = <Schema extends z.ZodType>(
  backend: string,
  operation: string,
  value: unknown,
  schema: Schema,
): z.output<Schema> => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalidAnswer(backend, operation, describe(result.error));
};

/** An answer that cannot be what it claims. `reason` tells the shape, never the content. */
export const invalidAnswer = (backend: string, operation: string, reason: string): BackendError =>
  new BackendError(
    'UPSTREAM_INVALID',
    `Backend ${backend} answered ${operation} in an unknown shape: ${reason}`,
    {
      backend,
      operation,
    },
  );

/** `JSON.parse`'s reviver. `source` is how the document spells a number or another primitive, of which a number may keep less. */
export type Revive = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

/** Node gives a reviver the source text; TypeScript's library does not list it yet. */
const parseJson = JSON.parse as (text: string, revive?: Revive) => unknown;

const jsonOf = (backend: string, { operation, text, headers }: HttpAnswer, revive?: Revive): unknown => {
  try {
    return parseJson(text, revive);
  } catch {
    const type = headers['content-type'];
    const sort = typeof type === 'string' && /^[\w.+-]+\/[\w.+-]+/.exec(type)?.[0];
    throw invalidAnswer(
      backend,
      operation,
      `expected JSON, got ${text === '' ? 'an empty body' : sort || 'something else'}`,
    );
  }
};

const describe = (error: z.ZodError): string => {
  const [first, ...others] = error.issues;
  if (first === undefined) return 'no reason given';
  // Keys may be content (an object keyed by user names), so only those that read like field names are repeated.
  const place = first.path.map((part) =>
    typeof part === 'number' ? `[${part}]` : `.${/^\w{1,40}$/.test(String(part)) ? String(part) : '?'}`,
  );
  const expected = first.code === 'invalid_type' ? `expected ${first.expected}` : `${first.code}`;
  return `${expected} at $${place.join('')}${others.length === 0 ? '' : ` and ${others.length} more`}`;
};
