import { createSchema } from '../../src/graphql/schema.ts';
import { type GatewayProcess, startGatewayProcess } from '../sync/harness/gateway-process.ts';
import { configOver, startWorld, tokenOf, type World } from '../sync/harness/world.ts';
import type { Pool } from './documents.ts';
import { createRandom } from './random.ts';
import { type FuzzedRequest, randomRequest } from './requests.ts';
import { rssOf } from './rss.ts';

/** What came of many requests. */
export type FuzzReport = {
  readonly seed: number;
  readonly requests: number;
  readonly byStatus: ReadonlyMap<number, number>;
  /** Answers with data. */
  readonly executed: number;
  /** Milliseconds. */
  readonly slowest: number;
  /** Of the gateway's process, before and after, in MiB. */
  readonly rss: { readonly before: number; readonly after: number };
  /** What must not be, with how to send it again. */
  readonly faults: readonly string[];
};

const schema = createSchema();

const callers = [
  { name: 'ops', scopes: 'admin' },
  { name: 'clerk', scopes: 'read, write, plan, apply, approve' },
  { name: 'reader', scopes: 'read' },
  { name: 'auditor', scopes: 'audit, tokens' },
] as const;

/** Sends random requests to a gateway in a process of its own, over four emulators on which everything may be changed. */
export const runFuzz = async (options: {
  readonly seed: number;
  readonly requests: number;
}): Promise<FuzzReport> => {
  const { seed, requests } = options;
  const random = createRandom(seed);
  await using world = await startWorld();
  await using gateway = await startGatewayProcess(
    configOver(world, {
      store: 'memory:',
      tokens: callers,
      guards: '{ minAdmins: 1, smallMaxRevoked: 100000, maxRevoked: 100000, maxRevokedPercent: 100 }',
    }),
    callers.map(({ name }) => name),
  );
  let hasEnded = false;
  void gateway.ended.then(() => {
    hasEnded = true;
  });
  const pool = await poolOf(world, gateway);
  const tokens = [...callers.map(({ name }) => tokenOf(name)), 'nobody'];
  const before = rssOf(gateway.pid);
  const faults: string[] = [];
  const byStatus = new Map<number, number>();
  let executed = 0;
  let slowest = 0;

  const send = async (at: number, request: FuzzedRequest): Promise<void> => {
    const complain = (what: string): void => {
      faults.push(`seed ${seed}, request ${at}: ${what}\n  ${describe(request)}`);
    };
    const began = performance.now();
    try {
      const response = await fetch(new URL(request.target, gateway.url), {
        method: request.method,
        headers: request.headers,
        body: request.body,
        redirect: 'manual',
        signal: AbortSignal.timeout(10_000),
      });
      const text = await response.text();
      const ms = performance.now() - began;
      slowest = Math.max(slowest, ms);
      byStatus.set(response.status, (byStatus.get(response.status) ?? 0) + 1);
      if (response.status >= 500) complain(`status ${response.status}: ${text.slice(0, 500)}`);
      if (ms > 5000) complain(`took ${Math.round(ms)} ms`);
      if (text.length > 8 * 1024 * 1024) complain(`${text.length} characters`);
      if (/"code":"INTERNAL"/.test(text)) complain(text.slice(0, 2000));
      if (leak.test(text)) complain(`tells too much: ${leak.exec(text)?.[0]}`);
      if (text !== '' && !/json/.test(response.headers.get('content-type') ?? '')) complain('no JSON');
      if (text !== '') {
        const answer: unknown = JSON.parse(text);
        if (typeof answer === 'object' && answer !== null && 'data' in answer && answer.data !== null)
          executed += 1;
      }
    } catch (error) {
      complain(String(error));
    }
  };

  const atOnce = 8;
  for (let at = 0; at < requests && !hasEnded; at += atOnce)
    await Promise.all(
      Array.from({ length: Math.min(atOnce, requests - at) }, (_, place) =>
        send(at + place, randomRequest(schema, { pool, tokens }, random)),
      ),
    );
  if (hasEnded) faults.push(`seed ${seed}: the gateway has ended`);
  else {
    const { caller } = await gateway.ask<{ caller: { name: string } }>('{ caller { name } }');
    if (caller.name !== 'ops') faults.push(`seed ${seed}: the gateway takes ops for ${caller.name}`);
  }
  return {
    seed,
    requests,
    byStatus,
    executed,
    slowest,
    rss: { before, after: hasEnded ? Number.NaN : rssOf(gateway.pid) },
    faults,
  };
};

/** Credentials of the emulators, and what only the inside of a program says. */
const leak = /SharedAccessSignature|node_modules|\/src\/|\.ts:\d|at \w+ \(|SQLITE|SELECT \*|Did you mean/;

const describe = ({ method, target, headers, body }: FuzzedRequest): string =>
  JSON.stringify({
    method,
    target,
    headers,
    body: typeof body === 'string' || body === null ? body : [...body],
  }).slice(0, 6000);

const poolOf = async ({ crew, leaver }: World, gateway: GatewayProcess): Promise<Pool> => {
  await gateway.ask('mutation { a: refreshBackend(input: { backend: "iot" }) { errors { code } } }');
  for (const backend of ['etl', 'hub', 'vpn'])
    await gateway.ask(`mutation { refreshBackend(input: { backend: "${backend}" }) { errors { code } } }`);
  const { users, roles, accounts } = await gateway.ask<{
    users: { nodes: readonly { id: string; email: string | null }[] };
    roles: readonly { name: string }[];
    accounts: {
      nodes: readonly {
        id: string;
        assignments: readonly { nativeRole: { nativeId: string; id: string } | null }[];
      }[];
    };
  }>(
    '{ users(first: 100) { nodes { id email } } roles { name } accounts(first: 100) { nodes { id assignments { nativeRole { id nativeId } } } } }',
  );
  const refs = [...crew.flat(), ...leaver];
  const native = accounts.nodes.flatMap(({ assignments }) =>
    assignments.flatMap(({ nativeRole }) => (nativeRole === null ? [] : [nativeRole])),
  );
  const ids = [
    ...users.nodes.map(({ id }) => id),
    ...accounts.nodes.map(({ id }) => id),
    ...native.map(({ id }) => id),
  ];
  const nativeIds = [
    ...refs.map(({ nativeId }) => nativeId),
    ...native.map(({ nativeId }) => nativeId),
    'seattle',
    'testtoken',
  ];
  const emails = users.nodes.flatMap(({ email }) => (email === null ? [] : [email]));
  const backends = ['iot', 'etl', 'hub', 'vpn', 'nowhere'];
  const names = roles.map(({ name }) => name);
  return {
    backend: backends,
    backends,
    to: backends,
    from: backends,
    id: ids,
    ids,
    nativeId: nativeIds,
    nativeRoles: native.map(({ nativeId }) => nativeId),
    nativeRole: native.map(({ nativeId }) => nativeId),
    organization: ['seattle', 'us', 'tacoma'],
    email: emails,
    search: [...emails, 'a', 'crew'],
    role: names,
    roles: names,
    name: names,
    any: [...nativeIds, ...emails],
  };
};
