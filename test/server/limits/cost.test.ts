import { buildSchema, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createSchema } from '../../../src/graphql/schema.ts';
import { type Cost, costOf } from '../../../src/server/limits/cost.ts';

const schema = createSchema();

const costs = (text: string, variables: Readonly<Record<string, unknown>> = {}): Cost => {
  const document = parse(text);
  return costOf(schema, {
    document,
    operation: document.definitions[0] as OperationDefinitionNode,
    variables,
  });
};

const cost = (text: string, variables: Readonly<Record<string, unknown>> = {}): number =>
  costs(text, variables).objects;

const calls = (text: string, variables: Readonly<Record<string, unknown>> = {}): number =>
  costs(text, variables).upstreamCalls;

describe('G37: what a document costs', () => {
  it('is the objects that its answer may hold: a page as many as it asks for, other lists as many as are assumed', () => {
    expect(cost('{ caller { name } }')).toBe(1);
    expect(cost('{ users(first: 10) { nodes { id } } }')).toBe(1 + 10);
    expect(cost('{ users(first: 10) { pageInfo { hasNextPage } edges { cursor node { id } } } }')).toBe(
      1 + 1 + 20,
    );
    expect(cost('{ users(first: 10) { nodes { accounts { id } } } }')).toBe(1 + 10 * (1 + 4));
    expect(cost('{ roles { name } }')).toBe(20);
    expect(cost('query ($n: Int!) { users(first: $n) { nodes { id } } }', { n: 7 })).toBe(8);
    expect(cost('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['a', 'b', 'c'] })).toBe(3);
  });

  it('counts what execution merges once, and aliases each', () => {
    expect(
      cost('{ caller { name } caller { scopes } ...F } fragment F on Query { caller { backends } }'),
    ).toBe(1);
    expect(cost('{ one: caller { name } two: caller { name } }')).toBe(2);
    expect(cost('{ users(first: 5) { nodes { accounts { id } } nodes { accounts { email } } } }')).toBe(
      1 + 5 * 5,
    );
  });

  it('adds up what alternative types are asked', () => {
    expect(cost('{ node(id: "") { ... on User { accounts { id } } ... on Account { user { id } } } }')).toBe(
      1 + 4 + 1,
    );
  });

  it('takes a page for no larger than pages are, and counts nothing of what is wrong', () => {
    expect(cost('{ users(first: 2147483647) { nodes { id } } }')).toBe(101);
    expect(cost('{ users(first: -1) { nodes { id } } }')).toBe(1);
    expect(cost('{ __schema { types { fields { name } } } __typename }')).toBeLessThan(100);
  });

  it('is computed in no time where fragments double it again and again', () => {
    const laughs = Array.from(
      { length: 25 },
      (_, at) =>
        `fragment F${at} on Account { a: user { accounts { ...F${at + 1} } } b: user { accounts { ...F${at + 1} } } }`,
    );
    expect(
      cost(
        `{ account(backend: "iot", nativeId: "x") { ...F0 } } ${laughs.join(' ')} fragment F25 on Account { id }`,
      ),
    ).toBeGreaterThan(1e20);
  });
});

describe('P4: how many calls of backends a document is held to cause', () => {
  it('is none where the index answers', () => {
    expect(calls('{ users(first: 100) { nodes { accounts { roles { name } user { id } } } } }')).toBe(0);
    expect(calls('{ account(backend: "iot", nativeId: "x") { id } }')).toBe(0);
  });

  it('is as many as there are fields that a backend is asked for, each with what it says', () => {
    expect(calls('{ device(backend: "iot", nativeId: "x") { id } }')).toBe(1);
    expect(
      calls(
        '{ a: device(backend: "iot", nativeId: "a") { id } b: device(backend: "iot", nativeId: "b") { id } }',
      ),
    ).toBe(2);
    expect(calls('{ nativeRoles(backend: "hub") { nodes { name } } }')).toBe(1);
  });

  it('grows with the list that bears the field, as the list is held to be long', () => {
    const shelves = buildSchema(`
      directive @listSize(assumedSize: Int!) on FIELD_DEFINITION
      directive @upstream(calls: Int!, given: String) on FIELD_DEFINITION
      type Query { shelves(first: Int!): ShelfConnection }
      type ShelfConnection { nodes: [Shelf!]! }
      type Shelf { books: [Book!] @listSize(assumedSize: 20) }
      type Book { lentTo: String @upstream(calls: 2) }
    `);
    const document = parse('{ shelves(first: 7) { nodes { books { lentTo } } } }');
    const operation = document.definitions[0] as OperationDefinitionNode;
    expect(costOf(shelves, { document, operation, variables: {} })).toEqual({
      objects: 1 + 7 * (1 + 20),
      upstreamCalls: 7 * 20 * 2,
    });
  });

  it('counts what is read anew only where that is asked for, and each that is named', () => {
    const byIds =
      'query ($age: Int, $refs: [AccountRefInput!]!) { accountsByIds(refs: $refs, maxAgeSeconds: $age) { id } }';
    const refs = Array.from({ length: 30 }, (_, at) => ({ backend: 'iot', nativeId: `${at}` }));
    expect(calls(byIds, { refs, age: 0 })).toBe(30);
    expect(calls(byIds, { refs })).toBe(0);
    expect(calls(byIds, { refs, age: null })).toBe(0);
    expect(calls('{ user(by: { email: "a@b.c" }, maxAgeSeconds: 60) { id } }')).toBe(4);
  });
});
