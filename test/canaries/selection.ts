import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/**
 * A document with one root field, all its arguments in variables, that selects everything so many levels deep: a field that tells too much is
 * told.
 */
export const documentOf = (
  schema: GraphQLSchema,
  {
    operation,
    name,
    depth,
  }: { readonly operation: 'query' | 'mutation'; readonly name: string; readonly depth: number },
): string => {
  const root = operation === 'query' ? schema.getQueryType() : schema.getMutationType();
  const field = root?.getFields()[name];
  if (field === undefined) throw new Error(`there is no ${operation} ${name}`);
  const variables = field.args.map((argument) => `$${argument.name}: ${argument.type}`).join(', ');
  const given = field.args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const inParentheses = (text: string): string => (text === '' ? '' : `(${text})`);
  const selection = selectionOf(schema, getNamedType(field.type), { depth, within: [] });
  return `${operation} ${inParentheses(variables)} { ${name}${inParentheses(given)} ${selection} }`;
};

type Place = {
  readonly depth: number;
  /** Names of types around: none is selected within itself. */
  readonly within: readonly string[];
  /** Of a union or interface, whose members may have fields of one name and different types. */
  readonly isMember?: boolean;
};

const selectionOf = (schema: GraphQLSchema, type: GraphQLNamedType, place: Place): string => {
  if (isLeafType(type)) return '';
  if (isAbstractType(type)) {
    const members = schema
      .getPossibleTypes(type)
      .map((member) => `... on ${member.name} ${selectionOf(schema, member, { ...place, isMember: true })}`);
    return `{ __typename ${members.join(' ')} }`;
  }
  if (!isObjectType(type)) throw new Error(`expected an output type, got ${type.name}`);
  const inner = { depth: place.depth - 1, within: [...place.within, type.name] };
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type);
    if (!isLeafType(named) && (place.depth === 0 || inner.within.includes(named.name))) return [];
    const alias = place.isMember ? `${type.name}_${field.name}: ` : '';
    return [`${alias}${field.name}${argumentsOf(field)} ${selectionOf(schema, named, inner)}`];
  });
  return `{ __typename ${fields.join(' ')} }`;
};

/** The only arguments that must be given are those of connections. */
const argumentsOf = ({ args, name }: GraphQLField<unknown, unknown>): string => {
  const required = args.filter(isRequiredArgument).map((argument) => argument.name);
  if (required.some((argument) => argument !== 'first')) throw new Error(`what does ${name} take?`);
  return required.length === 0 ? '' : '(first: 2)';
};
