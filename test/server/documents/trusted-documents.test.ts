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

const ask = async (gateway: Gateway, body: unknown, token = 'all') => {
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

  it('G38: are executed by the SHA-256 of their text, whatever id their manifest gives them', async () => {
    const named = { documentId: `sha256:${sha256(caller)}` };
    expect((await ask(gateway, named)).data).toEqual({ caller: { name: 'all' } });
    expect((await ask(gateway, { ...named, query: '' })).data).toEqual({ caller: { name: 'all' } });
  });

  it('P-apq-open, P-apq-poison, P-apq-odd: nobody can add one, or have another under an id', async () => {
    const query = '{ __typename }';
    gateway.calls();
    for (const named of [
      { documentId: 'unheard-of' },
      { documentId: sha256(query), query },
      { documentId: `sha256:${sha256(query)}`, query },
      { ...apollo(sha256(query)), query },
      { ...apollo(sha256(query)) },
      { documentId: sha1(caller), query },
      { documentId: sha1(caller), query: `${caller} ` },
      { documentId: sha1(caller), query: users },
      { documentId: sha1(caller), ...apollo(sha1(users)) },
      { documentId: sha1(caller).toUpperCase() },
      { documentId: `sha256:${sha256(caller).toUpperCase()}` },
      { documentId: `sha256:${sha1(caller)}` },
      { documentId: '__proto__' },
      { documentId: 'constructor' },
      { documentId: '' },
      { documentId: 7 },
      { documentId: true },
      { documentId: {} },
      { documentId: [sha1(caller)] },
      { documentId: 'x'.repeat(256) },
      { documentId: 'x'.repeat(200_000) },
      { extensions: { persistedQuery: sha1(caller) } },
      { query, extensions: { persistedQuery: [] } },
      { extensions: { persistedQuery: { sha256Hash: sha1(caller) } } },
      { extensions: { persistedQuery: { version: 2, sha256Hash: sha1(caller) } } },
      { query, ...apollo(null) },
      { query, ...apollo({}) },
    ]) {
      const { codes, data, text } = await ask(gateway, named);
      const title = JSON.stringify(named).slice(0, 200);
      expect(data, title).toBeUndefined();
      expect(codes, title).toEqual(['BAD_INPUT']);
      expect(text.length).toBeLessThan(500);
      expect(text).not.toMatch(/unheard-of|xxx|__proto__|users|Caller/);
    }
    expect((await ask(gateway, { documentId: sha256(query) })).codes).toEqual(['BAD_INPUT']);
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });

  it('many at once are not taken, nor one that is longer than a body may be', async () => {
    const named = { documentId: sha1(caller) };
    expect((await ask(gateway, [named, named])).codes).toEqual(['BAD_INPUT']);
    const { status, text } = await post(gateway.url, {
      headers: { authorization: 'Bearer all', 'content-type': 'application/json' },
      body: JSON.stringify({ documentId: 'x'.repeat(1_000_000) }),
    });
    expect(status).toBe(413);
    expect(text).not.toContain('xxx');
  });

  it('give nobody a right', async () => {
    expect((await ask(gateway, { documentId: sha256(protect) }, 'reader')).codes).toEqual(['FORBIDDEN']);
  });

  it(`others are ${mode === 'off' || mode === 'log' ? 'executed' : 'refused'}`, async () => {
    gateway.calls();
    for (const query of [
      '{ caller { scopes } }',
      '{ __schema { queryType { name } } }',
      caller.replace('name', 'name scopes'),
      caller.replace('name', 'name __typename'),
      `${users} ${caller}`,
      '{ nonsense }',
      '{',
    ]) {
      const { codes, text } = await ask(gateway, { query });
      if (mode === 'off' || mode === 'log') expect(codes, query).not.toContain('FORBIDDEN');
      else {
        expect(codes, query).toEqual(['FORBIDDEN']);
        expect(text).not.toMatch(/caller|users|Query/);
      }
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
      config:
        'documents: { mode: only, manifests: [persisted-documents.json, persisted-query-manifest.json] }',
    });
    const get = async (parameters: string) =>
      (await fetch(`${gateway.url}?${parameters}`, { headers: { authorization: 'Bearer all' } })).json();
    const expected = { data: { caller: { name: 'all' } } };
    expect(await get(`documentId=${sha1(caller)}`)).toEqual(expected);
    const extensions = encodeURIComponent(JSON.stringify(apollo(sha1(caller)).extensions));
    expect(await get(`extensions=${extensions}`)).toEqual(expected);
    expect(await get(`documentId=sha256:${sha256(caller)}`)).toEqual(expected);
    expect(await get(`query=${encodeURIComponent(caller)}`)).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
    gateway.calls();
    expect(await get(`documentId=${sha256(protect)}`)).toMatchObject({
      errors: [{ message: 'expected POST for a mutation' }],
    });
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });

  it('without any, an id names nothing', async () => {
    await using gateway = await startGateway({ people: 0 });
    expect((await ask(gateway, { documentId: sha1(caller) })).codes).toEqual(['BAD_INPUT']);
  });
});
