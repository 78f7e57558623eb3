import type { ApolloServerPlugin } from '@apollo/server';
import { getVariableValues } from 'graphql';
import { RolecallError } from '../../domain/errors.ts';
import type { Context } from '../../graphql/context.ts';
import { costOf } from './cost.ts';
import type { Overrun } from './overruns.ts';

/**
 * Refuses, before anything of it is resolved, an operation whose answer may hold too many objects. Whoever asks with
 * `extensions: { cost: true }` is told what the request was held to cost, and what it did.
 */
export const limitCost = (deps: {
  readonly limits: { readonly cost: number; readonly warnOnly: readonly string[] };
  readonly tell: (overrun: Overrun) => void;
}): ApolloServerPlugin<Context> => {
  const { limits, tell } = deps;
  const held = limits.cost * (limits.warnOnly.includes('cost') ? 10 : 1);
  return {
    requestDidStart: async () => {
      let estimated = 0;
      return {
        didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
          if (operation === undefined) return;
          const { coerced } = getVariableValues(
            schema,
            operation.variableDefinitions ?? [],
            request.variables ?? {},
            { maxErrors: 1 },
          );
          // What cannot be coerced is not executed.
          if (coerced === undefined) return;
          estimated = costOf(schema, { document, operation, variables: coerced });
          if (estimated <= limits.cost) return;
          const caller = contextValue.caller.name;
          tell({ limit: 'cost', caller, value: limits.cost, isRefused: estimated > held });
          if (estimated > held)
            throw new RolecallError(
              'COST_EXCEEDED',
              `expected an answer of at most ${held} objects, got a document that may ask for ${estimated} (cost)`,
            );
        },
        willSendResponse: async ({ request, response, contextValue }) => {
          if (request.extensions?.cost !== true || response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          singleResult.extensions = {
            ...singleResult.extensions,
            cost: {
              estimated: { objects: estimated },
              actual: { objects: objectsIn(singleResult.data), upstreamCalls: contextValue.calls.spent },
            },
          };
        },
      };
    },
  };
};

/** Of an answer; the answer itself is none. */
const objectsIn = (data: unknown): number => within(data) - (isObject(data) ? 1 : 0);

const within = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, entry) => sum + within(entry), 0);
  return isObject(value) ? Object.values(value).reduce<number>((sum, entry) => sum + within(entry), 1) : 0;
};

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
