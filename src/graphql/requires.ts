import { getDirective, MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, type GraphQLFieldConfig, type GraphQLSchema } from 'graphql';
import { hasScope, type Scope } from '../domain/caller.ts';
import { RolecallError } from '../domain/errors.ts';
import type { Context } from './context.ts';

/** Wraps every field that bears `@requires`, itself or through its type: without the scope it answers FORBIDDEN and its resolver is not run. */
export const enforceScopes = (schema: GraphQLSchema): GraphQLSchema =>
  mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field, _fieldName, typeName) => {
      const type = schema.getType(typeName);
      const needed = [...scopesOn(schema, field), ...(type === undefined ? [] : scopesOn(schema, type))];
      return needed.length === 0 ? field : guarded(field, needed);
    },
  });

/** Throws FORBIDDEN, naming the scope. */
export const requireScope = ({ caller }: Pick<Context, 'caller'>, scope: Scope): void => {
  if (!hasScope(caller, scope))
    throw new RolecallError(
      'FORBIDDEN',
      `This takes the scope ${scope}; ${caller.name} has ${[...caller.scopes].join(', ')}`,
    );
};

type Described = Parameters<typeof getDirective>[1];

const scopesOn = (schema: GraphQLSchema, node: Described): readonly Scope[] =>
  (getDirective(schema, node, 'requires') ?? []).map(({ scope }) => String(scope).toLowerCase() as Scope);

const guarded = (
  field: GraphQLFieldConfig<unknown, Context>,
  needed: readonly Scope[],
): GraphQLFieldConfig<unknown, Context> => {
  const { resolve = defaultFieldResolver } = field;
  return {
    ...field,
    resolve: (parent, args, context, info) => {
      for (const scope of needed) requireScope(context, scope);
      return resolve(parent, args, context, info);
    },
  };
};
