import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTypeDefs } from '../../../src/graphql/schema.ts';
import { type Gateway, startGateway } from '../../gateway.ts';

/** Every name of the schema that means something. */
const names: ReadonlySet<string> = new Set(
  Object.values(buildSchema(readTypeDefs().join('\n')).getTypeMap())
    .filter((type) => type.astNode !== undefined && type.astNode !== null)
    .flatMap((type) => {
      if (isEnumType(type)) return [type.name, ...type.getValues().map(({ name }) => name)];
      if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
        return [type.name, ...Object.keys(type.getFields())];
      return [type.name];
    })
    .filter((name) => !['Query', 'Mutation'].includes(name)),
);

describe('the schema', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({
      people: 4,
      callers: {
        plain: { scopes: ['read', 'write', 'apply'] },
        reader: { scopes: ['schema'] },
      },
    });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it.each([
    ['the whole', '{ __schema { types { name } } }'],
    ['a type', '{ __type(name: "Account") { name } }'],
    ['an alias', '{ innocent: __schema { types { name } } }'],
    ['a fragment', '{ ...f } fragment f on Query { __schema { types { name } } }'],
    [
      'a fragment in a fragment',
      '{ ...f } fragment f on Query { ...g } fragment g on Query { a: __type(name: "X") { name } }',
    ],
    ['an inline fragment', '{ ... on Query { __schema { queryType { name } } } }'],
    ['beside data', '{ caller { name } __schema { types { name } } }'],
    ['a skipped field', '{ caller { name } __schema @skip(if: true) { types { name } } }'],
    ['another operation', 'query a { caller { name } } query b { __schema { types { name } } }'],
    ['a mutation', 'mutation { __schema { types { name } } }'],
  ])('P8: %s is refused to who lacks the scope schema', async (_title, document) => {
    const operationName = document.startsWith('query a') ? 'a' : undefined;
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer plain' },
      body: JSON.stringify({ query: document, operationName }),
    });
    expect(response.status).toBe(400);
    const { data, errors } = (await response.json()) as { data?: unknown; errors: { message: string }[] };
    expect(data).toBeUndefined();
    expect(errors).toHaveLength(1);
  });

  it('is told to who has the scope, and `__typename` to everybody', async () => {
    for (const caller of ['reader', 'all']) {
      const { data } = await gateway.query('{ __schema { types { name } } }', {}, caller);
      expect(data.__schema.types.length).toBeGreaterThan(50);
    }
    const { data } = await gateway.query('{ __typename caller { __typename } }', {}, 'plain');
    expect(data).toEqual({ __typename: 'Query', caller: { __typename: 'Caller' } });
  });

  /** Near misses in every place where graphql-js could help. */
  const nearMisses: readonly (readonly [document: string, variables?: object])[] = [
    ['{ accountz(first: 1) { nodes { id } } }'],
    ['{ accounts }'],
    ['{ accounts { nodes { id } } }'],
    ['{ accounts(first: "x") { nodes { emial } } }'],
    ['{ accounts(frist: 1) { nodes { id } } }'],
    ['{ accounts(first: 1, filter: { backnd: "iot" }) { nodes { id } } }'],
    ['{ accounts(first: 1, filter: { link: LINKD }) { nodes { id } } }'],
    ['{ accounts(first: 1, orderBy: { by: NAMES }) { nodes { id } } }'],
    ['{ user { id } }'],
    ['{ user(by: {}) { id } }'],
    ['{ user(by: { id: null }) { id } }'],
    ['{ user(by: { id: "x", email: "y" }) { id } }'],
    ['{ user(by: { account: { backend: "iot" } }) { id } }'],
    ['query ($by: UserBy!) { user(by: $by) { id } }', { by: {} }],
    ['query ($by: UserBy!) { user(by: $by) { id } }', { by: { id: null } }],
    ['query ($by: UserBy!) { user(by: $by) { id } }', { by: { id: 'x', email: 'y' } }],
    ['{ accounts(first: 1, filter: 7) { nodes { id } } }'],
    ['{ accounts(first: 1, filter: """a"b""") { nodes { id } } }'],
    ['{ account(backend: "iot") { id } }'],
    ['{ backends { capabilites } }'],
    ['{ backends { id { x } } }'],
    ['{ backends { limits } }'],
    ['{ caller { ... on Acount { id } } }'],
    ['{ caller { ... on Account { id } } }'],
    ['{ node(id: "x") { email } }'],
    ['query ($a: Strin) { caller { name @skip(iff: $a) } }'],
    ['query ($a: AccountFiltr) { caller { name @include(if: $a) } }'],
    ['query ($a: ID) { account(backend: $a, nativeId: $a) { id } }'],
    ['{ caller { name @requirs } }'],
    ['{ caller { name @requires } }'],
    ['mutation { setAccountStatus(input: {}) { errors { code } } }'],
    ['mutation { setAccountStatus(input: { status: ACTIV }) { errors { code } } }'],
    ['mutation ($i: UpdateAccountInput!) { updateAccount(input: $i) { errors { code } } }', { i: {} }],
    [
      'mutation ($i: SetRolesInput!) { setRoles(input: $i) { errors { code } } }',
      { i: { account: {}, rolez: [] } },
    ],
    [
      'mutation ($i: SetRolesInput!) { setRoles(input: $i) { errors { code } } }',
      { i: { account: { backnd: 'a"b' } } },
    ],
    [
      'mutation ($i: SetAccountStatusInput!) { setAccountStatus(input: $i) { errors { code } } }',
      { i: { status: 'DISABLE' } },
    ],
    [
      'mutation ($i: SetAccountStatusInput!) { setAccountStatus(input: $i) { errors { code } } }',
      { i: 'Expected type "x' },
    ],
  ];

  it.each(nearMisses.map(([document, variables = {}]) => ({ document, variables })))(
    'P8: `$document` does not learn a name from its errors',
    async ({ document, variables }) => {
      const { status, data, errors } = await gateway.query(document, variables, 'plain');
      expect([status, data]).toEqual([400, undefined]);
      const told = new Set(`${document} ${JSON.stringify(variables)}`.match(/\w+/g));
      const messages = (errors ?? []).map(({ message }) => message).join('\n');
      expect(messages).not.toContain('Did you mean');
      const quoted = [...messages.matchAll(/"(?:[^"\\]|\\.)*"/g)].flatMap(
        ([text]) => text.match(/\w+/g) ?? [],
      );
      expect(quoted.filter((name) => names.has(name) && !told.has(name))).toEqual([]);
    },
  );

  it('who may read the schema is told where the document is wrong, but gets no suggestions either', async () => {
    const { errors } = await gateway.query('{ account(backend: "iot") { emial } }', {}, 'reader');
    expect(errors?.map(({ message }) => message)).toEqual([
      'Cannot query field "emial" on type "Account".',
      'Field "account" argument "nativeId" of type "ID!" is required, but it was not provided.',
    ]);
    for (const [document, variables] of nearMisses)
      expect(JSON.stringify(await gateway.query(document, variables, 'reader'))).not.toContain(
        'Did you mean',
      );
  });

  it('P8: 2,000 words find only what they name', async () => {
    const words = [...names].flatMap((name) => [name, `${name}s`, name.slice(0, -1), name.toLowerCase()]);
    const batches = Array.from({ length: Math.ceil(words.length / 200) }, (_, at) =>
      words.slice(at * 200, at * 200 + 200),
    );
    for (const batch of batches) {
      const document = `{ ${batch.join(' ')} }`;
      const { errors = [] } = await gateway.query(document, {}, 'plain');
      expect(errors.length).toBeLessThanOrEqual(11);
      const told = new Set(batch);
      const quoted = errors
        .flatMap(({ message }) => message.match(/"\w+"/g) ?? [])
        .map((name) => name.slice(1, -1));
      expect(quoted.filter((name) => names.has(name) && !told.has(name))).toEqual([]);
    }
  });
});
