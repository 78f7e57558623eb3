import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { backendIds } from '../four-emulators.ts';
import { anyOf, createDice, type Dice, times } from './dice.ts';
import type { Pool } from './pool.ts';
import { type Around, anyValue, valueFor } from './value.ts';

/** The parameters of a request. */
export type Asked = {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: unknown;
  readonly extensions?: unknown;
};

/** Documents that know the schema: more than half are to be valid, the others are nearly. The same for the same seed, as far as the pool is. */
export const createDocuments = (schema: GraphQLSchema, pool: Pool): ((seed: number) => Asked) => {
  const types = Object.keys(schema.getTypeMap()).filter((name) => !name.startsWith('__'));
  return (seed) => writeDocument({ schema, types, pool, dice: createDice(seed) });
};

type Writing = Around & {
  readonly schema: GraphQLSchema;
  readonly types: readonly string[];
  readonly fragments: string[];
  readonly variables: { readonly name: string; readonly type: string; readonly json: unknown }[];
};

const writeDocument = (given: {
  readonly schema: GraphQLSchema;
  readonly types: readonly string[];
  readonly pool: Pool;
  readonly dice: Dice;
}): Asked => {
  const { dice, schema } = given;
  const writing: Writing = {
    ...given,
    home: anyOf(dice, backendIds),
    mistakes: dice.chance(0.6) ? 0 : anyOf(dice, [0.01, 0.03, 0.1]),
    fragments: [],
    variables: [],
  };
  const isMutation = dice.chance(0.4);
  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  if (root == null) throw new Error('expected a schema with queries and mutations');
  const body = dice.chance(0.02)
    ? introspection
    : selectionOf(writing, root, isMutation ? 4 : 5, isMutation ? 1 : 3);
  const { variables, fragments, mistakes } = writing;
  const kind = dice.chance(mistakes)
    ? anyOf(dice, ['subscription', 'query', 'mutation', 'fragment', ''])
    : isMutation
      ? 'mutation'
      : 'query';
  const declared = variables.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const name = dice.chance(0.3) ? ' Asked' : '';
  const directive = dice.chance(mistakes) ? ' @skip(if: true)' : '';
  const text = [
    `${kind}${name}${declared === '' ? '' : `(${declared})`}${directive} ${body}`,
    ...fragments,
    ...(dice.chance(mistakes) ? ['fragment Unused on Query { caller { name } }'] : []),
    ...(dice.chance(mistakes) ? ['query Asked { caller { name } }'] : []),
  ].join('\n');
  return {
    query: dice.chance(mistakes) ? damaged(dice, text) : text,
    ...(variables.length > 0 || dice.chance(0.05)
      ? {
          variables: Object.fromEntries(
            variables.filter(() => !dice.chance(mistakes)).map((one) => [one.name, one.json]),
          ),
        }
      : {}),
    ...(dice.chance(mistakes) ? { operationName: anyOf(dice, ['Asked', 'Nobody', '', '__proto__', 7]) } : {}),
    ...(dice.chance(0.05)
      ? { extensions: anyOf(dice, [{ cost: true }, { cost: 'x' }, { persistedQuery: null }, {}]) }
      : {}),
  };
};

const introspection =
  '{ __schema { types { name fields { name args { name type { ofType { name } } } } } } }';

type Parent = GraphQLObjectType | GraphQLInterfaceType;

const selectionOf = (writing: Writing, type: GraphQLNamedType, depth: number, width: number): string => {
  const { dice, mistakes, schema } = writing;
  if (isAbstractType(type) && !isInterfaceType(type)) {
    const members = schema.getPossibleTypes(type);
    const chosen = times(dice.between(1, 2), () => anyOf(dice, members));
    return `{ __typename ${chosen.map((member) => inlineFragment(writing, member, depth, 2)).join(' ')} }`;
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return '';
  const all = Object.values(type.getFields()).filter(
    (field) => depth > 0 || isLeafType(getNamedType(field.type)) || dice.chance(mistakes),
  );
  const parts = times(dice.between(1, width), () =>
    all.length === 0 ? '__typename' : fieldOf(writing, type, anyOf(dice, all), depth),
  );
  if (isInterfaceType(type) && depth > 0) {
    const members = schema.getPossibleTypes(type);
    return `{ ${[...parts, inlineFragment(writing, anyOf(dice, members), depth, 3)].join(' ')} }`;
  }
  return `{ ${parts.join(' ')}${dice.chance(0.1) ? ' __typename' : ''} }`;
};

const inlineFragment = (writing: Writing, type: GraphQLNamedType, depth: number, width: number): string =>
  `... on ${type.name} ${selectionOf(writing, type, depth, width)}`;

const fieldOf = (
  writing: Writing,
  parent: Parent,
  field: GraphQLField<unknown, unknown>,
  depth: number,
): string => {
  const { dice, mistakes, types, fragments } = writing;
  const type = getNamedType(field.type);
  // Names of unlike fields would clash without one, as pages of different sizes do.
  const alias = field.args.length > 0 || dice.chance(0.05) ? `a${dice.between(0, 9999)}: ` : '';
  const name = dice.chance(mistakes)
    ? anyOf(dice, ['__typename', 'then', '__proto__', `${field.name}s`, '__type'])
    : field.name;
  const within = isLeafType(type) !== dice.chance(mistakes) ? '' : selectionOf(writing, type, depth - 1, 4);
  const written = `${alias}${name}${argumentsOf(writing, field.args)}${directivesOf(writing)} ${within}`;
  if (dice.chance(0.05)) {
    const on = dice.chance(mistakes) ? anyOf(dice, types) : parent.name;
    if (dice.chance(0.5)) return `... on ${on} { ${written} }`;
    const fragment = `F${fragments.length}`;
    fragments.push(
      `fragment ${fragment} on ${on} { ${written}${dice.chance(mistakes) ? ` ...${fragment}` : ''} }`,
    );
    return `...${fragment}`;
  }
  return written;
};

const argumentsOf = (writing: Writing, args: readonly GraphQLArgument[]): string => {
  const { dice, mistakes } = writing;
  const given = args
    .filter((arg) => dice.chance(isRequiredArgument(arg) ? 1 - mistakes : likelihoodOf(arg.name)))
    .map((arg) => `${arg.name}: ${argumentOf(writing, arg)}`);
  if (dice.chance(mistakes))
    given.push(`${anyOf(dice, ['x', 'first', 'input', '__proto__'])}: ${anyValue(dice).literal}`);
  return given.length === 0 ? '' : `(${given.join(', ')})`;
};

/** Where a cursor of another list is given, the whole field fails. */
const likelihoodOf = (argument: string): number => (argument === 'after' ? 0.1 : 0.3);

const argumentOf = (writing: Writing, { name, type }: GraphQLArgument): string => {
  const { dice, mistakes, variables, types } = writing;
  const value = valueFor(writing, name, type);
  if (!dice.chance(0.3)) return value.literal;
  const variable = `v${variables.length}`;
  const declared = dice.chance(mistakes) ? anyOf(dice, [...types, '[Int!]!', 'ID']) : String(type);
  const fallback = dice.chance(mistakes) ? ` = ${anyValue(dice).literal}` : '';
  variables.push({ name: variable, type: `${declared}${fallback}`, json: value.json });
  return `$${variable}`;
};

const directivesOf = ({ dice, mistakes, variables }: Writing): string => {
  if (!dice.chance(0.04 + mistakes)) return '';
  const condition = (): string => {
    if (dice.chance(0.5)) return String(dice.chance(0.5));
    variables.push({ name: `v${variables.length}`, type: 'Boolean!', json: dice.chance(0.5) });
    return `$v${variables.length - 1}`;
  };
  if (dice.chance(mistakes))
    return anyOf(dice, [' @requires(scope: READ)', ' @aa', ' @skip', ' @skip(if: 1)', ' @defer', ' @oneOf']);
  return ` @${anyOf(dice, ['skip', 'include'])}(if: ${condition()})`;
};

/** A piece gone, doubled or put elsewhere. */
const damaged = (dice: Dice, text: string): string => {
  const from = dice.between(0, text.length - 1);
  const to = Math.min(text.length, from + dice.between(1, 12));
  const piece = text.slice(from, to);
  return anyOf<() => string>(dice, [
    () => text.slice(0, from) + text.slice(to),
    () => text.slice(0, to) + piece + text.slice(to),
    () => text.slice(0, from),
    () =>
      `${text.slice(0, from)}${anyOf(dice, ['{', '}', '"', '"""', '$', '\0', '\u2028', '#', '...', '@', '&', '\ufeff'])}${text.slice(from)}`,
  ])();
};
