import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configJsonSchema } from '../../src/cli/config-schema.ts';
import { listenFailure } from '../../src/cli/listen-failure.ts';
import { cfengineCredential } from '../../src/emulators/cfengine/callers.ts';
import { type CfengineEmulator, startCfengine } from '../../src/emulators/cfengine/emulator.ts';
import { inventPeople } from '../../src/emulators/population.ts';
import { ask, rolecall, takenPort, temporaryFile } from './rolecall.ts';

const listing = '{ accounts(first: 1, filter: { backend: "hub" }, maxAgeSeconds: 0) { nodes { userName } } }';

describe('serve', () => {
  let hub: CfengineEmulator;
  beforeAll(async () => {
    hub = await startCfengine({ people: inventPeople({ seed: 1, size: 4 }) });
  });
  afterAll(() => hub.close());

  const environment = { HUB_PASSWORD: cfengineCredential.password, OPS_TOKEN: 'ops-token-of-the-test' };
  const config = (more = '') => `${more}
server: { port: 0 }
store: { url: "memory:" }
backends:
  - { id: hub, kind: cfengine, baseUrl: "${hub.url}", allowPlainHttp: true, auth: { username: ${cfengineCredential.username}, password: { env: HUB_PASSWORD } } }
`;
  const auth = 'auth: { tokens: [{ name: ops, token: { env: OPS_TOKEN }, scopes: [read] }] }';

  it('without auth prints a token that works, once, and another one each time', async () => {
    using file = temporaryFile(config());
    const tokens = await Promise.all(
      [1, 2].map(async () => {
        await using gateway = rolecall(['serve', '--config', file.path], environment);
        const [, url = ''] = await gateway.says(/Rolecall listens at (\S+)\n/);
        const [, token = ''] = await gateway.says(/the only one: (\S+)\n/);
        expect((await ask(url, token, listing)).data.accounts.nodes).toHaveLength(1);
        expect((await ask(url, `${token}x`, listing)).status).toBe(401);
        await ask(url, token, '{');
        gateway.signal('SIGTERM');
        expect(await gateway.ended).toBe(0);
        expect(`${gateway.stdout}${gateway.stderr}`.split(token)).toHaveLength(2);
        return token;
      }),
    );
    expect(new Set(tokens).size).toBe(2);
  });

  it('P19: with auth prints no token, and no secret, whatever happens', async () => {
    using file = temporaryFile(config(auth));
    await using gateway = rolecall(['serve', '-c', file.path], environment);
    const [, url = ''] = await gateway.says(/listens at (\S+)\n/);
    expect((await ask(url, environment.OPS_TOKEN, listing)).data.accounts.nodes).toHaveLength(1);
    expect((await ask(url, 'wrong-token-of-the-test', listing)).status).toBe(401);
    gateway.signal('SIGTERM');
    expect(await gateway.ended).toBe(0);
    const printed = `${gateway.stdout}${gateway.stderr}`;
    for (const secret of [...Object.values(environment), 'wrong-token-of-the-test', 'the only one'])
      expect(printed).not.toContain(secret);
  });

  it('listens where --port says rather than where the configuration does', async () => {
    await using taken = await takenPort();
    using file = temporaryFile(config(auth).replace('port: 0', `port: ${taken.port}`));
    await using gateway = rolecall(['serve', '--config', file.path, '--port', '0'], environment);
    const [, port = ''] = await gateway.says(/listens at http:\/\/127\.0\.0\.1:(\d+)/);
    expect(Number(port)).not.toBe(taken.port);

    await using other = rolecall(['serve', '--config', file.path], environment);
    expect(await other.ended).toBe(1);
    expect(other.stderr).toBe(
      `Port ${taken.port} of 127.0.0.1 is taken. Choose another with --port; 0 takes a free one.\n`,
    );
  });

  it('answers the request under way before it ends, and lets the port go', async () => {
    using file = temporaryFile(config(auth));
    await using gateway = rolecall(['serve', '--config', file.path], environment);
    const [, url = ''] = await gateway.says(/listens at (\S+)\n/);
    await gateway.says(/was read into the index/);
    hub.forget();
    hub.faults.add({ kind: 'latency', ms: 500 }, { times: 1 });
    const asking = ask(url, environment.OPS_TOKEN, listing);
    while (hub.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    gateway.signal('SIGTERM');
    expect((await asking).data.accounts.nodes).toHaveLength(1);
    expect(await gateway.ended).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
    hub.faults.clear();
  });

  it('waits for nobody who only keeps a connection, and at the second signal for nobody at all', async () => {
    using file = temporaryFile(config(auth));
    await using gateway = rolecall(['serve', '--config', file.path], environment);
    const [, url = ''] = await gateway.says(/listens at (\S+)\n/);
    const { hostname, port } = new URL(url);
    const idle = connect(Number(port), hostname).on('error', () => {});
    await new Promise((resolve) => idle.once('connect', resolve));
    gateway.signal('SIGINT');
    expect(await gateway.ended).toBe(0);
    idle.destroy();

    await using stubborn = rolecall(['serve', '--config', file.path], environment);
    const [, other = ''] = await stubborn.says(/listens at (\S+)\n/);
    await stubborn.says(/was read into the index/);
    hub.forget();
    hub.faults.add({ kind: 'hang', applied: false }, { times: 1 });
    const asking = ask(other, environment.OPS_TOKEN, listing).catch(() => null);
    while (hub.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const start = performance.now();
    stubborn.signal('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 100));
    stubborn.signal('SIGINT');
    expect(await stubborn.ended).toBe('SIGINT');
    expect(performance.now() - start).toBeLessThan(2000);
    await asking;
    hub.faults.clear();
  });

  it('with a wrong configuration tells every problem on stderr and ends with 1, without a stack', async () => {
    using file = temporaryFile(`${config('colour: red')}exclusive: [[admin, nobody]]\n`);
    await using gateway = rolecall(['serve', '--config', file.path]);
    expect(await gateway.ended).toBe(1);
    expect(gateway.stdout).toBe('');
    expect(gateway.stderr).toBe(`${file.path} has 3 problems:
  line 1, colour: unknown key; there are server, store, auth, backends, roles, exclusive, guards, limits, documents
  line 5, backends[0].auth.password: the environment variable named here is not set
  line 6, exclusive[0][1]: no role is called nobody; there are admin, operator
`);
  });

  it('with a configuration that is not there says so and ends with 1', async () => {
    await using gateway = rolecall(['serve', '--config', '/nowhere/rolecall.yaml']);
    expect(await gateway.ended).toBe(1);
    expect(gateway.stderr).toBe('/nowhere/rolecall.yaml has a problem:\n  cannot be read: ENOENT\n');
  });

  it('where the address is not this machine’s says so', async () => {
    using file = temporaryFile(config(auth).replace('port: 0', 'port: 0, host: 192.0.2.1'));
    await using gateway = rolecall(['serve', '--config', file.path], environment);
    expect(await gateway.ended).toBe(1);
    expect(gateway.stderr).toBe(
      '192.0.2.1 is no address of this machine; server.host names where to listen.\n',
    );
  });
});

describe('the command line', () => {
  it('helps', async () => {
    await using help = rolecall(['--help']);
    expect(await help.ended).toBe(0);
    for (const word of ['serve', 'emulate', 'config-schema']) expect(help.stdout).toContain(word);
    expect(help.stderr).toBe('');
  });

  it.each([
    [['serv'], "error: unknown command 'serv'\n(Did you mean serve?)\n"],
    [['serve', '--prot', '1'], "error: unknown option '--prot'\n(Did you mean --port?)\n"],
    [['serve', 'rolecall.yaml'], "error: too many arguments for 'serve'"],
  ])('%j says what is wrong and ends with 1', async (args, sentence) => {
    await using failing = rolecall(args);
    expect(await failing.ended).toBe(1);
    expect(failing.stderr).toContain(sentence);
    expect(failing.stderr).not.toMatch(/\bat .*:\d+:\d+/);
    expect(failing.stdout).toBe('');
  });

  it('prints the JSON Schema of the configuration', async () => {
    await using printing = rolecall(['config-schema']);
    expect(await printing.ended).toBe(0);
    expect(JSON.parse(printing.stdout)).toEqual(configJsonSchema());
  });

  it('tells in a sentence why it cannot listen, and nothing of other errors', () => {
    const failure = (details: object) => Object.assign(new Error('x'), details);
    expect(listenFailure(failure({ syscall: 'listen', code: 'EACCES', address: '::1', port: 80 }))).toBe(
      'Port 80 of ::1 takes a right that this user lacks. Choose another with --port.',
    );
    expect(listenFailure(failure({ syscall: 'getaddrinfo', code: 'ENOTFOUND', hostname: 'nowhere' }))).toBe(
      'No address is called nowhere; server.host names where to listen.',
    );
    expect(listenFailure(failure({ syscall: 'listen', code: 'EINVAL', address: '::1', port: 1 }))).toBe(
      'Cannot listen on port 1 of ::1: EINVAL.',
    );
    expect(listenFailure(failure({ syscall: 'connect', code: 'ECONNREFUSED' }))).toBeNull();
    expect(listenFailure('x')).toBeNull();
  });
});
