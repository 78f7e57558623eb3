import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../gateway.ts';
import { refusalOf, speak, type WireAnswer } from '../wire.ts';

const grant =
  'mutation { deleteAccount(input: { account: { backend: "hub", nativeId: "admin" } }) { errors { code } } }';

describe('GraphQL over GET, where the configuration has it', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ people: 0, server: 'get: true' });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const get = async (target: string, headers: Readonly<Record<string, string>> = {}): Promise<WireAnswer> => {
    const { host } = new URL(gateway.url);
    const lines = Object.entries({ authorization: 'Bearer all', ...headers }).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    const [answer] = await speak(gateway.url, [
      `GET ${target} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n${lines.join('')}\r\n`,
    ]);
    if (answer === undefined) throw new Error('expected an answer');
    return answer;
  };

  const urlOf = (parameters: Readonly<Record<string, string>>): string =>
    `/graphql?${new URLSearchParams(parameters)}`;

  it('takes the parameters that a body has', async () => {
    const answer = await get(
      urlOf({
        query: 'query A { a: __typename } query B($yes: Boolean!) { b: __typename @include(if: $yes) }',
        operationName: 'B',
        variables: '{"yes":true}',
        extensions: '{"cost":true}',
      }),
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(JSON.parse(answer.text)).toMatchObject({ data: { b: 'Query' }, extensions: { cost: {} } });
  });

  it('X-get-mutation: never takes a mutation, by whatever name it is asked for', async () => {
    gateway.calls();
    for (const parameters of [
      { query: grant },
      { query: `query A { __typename } ${grant.replace('mutation', 'mutation B')}`, operationName: 'B' },
    ]) {
      const answer = await get(urlOf(parameters));
      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')).toBe('POST');
      expect(refusalOf(answer)).toEqual({ code: 'BAD_INPUT', message: 'expected POST for a mutation' });
    }
    expect(gateway.calls().hub).toEqual([]);
  });

  it('X-get-dup: refuses whatever cannot be read', async () => {
    const query = 'query=%7B__typename%7D';
    for (const parameters of [
      '',
      'query=',
      `${query}&${query}`,
      `${query}&variables=1`,
      `${query}&variables=%7B`,
      `${query}&variables=%7B%22__proto__%22:1%7D`,
      `${query}&extensions=[]`,
      `${query}&operationName=a&operationName=b`,
      'query=%',
      'query=%ff',
      'query[]=%7B__typename%7D',
      'query[__proto__]=%7B__typename%7D',
      'query%00=%7B__typename%7D',
      '__proto__=1',
    ]) {
      const answer = await get(`/graphql?${parameters}`);
      expect(answer.status, parameters).toBe(400);
      expect(refusalOf(answer).code).toBe('BAD_INPUT');
    }
    expect((await get(`/graphql?${query}&query[]=x&more=%41`)).status).toBe(200);
  });

  it('holds it to who calls, to limits and to what is answered, as any other', async () => {
    expect((await get(urlOf({ query: '{ __typename }' }), { authorization: 'Bearer nobody' })).status).toBe(
      401,
    );
    expect((await get(urlOf({ query: '{ __typename }' }), { accept: 'text/html' })).status).toBe(406);
    const aliases = Array.from({ length: 31 }, (_, at) => `a${at}:__typename`).join(' ');
    expect(JSON.parse((await get(urlOf({ query: `{ ${aliases} }` }))).text).errors).toMatchObject([
      { extensions: { code: 'COST_EXCEEDED' } },
    ]);
  });

  it('tells which methods there are, and has no HEAD', async () => {
    const { host } = new URL(gateway.url);
    for (const method of ['HEAD', 'PUT', 'DELETE', 'OPTIONS']) {
      const [answer] = await speak(gateway.url, [
        `${method} /graphql HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer all\r\nconnection: close\r\n\r\n`,
      ]);
      expect(answer?.status, method).toBe(405);
      expect(answer?.headers.get('allow')).toBe('GET, POST');
    }
  });
});
