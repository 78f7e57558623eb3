import { type OperationDefinitionNode, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../../src/graphql/schema.ts';
import { costOf } from '../../../src/server/limits/cost.ts';
import { type Gateway, startGateway } from '../../gateway.ts';

const schema = createSchema();

const cost = (text: string, variables: Readonly<Record<string, unknown>> = {}): number => {
  const document = parse(text);
  return costOf(schema, {
    document,
    operation: document.definitions[0] as OperationDefinitionNode,
    variables,
  });
};

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

describe('P4: a request that costs too much', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ config: 'limits: { upstreamCalls: 5 }' });
    await gateway.refreshAll();
    gateway.calls();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it('is refused before anything of it is resolved, in an error that names the limit', async () => {
    const answer = await gateway.query(
      '{ roles { users(first: 100) { nodes { roles { role { users(first: 100) { nodes { id } } } } } } } }',
    );
    expect(answer.data).toBeUndefined();
    expect(answer.errors).toMatchObject([
      {
        message: expect.stringMatching(/at most 5000 objects.*\(cost\)$/),
        extensions: { code: 'COST_EXCEEDED' },
      },
    ]);
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });

  it('causes so many calls of backends and no more, whatever the document', async () => {
    const aliases = Array.from(
      { length: 20 },
      (_, at) => `a${at}: account(backend: "iot", nativeId: "nobody-${at}", maxAgeSeconds: 0) { id }`,
    );
    const answer = await gateway.query(`{ ${aliases.join(' ')} }`);
    expect(Object.values(gateway.calls()).flat()).toHaveLength(5);
    expect(answer.errors).toHaveLength(15);
    for (const { extensions, message } of answer.errors ?? []) {
      expect(extensions).toMatchObject({ code: 'COST_EXCEEDED', backend: 'iot', retryable: false });
      expect(message).toContain('(upstreamCalls)');
    }
  });

  it('tells what it was held to cost, and did, where that is asked for', async () => {
    const ask = async (extensions: object): Promise<unknown> => {
      const response = await fetch(gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer all' },
        body: JSON.stringify({
          query:
            '{ account(backend: "iot", nativeId: "nobody", maxAgeSeconds: 0) { id } users(first: 3) { nodes { id } } }',
          extensions,
        }),
      });
      return response.json();
    };
    expect(await ask({ cost: true })).toMatchObject({
      data: { account: null },
      extensions: { cost: { estimated: { objects: 5 }, actual: { objects: 4, upstreamCalls: 1 } } },
    });
    expect(await ask({})).not.toHaveProperty('extensions');
  });
});
