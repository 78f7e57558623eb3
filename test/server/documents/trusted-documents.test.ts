import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../gateway.ts';
import { collectLog } from '../../log-lines.ts';
import { post } from '../wire.ts';

const caller = 'query Caller { caller { name } }';
const users = 'query Users($first: Int!) { users(first: $first) { nodes { id } } }';
const protect =
  'mutation Protect { deleteAccount(input: { account: { backend: "hub", nativeId: "admin" } }) { errors { code } } }';
const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** As graphql-codegen's client preset writes them, and as Apollo's tools do. */
const files = {
  'persisted-documents.json': JSON.stringify({ [sha1(caller)]: caller, [sha1(users)]: users }),
  'persisted-query-manifest.json': JSON.stringify({
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [{ id: sha256(protect), name: 'Protect', type: 'mutation', body: protect, clientName: null }],
  }),
};

const start = (mode: string, log = collectLog().log) =>
  startGateway({
    people: 0,
    files,
    log,
    callers: { reader: { scopes: ['read'] } },
    config: `documents: { mode: ${mode}, manifests: [${Object.keys(files).join(', ')}] }`,
  });

const ask = async (gateway: Gateway, body: object, token = 'all') => {
  const { text } = await post(gateway.url, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { data, errors = [] } = JSON.parse(text);
  return {
    text,
    data,
    codes: errors.map((error: { extensions: { code: string } }) => error.extensions.code),
  };
};

const apollo = (hash: unknown) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });

describe.each(['off', 'log', 'safelist', 'only'])('trusted documents, %s:', (mode) => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await start(mode);
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it('G38: are executed by id, as both kinds of clients name them', async () => {
    for (const named of [
      { documentId: sha1(caller) },
      apollo(sha1(caller)),
      { documentId: sha1(caller), ...apollo(sha1(caller)) },
      { documentId: sha1(caller), query: caller },
    ])
      expect((await ask(gateway, named)).data).toEqual({ caller: { name: 'all' } });
    expect((await ask(gateway, { documentId: sha1(users), variables: { first: 1 } })).data).toEqual({
      users: { nodes: [] },
    });
    expect((await ask(gateway, { documentId: sha256(protect) })).data).toMatchObject({
      deleteAccount: { errors: [{ code: 'PROTECTED' }] },
    });
  });

  it('P-apq-open, P-apq-poison, P-apq-odd: nobody can add one, or have another under an id', async () => {
    const query = '{ __typename }';
    for (const named of [
      { documentId: 'unheard-of' },
      { documentId: sha256(query), query },
      { ...apollo(sha256(query)), query },
      { ...apollo(sha256(query)) },
      { documentId: sha1(caller), query },
      { documentId: sha1(caller), query: `${caller} ` },
      { documentId: sha1(caller), ...apollo(sha1(users)) },
      { documentId: '__proto__' },
      { documentId: 'constructor' },
      { documentId: '' },
      { documentId: 7 },
      { documentId: [sha1(caller)] },
      { documentId: 'x'.repeat(256) },
      apollo(null) && { extensions: { persistedQuery: [] } },
      apollo({}),
    ]) {
      const { codes, data, text } = await ask(gateway, named);
      expect(data, JSON.stringify(named)).toBeUndefined();
      expect(codes).toEqual(['BAD_INPUT']);
      expect(text).not.toContain('unheard-of');
    }
    expect((await ask(gateway, { documentId: sha256(query) })).codes).toEqual(['BAD_INPUT']);
  });

  it('give nobody a right', async () => {
    expect((await ask(gateway, { documentId: sha256(protect) }, 'reader')).codes).toEqual(['FORBIDDEN']);
  });

  it(`others are ${mode === 'off' || mode === 'log' ? 'executed' : 'refused'}`, async () => {
    gateway.calls();
    for (const query of [
      '{ caller { scopes } }',
      '{ __schema { queryType { name } } }',
      `${users} ${caller}`,
    ]) {
      const { codes } = await ask(gateway, { query, operationName: undefined });
      if (mode === 'off' || mode === 'log') expect(codes).not.toContain('FORBIDDEN');
      else expect(codes).toEqual(['FORBIDDEN']);
    }
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });

  it(`their texts are ${mode === 'only' ? 'refused, too' : 'executed, however they are laid out'}`, async () => {
    for (const query of [caller, `# Who?\n${caller.replaceAll(' ', '\n  ')}`]) {
      const { codes, data } = await ask(gateway, { query });
      if (mode === 'only') expect(codes).toEqual(['FORBIDDEN']);
      else expect(data).toEqual({ caller: { name: 'all' } });
    }
  });
});

describe('trusted documents', () => {
  it('G38: the log tells who sends others, where that is what is wanted', async () => {
    const { log, lines } = collectLog();
    await using gateway = await start('log', log);
    const query = 'query Scopes { caller { scopes } }';
    await ask(gateway, { query });
    await ask(gateway, { query });
    await ask(gateway, { query: caller });
    await ask(gateway, { documentId: sha1(caller) });
    const told = lines.map((line) => JSON.parse(line)).filter(({ sha256 }) => sha256 !== undefined);
    expect(told).toMatchObject([
      { level: 40, caller: 'all', sha256: sha256(query), operation: 'Scopes', requests: 1 },
    ]);
    expect(lines.join()).not.toContain('scopes }');
  });

  it('are named over GET, too', async () => {
    await using gateway = await startGateway({
      people: 0,
      files,
      server: 'get: true',
      config: 'documents: { mode: only, manifests: [persisted-documents.json] }',
    });
    const get = async (parameters: string) =>
      (await fetch(`${gateway.url}?${parameters}`, { headers: { authorization: 'Bearer all' } })).json();
    const expected = { data: { caller: { name: 'all' } } };
    expect(await get(`documentId=${sha1(caller)}`)).toEqual(expected);
    const extensions = encodeURIComponent(JSON.stringify(apollo(sha1(caller)).extensions));
    expect(await get(`extensions=${extensions}`)).toEqual(expected);
    expect(await get(`query=${encodeURIComponent(caller)}`)).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });

  it('without any, an id names nothing', async () => {
    await using gateway = await startGateway({ people: 0 });
    expect((await ask(gateway, { documentId: sha1(caller) })).codes).toEqual(['BAD_INPUT']);
  });

  it.each([
    ['a document that is none', { a: 'query {' }, /a\.json, "a": Syntax Error/],
    ['one that the schema does not know', { a: '{ nonsense }' }, /"a": Cannot query field "nonsense"/],
    ['one without an operation', { a: 'fragment F on Caller { name }' }, /"a": no operation/],
  ])('are refused at the start where there is %s among them', async (_title, texts, message) => {
    const refused = startGateway({
      people: 0,
      files: { 'a.json': JSON.stringify(texts) },
      config: 'documents: { mode: only, manifests: [a.json] }',
    });
    await expect(refused).rejects.toThrow(message);
  });

  it('are refused at the start where two have one id', async () => {
    const refused = startGateway({
      people: 0,
      files: { 'a.json': JSON.stringify({ x: caller }), 'b.json': JSON.stringify({ x: users }) },
      config: 'documents: { mode: only, manifests: [a.json, b.json] }',
    });
    await expect(refused).rejects.toThrow(/b\.json, "x": another document has this id/);
  });
});
