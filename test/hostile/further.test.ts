import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../gateway.ts';
import { speak } from '../server/wire.ts';
import { expectRefused, expectUnharmed, postBody, postDocument } from './refusal.ts';

describe('what is hostile and has no name', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({
      people: 4,
      callers: { hostile: { scopes: ['read', 'write', 'plan', 'apply'] } },
    });
    await gateway.refreshAll();
    gateway.calls();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it.each([
    ['trailing garbage', '{"query":"{ caller { name } }"} x'],
    [
      'nested lists',
      `{"query":"query ($a: ID!) { node(id: $a) { id } }","variables":{"a":${'['.repeat(50_000)}`,
    ],
    ['a default that is a variable', '{"query":"query ($a: Int = $b) { users(first: $a) { totalCount } }"}'],
    ['a whole number with an exponent', '{"query":"{ users(first: 1e0) { totalCount } }"}'],
    [
      'one key twice',
      '{"query":"{ accounts(first: 1, filter: { backend: \\"iot\\", backend: \\"vpn\\" }) { totalCount } }"}',
    ],
    ['a text for an enum', '{"query":"{ users(first: 1, orderBy: { by: \\"NAME\\" }) { totalCount } }"}'],
    [
      'two of one',
      '{"query":"query ($b: UserBy!) { user(by: $b) { id } }","variables":{"b":{"id":"x","email":null}}}',
    ],
    [
      'a name of 100 KB',
      JSON.stringify({ query: '{ caller { name } }', operationName: 'x'.repeat(100_000) }),
    ],
    ['many of __typename', JSON.stringify({ query: `mutation { ${'__typename '.repeat(900)} }` })],
    [
      '__typename beside a mutation',
      '{"query":"mutation { __typename refreshBackend(input: { backend: \\"iot\\" }) { errors { code } } }"}',
    ],
  ])('%s is refused', async (_title, body) => {
    await expectRefused(gateway, await postBody(gateway, body));
  });

  it.each([
    ['backends', '[ID!]', 'iot'],
    ['status', '[AccountStatus!]', 'ACTIVE'],
    ['kind', '[AccountKind!]', 'PERSON'],
    ['link', '[LinkState!]', 'LINKED'],
  ])('a filter of ten thousand %s is as one of one', async (field, type, entry) => {
    const ask = async (count: number) =>
      (
        await postDocument(
          gateway,
          `query ($some: ${type}) { accounts(first: 1, filter: { ${field}: $some }) { totalCount } }`,
          { variables: { some: Array.from({ length: count }, () => entry) } },
        )
      ).text;
    expect(await ask(10_000)).toBe(await ask(1));
    await expectUnharmed(gateway);
  });

  it.each(['%', '_%', '\\', "'", '"', '*', 'NEAR(', '"a" OR "b"', '(?i)a', '\0', '\ud800', '[a-z]'])(
    'a search for `%s` looks for just that',
    async (search) => {
      const { text } = await postDocument(
        gateway,
        'query ($search: String) { accounts(first: 100, filter: { search: $search }) { nodes { userName displayName email } } }',
        { variables: { search } },
      );
      for (const found of JSON.parse(text).data.accounts.nodes)
        expect(Object.values(found).some((shown) => String(shown).includes(search))).toBe(true);
      await expectUnharmed(gateway);
    },
  );

  it("a token in a trailer is nobody's, and a body in the smallest of chunks is whole", async () => {
    const body = '{"query":"{ caller { name } }"}';
    const chunks = [...body].map((letter) => `1\r\n${letter}\r\n`).join('');
    const request = (more: string) =>
      `POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${more}content-type: application/json\r\ntransfer-encoding: chunked\r\ntrailer: authorization\r\n\r\n${chunks}0\r\nauthorization: Bearer all\r\n\r\n`;
    const [answer] = await speak(gateway.url, [request('authorization: Bearer hostile\r\n')]);
    expect(answer?.text).toBe('{"data":{"caller":{"name":"hostile"}}}');
    const [stranger] = await speak(gateway.url, [request('')]);
    expect(stranger?.status).toBe(401);
  });
});
