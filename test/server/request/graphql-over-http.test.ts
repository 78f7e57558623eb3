import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerFormFor } from '../../../src/server/request/answer-form.ts';
import { type Gateway, startGateway } from '../../gateway.ts';
import { post, refusalOf } from '../wire.ts';

const modern = 'application/graphql-response+json';

/** Bodies that are no GraphQL request. */
const unreadableBodies = [
  ['no JSON', '{ "not a JSON'],
  ['no query', '{"qeury":"{ __typename }"}'],
  ['a query that is none', '{"query":{"obj":"ect"}}'],
  ['an operation name that is none', '{"query":"{ __typename }","operationName":["array"]}'],
  ['variables that are none', '{"query":"{ __typename }","variables":"string"}'],
  ['extensions that are none', '{"query":"{ __typename }","extensions":0}'],
  [
    'a persisted query',
    '{"query":"{ __typename }","extensions":{"persistedQuery":{"version":1,"sha256Hash":7}}}',
  ],
] as const;

/** Bodies whose document cannot run. */
const unexecutableBodies = [
  ['a syntax error', '{"query":"{"}'],
  ['an empty document', '{"query":" "}'],
  ['an unknown field', '{"query":"{ nonsense }"}'],
  ['an operation that is not there', '{"query":"query A { __typename }","operationName":"B"}'],
  ['two operations and no name', '{"query":"query A { __typename } query B { __typename }"}'],
  ['a variable that is missing', '{"query":"query ($id: ID!) { node(id: $id) { id } }"}'],
  [
    'a variable of the wrong type',
    '{"query":"query ($id: ID!) { node(id: $id) { id } }","variables":{"id":[]}}',
  ],
  [
    'a persisted query',
    '{"query":"{ __typename }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}',
  ],
  ['type definitions', '{"query":"type X { a: Int }"}'],
] as const;

const wrongBodies = [...unreadableBodies, ...unexecutableBodies];

describe('GraphQL over HTTP', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ people: 4, callers: { plain: { scopes: ['read'] } } });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const send = (body: string, accept?: string) =>
    post(gateway.url, {
      headers: {
        authorization: 'Bearer all',
        'content-type': 'application/json',
        ...(accept === undefined ? {} : { accept }),
      },
      body,
    });

  it.each([
    [modern, modern],
    ['application/json', 'application/json'],
    ['*/*', 'application/json'],
    ['application/*', 'application/json'],
    [undefined, 'application/json'],
    [`${modern}, application/json;q=0.9`, modern],
    [`application/json, ${modern}`, modern],
    [`${modern};q=0.5, application/json`, 'application/json'],
    ['text/html, */*;q=0.1', 'application/json'],
    ['APPLICATION/JSON; CHARSET=UTF-8', 'application/json'],
  ])('P2: `Accept: %s` is answered in %s, in UTF-8', async (accept, type) => {
    const answer = await send('{"query":"{ ü: __typename }"}'.replace('ü', 'u'), accept);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
    expect(answer.text).toBe('{"data":{"u":"Query"}}');
  });

  it.each([
    'text/html',
    'text/event-stream',
    'application/xml',
    '*/*;q=0',
    'application/json;q=x',
    'multipart/mixed',
  ])('P2: `Accept: %s` is a 406 before anything runs', async (accept) => {
    gateway.calls();
    const answer = await send(
      JSON.stringify({
        query:
          'mutation { deleteAccount(input: { account: { backend: "iot", nativeId: "u1" } }) { errors { code } } }',
      }),
      accept,
    );
    expect(answer.status).toBe(406);
    expect(refusalOf(answer).code).toBe('BAD_INPUT');
    expect(gateway.calls().iot).toEqual([]);
  });

  it('an Accept of 8 KB makes no large headers', async () => {
    const answer = await send('{"query":"{ __typename }"}', `${'application/x-a, '.repeat(450)}*/*`);
    expect(answer.status).toBe(200);
    expect([...answer.headers].flat().join('').length).toBeLessThan(500);
  });

  it.each(wrongBodies)('P2: %s is a 400 without data, in both types', async (_title, body) => {
    for (const accept of [modern, '*/*']) {
      const answer = await send(body, accept);
      expect(answer.status).toBe(400);
      expect(answer.headers.get('content-type')).toContain(accept === modern ? modern : 'application/json');
      expect(refusalOf(answer).code).toBe('BAD_INPUT');
    }
  });

  it.each(unexecutableBodies)(
    'P2: %s is a 200 without data for those who ask for application/json by name',
    async (_title, body) => {
      const answer = await send(body, 'application/json');
      expect(answer.status).toBe(200);
      expect(refusalOf(answer).code).toBe('BAD_INPUT');
    },
  );

  it.each(unreadableBodies)('P2: %s is a 400 also for those who do', async (_title, body) => {
    const answer = await send(body, 'application/json');
    expect(answer.status).toBe(400);
    expect(refusalOf(answer).code).toBe('BAD_INPUT');
  });

  it('P2: an error beside data is a 200 in both types', async () => {
    for (const accept of [modern, 'application/json', '*/*']) {
      const answer = await send(
        '{"query":"{ accounts(first: 0, filter: { backend: \\"iot\\" }) { nodes { id } } }"}',
        accept,
      );
      expect(answer.status).toBe(200);
      expect(Object.keys(JSON.parse(answer.text))).toEqual(['errors', 'data']);
    }
  });

  it('P2: a subscription gets no data and no stream', async () => {
    const answer = await send('{"query":"subscription { __typename }"}');
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(JSON.parse(answer.text)).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'BAD_INPUT' } }],
    });
  });

  it.each(['variables', 'operationName', 'extensions'])('P2: %s may be null', async (parameter) => {
    for (const accept of [modern, 'application/json'])
      expect(
        await send(JSON.stringify({ query: '{ __typename }', [parameter]: null }), accept),
      ).toMatchObject({
        status: 200,
        text: '{"data":{"__typename":"Query"}}',
      });
  });

  it('P2: variables, extensions and the name of an operation are heeded', async () => {
    const answer = await send(
      JSON.stringify({
        query: 'query A { a: __typename } query B ($b: Boolean!) { b: __typename @include(if: $b) }',
        operationName: 'B',
        variables: { b: true },
        extensions: { some: 'value' },
      }),
    );
    expect(answer.text).toBe('{"data":{"b":"Query"}}');
  });

  it('P3: 1,000 tokens run, 1,001 and 100,000 are refused', async () => {
    const of = (tokens: number) =>
      JSON.stringify({ query: `{ nodes(ids: [${' ""'.repeat(tokens - 12)}]) { id } }` });
    expect((await send(of(1000))).status).toBe(200);
    for (const body of [of(1001), of(20_000), JSON.stringify({ query: `{${' a'.repeat(100_000)}}` })]) {
      const answer = await send(body);
      expect(answer.status).toBe(400);
      expect(refusalOf(answer).message).toContain('1000 tokens');
    }
  });

  it.each(['[', '{a', '{...{', '{a(b:[', '{a(b:{c:'])(
    'a document of `%s` over and over is a 400',
    async (piece) => {
      expect((await send(JSON.stringify({ query: piece.repeat(20_000) }))).status).toBe(400);
    },
  );

  it('P2: without the scope introspection is a 400, for those who ask for application/json a 200', async () => {
    for (const [accept, status] of [
      ['*/*', 400],
      [modern, 400],
      ['application/json', 200],
    ] as const) {
      const answer = await post(gateway.url, {
        headers: { authorization: 'Bearer plain', 'content-type': 'application/json', accept },
        body: '{"query":"{ __schema { queryType { name } } }"}',
      });
      expect(answer.status).toBe(status);
      expect(refusalOf(answer)).toEqual({
        code: 'FORBIDDEN',
        message: 'Introspection takes the scope schema',
      });
    }
  });
});

describe('the form of an answer', () => {
  it('heeds the closest range, not the first', () => {
    expect(answerFormFor('*/*, application/json;q=0')?.contentType).toContain(modern);
    expect(answerFormFor(`application/*;q=0.1, ${modern};q=0`)?.contentType).toContain('application/json');
    expect(answerFormFor('application/*;q=0, */*')).toBeNull();
  });

  it('promises 200 only where application/json is named', () => {
    expect(answerFormFor('application/json')?.statusWithoutData).toBe(200);
    expect(answerFormFor(undefined)?.statusWithoutData).toBe(400);
    expect(answerFormFor('application/*')?.statusWithoutData).toBe(400);
    expect(answerFormFor(`${modern}, application/json`)?.statusWithoutData).toBe(400);
  });
});
