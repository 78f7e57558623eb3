import {
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { RolecallError } from '../../domain/errors.ts';
import type { Context } from '../context.ts';
import { inTime } from '../in-time.ts';
import { errorsOf } from '../mutation.ts';
import { wrapMutations } from '../wrap-mutations.ts';
import { answerAbandoned } from './answer-abandoned.ts';
import type { Payload } from './kept-answers.ts';

/** Wraps every mutation: where its input has an idempotency key, whoever sends the same again gets the same answer. */
export const answerOnce = (schema: GraphQLSchema): GraphQLSchema =>
  wrapMutations(schema, async ({ field, type, input: asked, context, resolve }) => {
    const { idempotencyKey: key, ...input } = asked as Input;
    const mutating = { ...context, mutation: { field, input } };
    // All mutations answer with payloads, and none needs to know of the key.
    const answer = async (): Promise<Payload> => (await resolve(input, mutating)) as Payload;
    if (key == null) return answer();
    try {
      return await once(context, { key, field, input }, answer);
    } catch (error) {
      return { ...payloadOfNothing(type), errors: errorsOf(error) };
    }
  });

type Input = { readonly idempotencyKey?: string | null } & Readonly<Record<string, unknown>>;

const once = async (
  context: Context,
  { key, field, input }: { readonly key: string; readonly field: string; readonly input: Input },
  answer: () => Promise<Payload>,
): Promise<Payload> => {
  if (key.length < 1 || key.length > longestKey)
    throw new RolecallError(
      'BAD_INPUT',
      `expected an idempotency key of 1 to ${longestKey} characters, got ${key.length}`,
      { path: ['idempotencyKey'] },
    );
  const asked = { caller: context.caller.name, key, field, input, requestId: context.requestId };
  const answering = context.answers.once(asked, (abandoned) =>
    abandoned === null ? answer() : answerAbandoned(context, { field, input }, abandoned, answer),
  );
  if (answering.isFirst) return answering.answer;
  const given = await inTime(context, answering.answer);
  if (given !== null) return given;
  throw new RolecallError(
    'IN_FLIGHT',
    'A request with this idempotency key is still under way: send it again to learn what comes of it',
    { path: ['idempotencyKey'] },
  );
};

const longestKey = 255;

/** A payload of which nothing is there. */
const payloadOfNothing = (type: GraphQLOutputType): Readonly<Record<string, unknown>> => {
  const payload = getNullableType(type);
  if (!isObjectType(payload)) throw new Error('expected every mutation to answer with a payload');
  return Object.fromEntries(
    Object.values(payload.getFields()).map((field) => [
      field.name,
      isNonNullType(field.type) && isListType(field.type.ofType) ? [] : null,
    ]),
  );
};
