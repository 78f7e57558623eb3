import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  isObjectType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Scope } from '../../src/domain/caller.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { readDeclaredScopes, scopesFor } from './declared-scopes.ts';

const schema = createSchema();
const declared = readDeclaredScopes();
const types = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => !name.startsWith('__'));

/** Types that bear no scope, with what guards what they hold. */
const open: readonly (readonly [RegExp, string])[] = [
  [/^(Query|Mutation)$/, 'each field bears its own'],
  [/^Caller$/, 'everybody may know who they are'],
  [/^PageInfo$/, 'tells of a page which the caller was given'],
  [/Connection$/, 'whoever leads to it bears that of its nodes'],
  [/Edge$/, 'as its connection'],
  [/Payload$/, 'the mutation bears one, and so does each object that it answers with'],
  [/^MutationError$/, 'tells of what the caller asked for'],
];

const isOpen = (name: string): boolean => open.some(([pattern]) => pattern.test(name));

/** A field that leads to objects of a type. */
type Way = { readonly from: string; readonly field: string; readonly to: string };

const objectTypesOf = (type: GraphQLOutputType): readonly GraphQLObjectType[] => {
  const named = getNamedType(type);
  if (isAbstractType(named)) return schema.getPossibleTypes(named);
  return isObjectType(named) ? [named] : [];
};

const ways: readonly Way[] = types.flatMap((type) =>
  Object.values(type.getFields()).flatMap((field) =>
    objectTypesOf(field.type).map(({ name }) => ({ from: type.name, field: field.name, to: name })),
  ),
);

/** These answer what the caller may not see as what is not there. */
const found = ['Query.node', 'Query.nodes'];

/** What whoever goes that way has shown to hold. */
const shownBy = ({ from, field }: Way): readonly Scope[] => [
  ...scopesFor(declared, from, field),
  ...shownWithin(from),
];

/** What whoever has an object of the type has shown to hold, whichever way they came. */
const shownWithin = (type: string): readonly Scope[] => {
  const [first = [], ...others] = ways.filter(({ to }) => isOpen(type) && to === type).map(shownBy);
  return first.filter((scope) => others.every((other) => other.includes(scope)));
};

describe('P13: what the schema says that it takes', () => {
  it.each(types.filter(({ name }) => !isOpen(name)).map(({ name }) => [name]))(
    '%s bears a scope, through whatever field it is reached',
    (name) => {
      expect(declared.ofType.get(name)).toBeDefined();
    },
  );

  it('is said of every type but those that are known to hold nothing of their own', () => {
    for (const [pattern] of open) expect(types.some(({ name }) => pattern.test(name))).toBe(true);
    expect(types.filter(({ name }) => isOpen(name) && declared.ofType.has(name))).toEqual([]);
  });

  it.each(
    ['Query', 'Mutation'].flatMap((type) =>
      Object.keys(types.find(({ name }) => name === type)?.getFields() ?? {}).map((field) => [type, field]),
    ),
  )('%s.%s bears a scope, unless it tells who calls', (type, field) => {
    expect(declared.ofField.has(`${type}.${field}`)).toBe(`${type}.${field}` !== 'Query.caller');
  });

  it.each(
    ways
      .filter(({ to }) => !isOpen(to))
      .filter(({ from, field }) => !found.includes(`${from}.${field}`))
      .map((way) => [way.from, way.field, way.to, way] as const),
  )('%s.%s leads nobody to %s who lacks its scope', (_from, _field, to, way) => {
    expect(shownBy(way)).toEqual(expect.arrayContaining([...(declared.ofType.get(to) ?? [])]));
  });
});
