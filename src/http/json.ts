import type * as z from 'zod';
import { BackendError } from '../domain/errors.ts';
import type { HttpAnswer } from './call.ts';
import { mayBeJson, nameOfType } from './content-type.ts';
import { cutList } from './cut-list.ts';
import { emptyLists } from './empty-lists.ts';
import { excessOf } from './json-limits.ts';
import { describeMismatch } from './json-mismatch.ts';

/** The answer's JSON in the shape of `schema`. Throws UPSTREAM_INVALID naming what was expected where and the shape that came, never its content. */
export const parseAnswer = <Schema extends z.ZodType>(
  backend: string,
  answer: HttpAnswer,
  schema: Schema,
  options: ParseOptions = {},
): z.output<Schema> => {
  refuseOtherThanJson(backend, answer);
  const text = options.unread === undefined ? answer.text : emptyLists(bytesOf(answer), options.unread);
  return parseValue(backend, answer.operation, jsonOf(backend, answer, text, options), schema);
};

/**
 * The same for an answer whose list may be very long: part by part, each with the members around the list. What is wrong in a part is told when
 * it is asked for.
 */
export const parseParts = <Schema extends z.ZodType>(
  backend: string,
  answer: HttpAnswer,
  schema: Schema,
  options: ParseOptions = {},
): Parts<z.output<Schema>> => {
  refuseOtherThanJson(backend, answer);
  const pieces = answer.bytes === undefined ? null : cutList(answer.bytes, entriesEach);
  if (pieces === null) {
    const whole = parseAnswer(backend, answer, schema, options);
    return { count: 1, entries: null, part: () => whole };
  }
  return {
    count: pieces.count,
    entries: pieces.entries,
    part: (number) => {
      const value = jsonOf(backend, answer, pieces.piece(number), options);
      return parseValue(backend, answer.operation, value, schema, number * entriesEach);
    },
  };
};

export type Parts<T> = {
  readonly count: number;
  /** Of the list, over all parts; `null` where there is one part, which tells. */
  readonly entries: number | null;
  /** From 0. All but the last have `entriesEach` entries. */
  part(number: number): T;
};

/** So few that nobody notices the time that parsing them takes. */
export const entriesEach = 500;

/** The same as `parseAnswer` for a part of an answer that was read before. `firstEntry` is where a list in it begins, of which it is a part. */
export const parseValue = <Schema extends z.ZodType>(
  backend: string,
  operation: string,
  value: unknown,
  schema: Schema,
  firstEntry = 0,
): z.output<Schema> => {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw invalidAnswer(backend, operation, describeMismatch(result.error, firstEntry));
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

export type ParseOptions = {
  readonly respell?: Respell | undefined;
  /** A key: no list under it is read, wherever it stands, and all are empty. */
  readonly unread?: string | undefined;
};

/** Changes a document before it is parsed, such as a number that a double cannot hold into a string. */
export type Respell = (document: string) => string;

const refuseOtherThanJson = (backend: string, answer: HttpAnswer): void => {
  const { bytes, isUtf8, headers } = answer;
  const type = headers['content-type'];
  const isEmpty = bytes === undefined && withoutMark(answer.text) === '';
  if (isEmpty) throw otherThanJson(backend, answer, 'an empty body');
  if (!mayBeJson(type)) throw otherThanJson(backend, answer, nameOfType(type));
  if (!isUtf8) throw otherThanJson(backend, answer, 'bytes that are not UTF-8');
};

const bytesOf = ({ bytes, text }: HttpAnswer): Buffer => bytes ?? Buffer.from(text);

const jsonOf = (
  backend: string,
  answer: HttpAnswer,
  text: string,
  { respell = (document) => document }: ParseOptions,
): unknown => {
  const document = respell(withoutMark(text));
  const excess = excessOf(document);
  if (excess !== null) throw invalidAnswer(backend, answer.operation, excess);
  try {
    return JSON.parse(document);
  } catch {
    throw otherThanJson(backend, answer, `malformed ${nameOfType(answer.headers['content-type'])}`);
  }
};

/** RFC 8259, 8.1 leaves it to the reader whether a byte order mark is an error. */
const withoutMark = (text: string): string => (text.startsWith('\ufeff') ? text.slice(1) : text);

const otherThanJson = (backend: string, { operation }: HttpAnswer, came: string): BackendError =>
  invalidAnswer(backend, operation, `expected JSON, got ${came}`);
