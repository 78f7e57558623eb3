import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { hostileTexts, oddValues } from './hostile-values.ts';
import type { Random } from './random.ts';

/** What to ask about: things that there are, by the names of arguments and input fields. */
export type Pool = Readonly<Record<string, readonly string[]>>;

export type FuzzedDocument = {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
};

/** A document that the schema might nearly take: fields of their types, arguments of roughly the right shape, about things that there are or are not. */
export const randomDocument = (schema: GraphQLSchema, pool: Pool, random: Random): FuzzedDocument => {
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];
  const fragments: string[] = [];
  let budget = 60;
  /** Half of the documents are as the schema has them, so that they get far. */
  const isWild = random.chance(0.5);
  const slips = (share: number): boolean => isWild && random.chance(share);

  const text = (name: string): string => {
    const known = pool[name] ?? pool.any ?? [];
    return known.length > 0 && random.chance(0.75) ? random.pick(known) : random.pick(hostileTexts);
  };

  const valueFor = (type: GraphQLInputType, name: string, depth: number): unknown => {
    if (slips(0.04)) return random.pick(oddValues);
    if (isNonNullType(type)) return valueFor(type.ofType, name, depth);
    if (slips(0.1)) return null;
    if (isListType(type))
      return Array.from({ length: random.pick([0, 1, 1, 2, 3, 101]) }, () =>
        valueFor(type.ofType, name, depth),
      );
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields());
      const chosen = type.isOneOf
        ? [random.pick(fields)]
        : fields.filter((field) => isNonNullType(field.type) || (depth > 0 && random.chance(0.4)));
      return Object.fromEntries(
        chosen.map((field) => [field.name, valueFor(field.type, field.name, depth - 1)]),
      );
    }
    switch (type.name) {
      case 'Int':
        return random.pick([0, 1, 1, 2, 3, 10, 100, 101, -1, 2_147_483_647]);
      case 'Boolean':
        return random.chance(0.5);
      case 'DateTime':
        return slips(0.3) ? random.pick(hostileTexts) : '2026-11-26T00:00:00Z';
      default:
        return text(name);
    }
  };

  /** As a literal; enum values are told from texts by their type alone. */
  const literal = (value: unknown, type: GraphQLInputType): string => {
    const bare = isNonNullType(type) ? type.ofType : type;
    if (Array.isArray(value))
      return `[${value.map((one) => literal(one, isListType(bare) ? bare.ofType : bare)).join(' ')}]`;
    if (typeof value === 'object' && value !== null) {
      const fields = isInputObjectType(bare) ? bare.getFields() : {};
      return `{${Object.entries(value)
        .map(([name, one]) => `${name}: ${literal(one, fields[name]?.type ?? bare)}`)
        .join(' ')}}`;
    }
    if (typeof value === 'string' && isEnumType(getNamedType(bare)) && /^\w+$/.test(value)) return value;
    return typeof value === 'number' && !Number.isFinite(value) ? '0' : JSON.stringify(value ?? null);
  };

  const argument = ({ name, type }: GraphQLArgument): string => {
    const value = valueFor(type, name, 3);
    if (random.chance(0.6)) return `${name}: ${literal(value, type)}`;
    const variable = `v${declared.length}`;
    declared.push(`$${variable}: ${slips(0.05) ? random.pick(['Int', 'String!', '[ID]', 'Nothing']) : type}`);
    if (!slips(0.03)) variables[variable] = value;
    return `${name}: $${variable}`;
  };

  const field = ({ name, args, type }: GraphQLField<unknown, unknown>, depth: number): string => {
    const given = args.filter((one) => isRequiredArgument(one) || random.chance(0.3)).map(argument);
    const inParentheses = given.length === 0 ? '' : `(${given.join(', ')})`;
    const alias = slips(0.06) ? `${random.pick(['a', 'then', '__proto__', 'constructor', 'id'])}: ` : '';
    const directive = slips(0.04)
      ? ` @${random.pick(['skip(if: false)', 'include(if: true)', 'skip(if: $v0)', 'requires(scope: READ)', 'deprecated'])}`
      : '';
    return `${alias}${name}${inParentheses}${directive} ${selection(getNamedType(type), depth - 1)}`;
  };

  const selection = (type: GraphQLNamedType, depth: number): string => {
    if (isLeafType(type)) return slips(0.01) ? '{ x }' : '';
    if (isAbstractType(type)) {
      const members = schema.getPossibleTypes(type).filter(() => random.chance(0.4));
      return `{ __typename ${members.map((one) => `... on ${one.name} ${selection(one, depth)}`).join(' ')} }`;
    }
    if (!isObjectType(type)) return '{ __typename }';
    budget -= 1;
    const fields = Object.values(type.getFields());
    const chosen = fields.filter(
      (one) =>
        random.chance(2.5 / fields.length + 0.1) &&
        (isLeafType(getNamedType(one.type)) || (depth > 0 && budget > 0)),
    );
    const inner = `{ __typename ${chosen.map((one) => field(one, depth)).join(' ')} }`;
    if (!random.chance(0.08)) return inner;
    const name = `F${fragments.length}`;
    fragments.push(`fragment ${name} on ${type.name} ${inner}`);
    return `{ ...${slips(0.05) ? 'F9' : name} }`;
  };

  const isMutation = random.chance(0.25);
  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  const roots = Object.values(root?.getFields() ?? {});
  const selected = Array.from({ length: isMutation ? 1 : random.pick([1, 1, 2, 3, 5]) }, () =>
    field(random.pick(roots), 5),
  ).map((one, at) => (isWild ? one : `r${at}: ${one}`));
  const kind = slips(0.02) ? 'subscription' : isMutation ? 'mutation' : 'query';
  const named = random.chance(0.2) ? 'Named' : '';
  const head = declared.length === 0 ? `${kind} ${named}` : `${kind} ${named}(${declared.join(', ')})`;
  const query = `${head} { ${selected.join(' ')} } ${fragments.join(' ')}`;
  return {
    query: slips(0.4) ? garbled(query, random) : query,
    variables,
    ...(slips(0.2) ? { operationName: random.pick(['Named', 'Nobody', '', '__proto__']) } : {}),
  };
};

/** With a few tokens gone, doubled, swapped or foreign. */
export const garbled = (text: string, random: Random): string => {
  const tokens = text.split(/(?<=[\s{}():,])/);
  for (let changes = 1 + random.int(4); changes > 0; changes -= 1) {
    const at = random.int(tokens.length);
    const foreign = random.pick([
      '{',
      '}',
      '(',
      '"',
      '"""',
      '...',
      '@',
      '$',
      '[',
      '!',
      '#',
      '\0',
      '…',
      '1e999',
      'on',
      'fragment',
    ]);
    tokens.splice(at, random.int(3), ...random.pick([[], [foreign], [tokens[at] ?? '', tokens[at] ?? '']]));
  }
  return tokens.join('');
};
