import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../gateway.ts';
import { expectRefused, expectUnharmed, postDocument } from './refusal.ts';

const times = (count: number, part: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => part(at)).join(' ');

const nested = (depth: number, open: string, close: string, core = ''): string =>
  `${open.repeat(depth)}${core}${close.repeat(depth)}`;

const laughs = (count: number, next: (at: number) => string): string =>
  `{ ...F0 } ${times(count, (at) => `fragment F${at} on Query { ${next(at + 1)} }`)} fragment F${count} on Query { __typename }`;

/** The catalogue's documents that are refused, by the names of its cases. */
const refused: Readonly<Record<string, string | { query: string; [key: string]: unknown }>> = {
  ...Object.fromEntries(
    [100, 1000, 10_000].map((count) => [
      `D-alias-${count}`,
      `{ ${times(count, (at) => `a${at}: __typename`)} }`,
    ]),
  ),
  'D-dup-500': `{ ${times(500, () => '__typename')} }`,
  'D-dup-10000': `{ ${times(10_000, () => '__typename')} }`,
  'D-dupkey-3000': `{ ${times(3000, () => 'a: __typename')} }`,
  'D-dupfrag-600': `{ ${nested(600, '...{ a: __typename ', '}')} }`,
  'D-dir-unknown-10': `{ __typename ${times(10, () => '@aa')} }`,
  'D-dir-unknown-10000': `{ __typename ${times(10_000, () => '@aa')} }`,
  'D-dir-skip-100': `{ __typename ${times(100, () => '@skip(if: false)')} }`,
  'D-dir-spread-500': `{ ${times(500, (at) => `a${at}: __typename @skip(if: false)`)} }`,
  'D-depth-50': `{ ${nested(50, 'a { ', '}', 'b')} }`,
  'D-depth-10000': `{ ${nested(10_000, '... { ', '}', '__typename')} }`,
  'D-list-20000': `{ a(b: ${nested(20_000, '[', ']')}) }`,
  'D-obj-20000': `{ a(b: ${nested(20_000, '{a:', '}', '1')}) }`,
  'D-type-20000': `query ($a: ${nested(20_000, '[', ']', 'Int')}) { __typename }`,
  'D-cycle-1': '{ ...A } fragment A on Query { ...A }',
  'D-cycle-2': '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
  'D-cycle-500': `{ ...F0 } ${times(500, (at) => `fragment F${at} on Query { ...F${(at + 1) % 500} }`)}`,
  'D-chain-3000': laughs(3000, (at) => `...F${at}`),
  'D-laughs-nest-24': laughs(24, (at) => `a: node(id: "") { ...F${at} } b: node(id: "") { ...F${at} }`),
  'D-frag-unused-1000': `{ __typename } ${times(1000, (at) => `fragment F${at} on Query { __typename }`)}`,
  'D-ops-1000': times(1000, (at) => `query Q${at} { __typename }`),
  'D-vars-5000': `query (${times(5000, (at) => `$v${at}: Int`)}) { __typename }`,
  'D-undef-vars-2000': `{ ${times(2000, (at) => `node(id: $v${at}) { id }`)} }`,
  'D-tokens-100k': times(100_000, () => 'a'),
  'D-ignored-1MB': `{ __typename ${','.repeat(1_000_000)} }`,
  'D-errors-bounded': `{ ${times(5000, (at) => `unknown${at}`)} }`,
  'D-errors-bounded within the limits': `{ ${times(30, (at) => `unknown${at}`)} }`,
  'D-longname': `{ ${'a'.repeat(500_000)} }`,
  'D-longname-echo': `{ ${'a'.repeat(200_000)} }`,
  'D-longstring': `{ node(id: "${'a'.repeat(900_000)}") { id } }`,
  'D-blockstring-quad': `{ node(id: """${'\n '.repeat(100_000)}""") { i } }`,
  'D-unterminated': '{ a(b: "',
  'D-empty': '',
  'D-no-op empty selection': '{}',
  'D-no-op only fragments': 'fragment A on Query { __typename }',
  'D-two-anon': '{ __typename } { __typename }',
  'D-two-named': 'query A { __typename } query B { __typename }',
  'D-dup-opname': 'query A { __typename } query A { __typename }',
  ...Object.fromEntries(
    ['__proto__', 'constructor', 'A\u0000'].map((operationName) => [
      `D-opname-magic ${JSON.stringify(operationName)}`,
      { query: 'query A { __typename } query B { __typename }', operationName },
    ]),
  ),
  'D-sdl type': 'type X { a: Int }',
  'D-sdl extend': 'extend schema @x',
  'D-subscription': 'subscription { runProgress(id: "") { id } }',
  'D-defer': '{ ... @defer { __typename } }',
  'D-nul': '{ __type\u0000name }',
  'D-surrogate': '{ a(b: "\\ud800") }',
  'D-surrogate \\u{110000}': '{ a(b: "\\u{110000}") }',
  'D-surrogate U+202E': '{ \u202e__typename }',
  'D-surrogate emoji': '{ \u{1f600} }',
  'D-proto-fields': '{ __proto__ constructor toString }',
  'D-proto-type': '{ ... on constructor { __typename } ... on __proto__ { __typename } }',
  'D-int-overflow 1e400': '{ users(first: 1e400) { nodes { id } } }',
  'D-int-overflow 2^64': '{ users(first: 18446744073709551616) { nodes { id } } }',
  'D-int-overflow 4000 digits': `{ users(first: ${'9'.repeat(4000)}) { nodes { id } } }`,
  'D-int-overflow 0x1': '{ users(first: 0x1) { nodes { id } } }',
  'D-int-overflow 00': '{ users(first: 00) { nodes { id } } }',
  'D-introspection': '{ __schema { types { name } } }',
  'D-introspection of a type': '{ __type(name: "Account") { fields { name } } }',
  'D-introspection aliased': '{ innocent: __schema { queryType { name } } }',
  'D-introspection in a fragment': '{ ...A } fragment A on Query { __schema { queryType { name } } }',
  'D-introspection circular': `{ __schema { types { ${nested(8, 'fields { type { ', '} }', 'name')} } } }`,
  'D-introspection ofType x500': `{ __type(name: "Account") { ${nested(300, 'ofType { ', '}', 'name')} } }`,
  'D-suggest argument': '{ __typename @skip(iff: true) }',
  'D-suggest type': 'query ($a: Strin) { __typename }',
  'D-suggest field': '{ acount { id } usrs { id } }',
};

describe('a hostile document', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ callers: { hostile: { scopes: ['read', 'write', 'plan', 'apply'] } } });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it.each(Object.entries(refused))('P3, %s is refused', async (_name, asked) => {
    const { query, ...rest } = typeof asked === 'string' ? { query: asked } : asked;
    const answer = await postDocument(gateway, query, rest);
    await expectRefused(gateway, answer);
    // Never echoed: a sentence quotes the beginning of a name at most.
    expect(answer.text).not.toContain('a'.repeat(1000));
  });

  it('D-laughs-28 is answered at once, or refused', async () => {
    const answer = await postDocument(
      gateway,
      laughs(28, (at) => `...F${at} ...F${at}`),
    );
    expect([200, 400]).toContain(answer.status);
    expect(answer.text.length).toBeLessThan(1000);
    await expectUnharmed(gateway);
  });

  it('D-bom: a byte order mark is ignored', async () => {
    const answer = await postDocument(gateway, '\ufeff{ __typename }');
    expect(JSON.parse(answer.text)).toEqual({ data: { __typename: 'Query' } });
    await expectUnharmed(gateway);
  });

  it('D-proto-alias: names that mean something in JavaScript are aliases like any other', async () => {
    const answer = await postDocument(
      gateway,
      '{ then: __typename constructor: __typename toString: __typename __proto__: __typename }',
    );
    expect(answer.status).toBe(200);
    const { data } = JSON.parse(answer.text);
    expect(Object.keys(data)).toEqual(['then', 'constructor', 'toString', '__proto__']);
    await expectUnharmed(gateway);
  });
});
