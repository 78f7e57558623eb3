import { getDirective, MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, type GraphQLFieldConfig, type GraphQLSchema } from 'graphql';
import { hasScope, type Scope } from '../domain/caller.ts';
import { RolecallError } from '../domain/errors.ts';
import type { Context } from './context.ts';
import { recordDenied } from './trail/denied.ts';

/**
 * Wraps every field that bears `@requires`, itself or through its type: without the scope it answers FORBIDDEN and its resolver is not run.
 * A mutation that was refused so is in the audit trail.
 */
export const enforceScopes = (schema: GraphQLSchema): GraphQLSchema =>
  mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field, _fieldName, typeName) => {
      const type = schema.getType(typeName);
      const needed = [...scopesOn(schema, field), ...(type === undefined ? [] : scopesOn(schema, type))];
      return needed.length === 0 ? field : guarded(field, needed, { isMutation: typeName === 'Mutation' });
    },
  });

/** Throws FORBIDDEN, naming the scope. */
export const requireScope = (context: Pick<Context, 'caller'>, scope: Scope): void => {
  const error = denialOf(context, [scope]);
  if (error !== null) throw error;
};

const denialOf = ({ caller }: Pick<Context, 'caller'>, needed: readonly Scope[]): RolecallError | null => {
  const missing = needed.find((scope) => !hasScope(caller, scope));
  return missing === undefined
    ? null
    : new RolecallError(
        'FORBIDDEN',
        `This takes the scope ${missing}; ${caller.name} has ${[...caller.scopes].join(', ') || 'none'}`,
      );
};

type Described = Parameters<typeof getDirective>[1];

const scopesOn = (schema: GraphQLSchema, node: Described): readonly Scope[] =>
  (getDirective(schema, node, 'requires') ?? []).map(({ scope }) => String(scope).toLowerCase() as Scope);

const guarded = (
  field: GraphQLFieldConfig<unknown, Context>,
  needed: readonly Scope[],
  { isMutation }: { readonly isMutation: boolean },
): GraphQLFieldConfig<unknown, Context> => {
  const { resolve = defaultFieldResolver } = field;
  return {
    ...field,
    resolve: (parent, args, context, info) => {
      const error = denialOf(context, needed);
      if (error === null) return resolve(parent, args, context, info);
      if (!isMutation) throw error;
      const { code, message } = error;
      const denied = { field: info.fieldName, input: args.input, code, message, backend: null };
      return recordDenied(context, denied).then(() => {
        throw error;
      });
    },
  };
};
