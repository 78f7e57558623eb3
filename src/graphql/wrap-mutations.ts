import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, type GraphQLOutputType, type GraphQLSchema } from 'graphql';
import type { Context } from './context.ts';

/** A mutation that is asked for. */
export type MutationCall = {
  readonly field: string;
  /** What it answers with. */
  readonly type: GraphQLOutputType;
  readonly input: object;
  readonly context: Context;
  /** Does it, with this input and in this context, and answers with its payload. */
  resolve(input: object, context: Context): Promise<unknown>;
};

/** Puts `wrap` around every mutation. */
export const wrapMutations = (
  schema: GraphQLSchema,
  wrap: (call: MutationCall) => Promise<unknown>,
): GraphQLSchema =>
  mapSchema(schema, {
    [MapperKind.MUTATION_ROOT_FIELD]: (config, field) => {
      const { type, resolve = defaultFieldResolver } = config;
      return {
        ...config,
        resolve: (parent, args, context: Context, info) =>
          wrap({
            field,
            type,
            input: args.input,
            context,
            resolve: async (input, within) => resolve(parent, { ...args, input }, within, info),
          }),
      };
    },
  });
