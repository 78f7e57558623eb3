import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  isListType,
} from 'graphql';

/** Where an argument takes an id or a name: what leads to it from the arguments of a root field. */
export type IdPlace = readonly Step[];

/** `alone` where nothing else may stand beside it. Of a list, `0` leads to its only entry. */
type Step = { readonly name: string; readonly alone: boolean };

/** Every such place of a root field. Free text, such as reasons and passwords, is none. */
export const idPlacesOf = (
  schema: GraphQLSchema,
  operation: 'query' | 'mutation',
  name: string,
): readonly IdPlace[] => {
  const root = operation === 'query' ? schema.getQueryType() : schema.getMutationType();
  return (root?.getFields()[name]?.args ?? []).flatMap((arg) =>
    within(arg.type, [{ name: arg.name, alone: false }]),
  );
};

export const nameOfPlace = (place: IdPlace): string => place.map(({ name }) => name).join('.');

/** The same value with another at that place, whatever was there or not. */
export const withAt = (value: unknown, [step, ...rest]: IdPlace, put: unknown): unknown => {
  if (step === undefined) return put;
  if (step.name === '0') return [withAt(Array.isArray(value) ? value[0] : undefined, rest, put)];
  const members: Readonly<Record<string, unknown>> =
    typeof value === 'object' && value !== null ? { ...value } : {};
  return {
    ...(step.alone ? {} : members),
    [step.name]: withAt(members[step.name], rest, put),
  };
};

const within = (type: GraphQLInputType, path: IdPlace): readonly IdPlace[] => {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return within(nullable.ofType, [...path, { name: '0', alone: false }]);
  if (isInputObjectType(nullable))
    return Object.values(nullable.getFields()).flatMap((field) =>
      within(field.type, [...path, { name: field.name, alone: nullable.isOneOf }]),
    );
  const name = path.findLast((step) => step.name !== '0')?.name ?? '';
  return nullable.name === 'ID' || (nullable.name === 'String' && names.has(name)) ? [path] : [];
};

/** Fields of type String that name something. */
const names: ReadonlySet<string> = new Set([
  'name',
  'role',
  'roles',
  'grantingRole',
  'userName',
  'email',
  'tenantId',
  'objectId',
  'template',
  'caller',
  'action',
  'digest',
]);
