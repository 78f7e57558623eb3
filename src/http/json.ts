import type * as z from 'zod';
import { BackendError } from '../domain/errors.ts';
import type { HttpAnswer } from './call.ts';
import { mayBeJson, nameOfType } from './content-type.ts';
import { excessOf } from './json-limits.ts';
import { describeMismatch } from './json-mismatch.ts';

/** The answer's JSON in the shape of `schema`. Throws UPSTREAM_INVALID naming what was expected where and the shape that came, never its content. */
export const parseAnswer = <Schema extends z.ZodType>(
  backend: string,
  answer: HttpAnswer,
  schema: Schema,
  options: { readonly respell?: Respell } = {},
): z.output<Schema> =>
  parseValue(backend, answer.operation, jsonOf(backend, answer, options.respell), schema);

/** The same for a part of an answer that was read before. */
export const parseValue = <Schema extends z.ZodType>(
  backend: string,
  operation: string,
  value: unknown,
  schema: Schema,
): z.output<Schema> => {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw invalidAnswer(backend, operation, describeMismatch(result.error));
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

/** Changes a document before it is parsed, such as a number that a double cannot hold into a string. */
export type Respell = (document: string) => string;

const jsonOf = (
  backend: string,
  { operation, text, isUtf8, headers }: HttpAnswer,
  respell?: Respell,
): unknown => {
  const otherThanJson = (came: string) => invalidAnswer(backend, operation, `expected JSON, got ${came}`);
  const type = headers['content-type'];
  // RFC 8259, 8.1 leaves it to the reader whether a byte order mark is an error.
  const document = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (document === '') throw otherThanJson('an empty body');
  if (!mayBeJson(type)) throw otherThanJson(nameOfType(type));
  if (!isUtf8) throw otherThanJson('bytes that are not UTF-8');
  const excess = excessOf(document);
  if (excess !== null) throw invalidAnswer(backend, operation, excess);
  try {
    return JSON.parse(respell === undefined ? document : respell(document));
  } catch {
    throw otherThanJson(`malformed ${nameOfType(type)}`);
  }
};
