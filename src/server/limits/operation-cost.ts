import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import { RolecallError } from '../../domain/errors.ts';
import type { Context } from '../../graphql/context.ts';
import { type Cost, costOf } from './cost.ts';
import { heldLimit, type WarnOnly } from './held-limit.ts';
import type { Overrun } from './overruns.ts';

/**
 * Refuses, before anything of it is resolved, an operation whose answer may hold too many objects or that would cause too many calls of
 * backends. Whoever asks with `extensions: { cost: true }` is told what the request was held to cost, and what it did.
 */
export const limitCost = (deps: {
  readonly limits: CostLimits;
  readonly tell: (overrun: Overrun) => void;
}): ApolloServerPlugin<Context> => {
  const { limits, tell } = deps;

  const hold = (limit: keyof typeof words, found: number, caller: string): void => {
    const value = limits[limit];
    if (found <= value) return;
    const held = heldLimit(limits, limit);
    tell({ limit, caller, value, isRefused: found > held });
    if (found > held)
      throw new RolecallError(
        'COST_EXCEEDED',
        `expected a document that asks for at most ${held} ${words[limit]}, got one that may ask for ${found} (${limit})`,
      );
  };

  return {
    requestDidStart: async ({ contextValue: { caller, calls } }) => {
      let estimated: Cost | null = null;
      return {
        didResolveOperation: async ({ schema, document, operation, request }) => {
          estimated = estimate(schema, { document, operation, variables: request.variables ?? {} });
          if (estimated === null) return;
          hold('cost', estimated.objects, caller.name);
          hold('upstreamCalls', estimated.upstreamCalls, caller.name);
        },
        willSendResponse: async ({ request, response }) => {
          if (request.extensions?.cost !== true || response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          const actual: Cost = { objects: objectsIn(singleResult.data), upstreamCalls: calls.spent };
          singleResult.extensions = { ...singleResult.extensions, cost: { estimated, actual } };
        },
      };
    },
  };
};

export type CostLimits = WarnOnly & {
  /** Objects in one answer. */
  readonly cost: number;
  /** Calls of backends for one answer. */
  readonly upstreamCalls: number;
};

const words = { cost: 'objects', upstreamCalls: 'calls of backends' } as const;

/** `null` for what is not executed: there is no such operation, or its variables cannot be coerced. */
const estimate = (
  schema: GraphQLSchema,
  asked: {
    readonly document: DocumentNode;
    readonly operation: OperationDefinitionNode | undefined;
    readonly variables: Readonly<Record<string, unknown>>;
  },
): Cost | null => {
  const { document, operation, variables } = asked;
  if (operation === undefined) return null;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
    maxErrors: 1,
  });
  return coerced === undefined ? null : costOf(schema, { document, operation, variables: coerced });
};

/** Of an answer; the answer itself is none. */
const objectsIn = (data: unknown): number => within(data) - (isObject(data) ? 1 : 0);

const within = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, entry) => sum + within(entry), 0);
  return isObject(value) ? Object.values(value).reduce<number>((sum, entry) => sum + within(entry), 1) : 0;
};

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
