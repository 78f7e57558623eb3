import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../gateway.ts';
import { expectRefused, expectUnharmed, postBody } from './refusal.ts';

const nested = (depth: number, open: string, close: string, core = ''): string =>
  `${open.repeat(depth)}${core}${close.repeat(depth)}`;

const first = (value: string): string =>
  `{"query":"query ($n: Int!) { users(first: $n) { nodes { id } } }","variables":{"n":${value}}}`;

const query = (rest: string): string => `{"query":"{ __typename }"${rest}}`;

/** The catalogue's bodies that are refused, by the names of its cases. */
const refused: Readonly<Record<string, string | Uint8Array>> = {
  ...Object.fromEntries(
    ['"1"', '1.5', 'true', '[1, 2]', '{}', 'null', '1e400', '9007199254740993'].map((value) => [
      `C-int-${value}`,
      first(value),
    ]),
  ),
  'C-missing': '{"query":"query ($n: Int!) { users(first: $n) { nodes { id } } }"}',
  'C-deep-vars': query(`,"variables":{"a":${nested(60_000, '[', ']')}}`),
  'C-big-value-echo': first(`"${'a'.repeat(500_000)}"`),
  'C-big-value-echo within the body limit': first(`"${'a'.repeat(200_000)}"`),
  'C-vars-keys-50k': query(
    `,"variables":{${Array.from({ length: 50_000 }, (_, at) => `"k${at}":1`).join(',')}}`,
  ),
  'J-null': 'null',
  'J-number': '1',
  'J-string': '"x"',
  'J-empty-object': '{}',
  'J-empty': '',
  'J-query-number': '{"query":1}',
  'J-query-array': '{"query":["{ __typename }"]}',
  'J-query-ast': '{"query":{"kind":"Document","definitions":[]}}',
  'J-query-null': '{"query":null}',
  'J-vars-string': query(',"variables":"x"'),
  'J-vars-array': query(',"variables":[1]'),
  'J-vars-number': query(',"variables":1'),
  'J-opname-number': query(',"operationName":1'),
  'J-opname-object': query(',"operationName":{}'),
  'J-extensions-string': query(',"extensions":"x"'),
  'J-nan': query(',"variables":{"a":NaN}'),
  'J-infinity': query(',"variables":{"a":Infinity}'),
  'J-trailing-comma': query(','),
  'J-single-quotes': "{'query':'{ __typename }'}",
  'J-comment': '{"query":"{ __typename }" /* x */}',
  'J-truncated': '{"query":"{ __typename',
  'J-two': '{"query":"{ __typename }"}{"query":"{ __typename }"}',
  'J-deep': nested(100_000, '[', ']'),
  'J-deep-obj': nested(50_000, '{"a":', '}', '1'),
  'J-bom': '\ufeff{"query":"{ __typename }"}',
  'J-utf8-bad': Buffer.from([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x7d]),
  'J-utf16': Buffer.from('{"query":"{ __typename }"}', 'utf16le'),
  'C-proto-vars': query(',"variables":{"__proto__":{"admin":true}}'),
  ...Object.fromEntries(
    [2, 10, 100].map((count) => [
      `B-array-${count}`,
      JSON.stringify(Array.from({ length: count }, () => ({ query: '{ __typename }' }))),
    ]),
  ),
  'B-junk empty': '[]',
  'B-junk nested': '[[{"query":"{ __typename }"}]]',
  'B-junk like a list': '{"0":{"query":"{ __typename }"},"length":1}',
};

describe('a hostile body', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ callers: { hostile: { scopes: ['read', 'write', 'plan', 'apply'] } } });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it.each(Object.entries(refused))('P5, %s is refused', async (_name, body) => {
    const answer = await postBody(gateway, body);
    await expectRefused(gateway, answer);
    expect(answer.text).not.toContain('a'.repeat(1000));
  });

  it.each([
    ['J-extra-keys', query(',"constructor":{"prototype":{"x":1}},"context":{"admin":true}')],
    ['J-overflow -0', query(',"variables":{"a":-0}')],
    ['J-nulls', query(',"variables":null,"operationName":null,"extensions":null')],
  ])('%s is ignored, and the next request is as ever', async (_name, body) => {
    const answer = await postBody(gateway, body);
    expect(JSON.parse(answer.text)).toEqual({ data: { __typename: 'Query' } });
    await expectUnharmed(gateway);
  });

  it('J-dupkeys: of two equal keys the last one counts', async () => {
    const answer = await postBody(
      gateway,
      '{"query":"mutation { deleteAccount(input: {}) { errors { code } } }","query":"{ __typename }"}',
    );
    expect(JSON.parse(answer.text)).toEqual({ data: { __typename: 'Query' } });
    await expectUnharmed(gateway);
  });
});
