import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cfengineCredential } from '../../src/emulators/cfengine/callers.ts';
import { type CfengineEmulator, startCfengine } from '../../src/emulators/cfengine/emulator.ts';
import { iotCentralToken } from '../../src/emulators/iot-central/callers.ts';
import { type IotCentralEmulator, startIotCentral } from '../../src/emulators/iot-central/emulator.ts';
import { inventPeople } from '../../src/emulators/population.ts';
import { ask, rolecall, temporaryFile } from './rolecall.ts';

const statusQuery = `{ backends { id index {
  asOf completeness accounts refreshing { pages seen } lastRefresh { state vanished pages reason } } } }`;
const usersQuery = `{ users(first: 100) { totalCount nodes { id links { state account { backend nativeId asOf } } } } }`;

describe('the index', () => {
  let iot: IotCentralEmulator;
  let hub: CfengineEmulator;
  let folder: string;
  beforeAll(async () => {
    const people = inventPeople({ seed: 1, size: 600 });
    iot = await startIotCentral({ people, requestsPerSecond: Number.POSITIVE_INFINITY });
    hub = await startCfengine({ people });
    folder = mkdtempSync(join(tmpdir(), 'rolecall-index-'));
  });
  afterAll(async () => {
    await Promise.all([iot.close(), hub.close()]);
    rmSync(folder, { recursive: true });
  });

  const environment = {
    IOT: iotCentralToken,
    HUB: cfengineCredential.password,
    OPS: 'ops-token-of-the-test',
  };
  const config = (store: string, more = '') => `
server: { port: 0 }
store: { url: "file:${join(folder, store)}" }
auth: { tokens: [{ name: ops, token: { env: OPS }, scopes: [admin] }] }
backends:
  - { id: iot, kind: iot-central, baseUrl: "${iot.url}", allowPlainHttp: true, auth: { token: { env: IOT } }${more} }
  - { id: hub, kind: cfengine, baseUrl: "${hub.url}", allowPlainHttp: true, auth: { username: ${cfengineCredential.username}, password: { env: HUB } }, emailTrust: verified }
`;
  const start = async (path: string) => {
    const gateway = rolecall(['serve', '--config', path], environment);
    const [, url = ''] = await gateway.says(/listens at (\S+)\n/);
    return { gateway, query: (document: string) => ask(url, environment.OPS, document) };
  };
  type Started = Awaited<ReturnType<typeof start>>;
  const statusOf = async ({ query }: Started) => (await query(statusQuery)).data.backends;
  const untilComplete = (started: Started) =>
    expect
      .poll(
        async () =>
          (await statusOf(started)).map(
            ({ index }: { index: { completeness: string } }) => index.completeness,
          ),
        { timeout: 15_000 },
      )
      .toEqual(['COMPLETE', 'COMPLETE']);

  it('answers after a restart as of the reading before, with the same users and links, and without a call', async () => {
    using file = temporaryFile(config('restart.db'));
    const first = await start(file.path);
    await untilComplete(first);
    const before = await first.query(usersQuery);
    expect(before.errors).toBeUndefined();
    expect(before.data.users.nodes.length).toBe(100);
    const linked = before.data.users.nodes.filter(({ links }: { links: readonly { state: string }[] }) =>
      links.some(({ state }) => state === 'LINKED'),
    );
    expect(linked.length).toBeGreaterThan(20);
    const [one, other] = [before.data.users.nodes[0], before.data.users.nodes[1]].map(
      ({ links }) => links[0].account,
    );
    const account = ({ backend, nativeId }: { backend: string; nativeId: string }) =>
      `{ backend: "${backend}", nativeId: "${nativeId}" }`;
    const confirmed = await first.query(
      `mutation { linkAccounts(input: { accounts: [${account(one)}, ${account(other)}], reason: "the same desk" }) { user { id } errors { message } } }`,
    );
    expect(confirmed.data.linkAccounts.errors).toEqual([]);
    const kept = await first.query(usersQuery);
    const status = await statusOf(first);
    first.gateway.signal('SIGTERM');
    expect(await first.gateway.ended).toBe(0);
    iot.forget();
    hub.forget();

    const second = await start(file.path);
    const again = await second.query(usersQuery);
    expect(again.data).toEqual(kept.data);
    expect(await statusOf(second)).toEqual(status);
    expect([...iot.requests, ...hub.requests]).toEqual([]);
    second.gateway.signal('SIGTERM');
    expect(await second.gateway.ended).toBe(0);
  });

  it('is read anew after kill -9 in the middle of a reading, and nobody counts as gone', async () => {
    using file = temporaryFile(config('killed.db', ', refreshSeconds: 1'));
    const first = await start(file.path);
    await untilComplete(first);
    const [known] = (await statusOf(first)).map(
      ({ index }: { index: { accounts: number } }) => index.accounts,
    );

    iot.forget();
    iot.faults.add({ kind: 'latency', ms: 400 }, { target: /^\/api\/users\?/ });
    await expect
      .poll(async () => (await statusOf(first))[0].index.refreshing?.pages ?? 0, { timeout: 10_000 })
      .toBeGreaterThan(1);
    first.gateway.signal('SIGKILL');
    expect(await first.gateway.ended).toBe('SIGKILL');
    iot.faults.clear();

    const second = await start(file.path);
    const [after] = await statusOf(second);
    expect(after.index.accounts).toBe(known);
    await expect
      .poll(async () => (await statusOf(second))[0].index.lastRefresh, { timeout: 10_000 })
      .toMatchObject({ state: 'COMPLETE', vanished: 0 });
    expect((await statusOf(second))[0].index.accounts).toBe(known);
    const starts = iot.requests.filter(
      ({ target }) => target.startsWith('/api/users?') && !target.includes('skiptoken'),
    );
    expect(starts.length).toBeGreaterThan(1);
    second.gateway.signal('SIGTERM');
    expect(await second.gateway.ended).toBe(0);
  });

  it('is one process’s: a second one on the same file is refused in a sentence', async () => {
    using file = temporaryFile(config('shared.db'));
    const first = await start(file.path);
    await using second = rolecall(['serve', '--config', file.path], environment);
    expect(await second.ended).toBe(1);
    expect(second.stderr).toContain(join(folder, 'shared.db'));
    expect(second.stderr).toContain(`process ${first.gateway.pid}`);
    expect(second.stderr.trim().split('\n')).toHaveLength(1);
    first.gateway.signal('SIGTERM');
    expect(await first.gateway.ended).toBe(0);
  });
});
