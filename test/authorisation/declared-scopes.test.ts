import { getNamedType, isCompositeType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';
import { readDeclaredScopes } from './declared-scopes.ts';

const schema = createSchema();
const { ofType, ofField } = readDeclaredScopes();
const types = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => !name.startsWith('__'));

/** Types that bear no scope, with what guards what they hold. */
const open: readonly (readonly [RegExp, string])[] = [
  [/^(Query|Mutation)$/, 'each field bears its own'],
  [/^Caller$/, 'everybody may know who they are'],
  [/^PageInfo$/, 'tells of a page which the caller was given'],
  [/Connection$/, 'whoever leads to it bears one, and so do its nodes'],
  [/Edge$/, 'as its connection'],
  [/Payload$/, 'the mutation bears one, and so does each object that it answers with'],
  [/^MutationError$/, 'tells of what the caller asked for'],
];

const isOpen = (name: string): boolean => open.some(([pattern]) => pattern.test(name));

describe('P13: what the schema says that it takes', () => {
  it.each(types.filter(({ name }) => !isOpen(name)).map(({ name }) => [name]))(
    '%s bears a scope, through whatever field it is reached',
    (name) => {
      expect(ofType.get(name)).toBeDefined();
    },
  );

  it('is said of every type but those that are known to hold nothing of their own', () => {
    for (const [pattern] of open) expect(types.some(({ name }) => pattern.test(name))).toBe(true);
    expect(types.filter(({ name }) => isOpen(name) && ofType.has(name))).toEqual([]);
  });

  it.each(
    ['Query', 'Mutation'].flatMap((type) =>
      Object.keys(types.find(({ name }) => name === type)?.getFields() ?? {}).map((field) => [type, field]),
    ),
  )('%s.%s bears a scope, unless it tells who calls', (type, field) => {
    expect(ofField.has(`${type}.${field}`)).toBe(`${type}.${field}` !== 'Query.caller');
  });

  it('is said of each object that a mutation answers with', () => {
    const unguarded = types
      .filter(({ name }) => name.endsWith('Payload'))
      .flatMap((payload) =>
        Object.values(payload.getFields())
          .filter(({ type }) => isCompositeType(getNamedType(type)))
          .filter(({ name, type }) => {
            const { name: answered } = getNamedType(type);
            return !ofField.has(`${payload.name}.${name}`) && !ofType.has(answered) && !isOpen(answered);
          })
          .map(({ name }) => `${payload.name}.${name}`),
      );
    expect(unguarded).toEqual([]);
  });

  it('is said of whatever leads to a page, and of what it is a page of', () => {
    for (const type of types)
      for (const field of Object.values(type.getFields()))
        if (getNamedType(field.type).name.endsWith('Connection'))
          expect(ofType.has(type.name) || ofField.has(`${type.name}.${field.name}`), type.name).toBe(true);
    for (const edge of types.filter(({ name }) => name.endsWith('Edge'))) {
      const node = edge.getFields().node;
      expect(node !== undefined && ofType.has(getNamedType(node.type).name), edge.name).toBe(true);
    }
  });
});
