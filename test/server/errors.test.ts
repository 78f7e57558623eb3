import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { limits } from '../../src/config/limits.ts';
import { digestOfToken } from '../../src/domain/bearer-token.ts';
import type { Role } from '../../src/domain/role.ts';
import type { Surroundings } from '../../src/graphql/context.ts';
import { createAuthenticate } from '../../src/server/callers/create-authenticate.ts';
import { createServer, type Server } from '../../src/server/server.ts';
import { startGateway } from '../gateway.ts';
import { collectLog } from '../log-lines.ts';
import { post, refusalOf } from './wire.ts';

const canary = 'canary-a1b2c3 in /srv/rolecall/secret.ts, SELECT * FROM tokens, http://hub.internal';
const sentence = 'Something went wrong inside Rolecall; the request id finds it in the log';

/** What nobody foresees: a role that throws when it is read, or when it is told. */
const unreadableRole = {
  name: 'broken',
  get description(): string {
    throw new TypeError(canary);
  },
  mappings: [],
} satisfies Role;

const untellableRole: Role = {
  name: 'broken',
  description: {
    valueOf: () => {
      throw new TypeError(canary);
    },
  } as never,
  mappings: [],
};

/** The fields asked for here need none of what is missing. */
const surroundings: Surroundings = {
  backends: [],
  roles: [{ name: 'whole', description: 'Whole', mappings: [] }],
  index: undefined as never,
  refreshes: undefined as never,
  nativeRoleTables: undefined as never,
  accountLocks: undefined as never,
  administrators: undefined as never,
  direct: undefined as never,
  own: undefined as never,
  administratorGuard: undefined as never,
  admitLosses: undefined as never,
  plans: undefined as never,
  runs: undefined as never,
  records: undefined as never,
  trail: undefined as never,
  answers: undefined as never,
  background: undefined as never,
  cursorKey: Buffer.alloc(32),
  requestMs: 1000,
  upstreamCalls: 100,
  now: () => new Date(),
  log: pino({ level: 'silent' }),
};

describe('an error that nobody foresaw', () => {
  let server: Server;
  afterEach(() => server.close());

  const start = async (changes: Partial<Surroundings>) => {
    const { log, lines } = collectLog();
    const authenticate = createAuthenticate({
      tokens: [{ name: 'ops', token: digestOfToken('ops-token'), scopes: ['admin'] }],
      now: Date.now,
      log,
    });
    server = await createServer({
      surroundings: { ...surroundings, ...changes },
      authenticate,
      limits: limits.parse({}),
      http: { get: false, origins: [] },
      documents: { mode: 'off', manifests: [] },
      log,
    });
    const url = await server.listen({ host: '127.0.0.1', port: 0 });
    const ask = (query: string) =>
      post(url, {
        headers: { authorization: 'Bearer ops-token', 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
    return { lines, ask };
  };

  it('P9: in a field is INTERNAL there, tells nothing, and is logged once under the id that was told', async () => {
    const { lines, ask } = await start({ roles: [untellableRole] });
    const answer = await ask('{ role(name: "broken") { name description } }');
    expect(answer.status).toBe(200);
    const { data, errors } = JSON.parse(answer.text);
    expect(data).toEqual({ role: { name: 'broken', description: null } });
    const requestId = answer.headers.get('x-request-id');
    expect(errors).toEqual([
      {
        message: sentence,
        path: ['role', 'description'],
        locations: [{ line: 1, column: 31 }],
        extensions: { code: 'INTERNAL', backend: null, retryable: false, requestId },
      },
    ]);
    expect(lines).toHaveLength(1);
    const [line] = lines.map((text) => JSON.parse(text));
    expect(line).toMatchObject({ level: 50, requestId, caller: 'ops', msg: 'unforeseen error' });
    expect(line.err.stack).toContain(canary);
    expect(lines.join()).not.toContain('ops-token');
  });

  it('P9: before GraphQL begins is INTERNAL, tells nothing, and is logged once', async () => {
    const { lines, ask } = await start({ roles: [unreadableRole] });
    const answer = await ask('{ __typename }');
    expect(answer.status).toBe(500);
    expect(refusalOf(answer)).toEqual({ code: 'INTERNAL', message: sentence });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      requestId: answer.headers.get('x-request-id'),
      msg: 'unforeseen error',
    });
  });

  it('P9: errors that were foreseen are not logged', async () => {
    const { lines, ask } = await start({});
    for (const query of [
      '{',
      '{ nonsense }',
      '{ backend(id: "nowhere") { id } }',
      'query ($first: Int = 1) { node(id: "x") { id } accounts(first: 0, filter: { backend: "x" }) { totalCount } }',
    ])
      await ask(query);
    expect(lines).toEqual([]);
  });
});

describe('an error', () => {
  it('P9: of any kind has code, backend, retryable and the request id, and nothing else of ours', async () => {
    await using gateway = await startGateway({ people: 4, callers: { reader: { scopes: ['read'] } } });
    gateway.iot.faults.add({ kind: 'status', applied: false, answer: { status: 500, text: canary } });
    gateway.etl.faults.add({ kind: 'reset', applied: false });
    const list = (backend: string, more = '') =>
      `{ accounts(first: 1, filter: { backend: "${backend}" }${more}) { nodes { email } } }`;
    const answers = await Promise.all([
      gateway.query('{'),
      gateway.query('{ nonsense }'),
      gateway.query('query ($id: ID!) { node(id: $id) { id } }', { id: {} }),
      gateway.query(
        'query ($first: Int! = 1) { accounts(first: $first, filter: { backend: "hub" }) { totalCount } }',
        { first: null },
      ),
      gateway.query('query A { __typename } query B { __typename }'),
      gateway.query(list('iot')),
      gateway.query(list('etl')),
      gateway.query(list('nowhere')),
      gateway.query(list('hub', ', after: "forged"')),
      gateway.query(
        'mutation { createApiToken(input: { backend: "iot", nativeId: "t", roles: ["admin"] }) { secret } }',
        {},
        'reader',
      ),
      gateway.query('{ __schema { queryType { name } } }', {}, 'reader'),
    ]);
    const ids = new Set<string>();
    for (const { errors = [] } of answers) {
      expect(errors.length).toBeGreaterThan(0);
      for (const { extensions, ...error } of errors) {
        expect(Object.keys(extensions).toSorted()).toEqual(['backend', 'code', 'requestId', 'retryable']);
        expect(Object.keys(error).filter((key) => !['message', 'path', 'locations'].includes(key))).toEqual(
          [],
        );
        expect(extensions.code).toMatch(/^[A-Z_]+$/);
        expect(extensions.code).not.toBe('INTERNAL');
        ids.add(extensions.requestId);
      }
    }
    expect(ids.size).toBe(answers.length);
    expect(JSON.stringify(answers)).not.toMatch(
      /canary|\/srv|SELECT|127\.0\.0\.1|node_modules|\.ts:|at \w+ \(/,
    );
    expect(answers[5]?.errors?.[0]?.extensions).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      backend: 'iot',
      retryable: true,
    });
  });

  it('P9: a null that a variable leaves in an argument is the fault of the document, not ours', async () => {
    await using gateway = await startGateway({ people: 4 });
    const { data, errors } = await gateway.query(
      'query ($first: Int = 1) { caller { name } accounts(first: $first, filter: { backend: "hub" }) { totalCount } }',
      { first: null },
    );
    expect(data).toEqual({ caller: { name: 'all' }, accounts: null });
    expect(errors).toMatchObject([{ path: ['accounts'], extensions: { code: 'BAD_INPUT' } }]);
  });

  it('never repeats a long value', async () => {
    await using gateway = await startGateway({ people: 4 });
    const long = 'v'.repeat(200_000);
    for (const [document, variables] of [
      [
        'query ($first: Int!) { accounts(first: $first, filter: { backend: "hub" }) { totalCount } }',
        { first: long },
      ],
      [`{ ${long} }`, {}],
      [`{ accounts(first: "${long}", filter: { backend: "hub" }) { totalCount } }`, {}],
      [`{ account(backend: "hub", nativeId: "x") { ...${long} } }`, {}],
      [
        `{ backend(id: "${long}") { id } accounts(first: 1, filter: { backend: "${long}" }) { totalCount } }`,
        {},
      ],
    ] as const) {
      const answer = await gateway.query(document, variables);
      expect(answer.errors?.[0]?.extensions.code).toMatch(/BAD_INPUT|NOT_FOUND/);
      expect(JSON.stringify(answer).length).toBeLessThan(2000);
    }
  });

  it('never lists more than a few', async () => {
    await using gateway = await startGateway({ people: 4 });
    for (const [document, variables] of [
      [`{ ${Array.from({ length: 900 }, (_, at) => `nonsense${at}`).join(' ')} }`, {}],
      ['query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array.from({ length: 5000 }, () => ({})) }],
    ] as const) {
      const { errors } = await gateway.query(document, variables);
      expect(errors?.length).toBeLessThanOrEqual(11);
    }
  });
});
