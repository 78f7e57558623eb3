import { connect } from 'node:net';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { startApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config/load.ts';
import { digestOfToken } from '../../src/domain/bearer-token.ts';
import { cfengineCredential } from '../../src/emulators/cfengine/callers.ts';
import { startCfengine } from '../../src/emulators/cfengine/emulator.ts';
import { inventPeople } from '../../src/emulators/population.ts';
import { speak } from './wire.ts';

/** A gateway whose one backend answers after `latencyMs`. */
const start = async ({ latencyMs = 0 }: { readonly latencyMs?: number }) => {
  const hub = await startCfengine({ people: inventPeople({ seed: 1, size: 4 }) });
  hub.faults.add({ kind: 'latency', ms: latencyMs });
  const app = await startApp({
    config: parseConfig(
      `server: { port: 0 }\nstore: { url: "memory:" }\nbackends: [{ id: hub, kind: cfengine, baseUrl: "${hub.url}", allowPlainHttp: true, auth: { username: ${cfengineCredential.username}, password: { env: HUB } } }]`,
      {
        file: 'test',
        env: () => cfengineCredential.password,
        readFile: () => '',
        defaultRoleMap: () => ({}),
      },
    ),
    callers: [{ name: 'all', token: digestOfToken('all'), scopes: ['admin'] }],
    log: pino({ level: 'silent' }),
    scheduled: false,
  });
  return { app, hub };
};

describe('health', () => {
  it('is told without a token, by GET and by HEAD', async () => {
    const { app, hub } = await start({});
    const { origin } = new URL(app.url);
    for (const [path, status] of [
      ['live', 'live'],
      ['ready', 'ready'],
    ] as const) {
      const response = await fetch(`${origin}/health/${path}`);
      expect([response.status, await response.json()]).toEqual([200, { status }]);
      expect((await fetch(`${origin}/health/${path}`, { method: 'HEAD' })).status).toBe(200);
      expect((await fetch(`${origin}/health/${path}`, { method: 'POST' })).status).toBe(404);
    }
    await app.close();
    await hub.close();
  });

  it('is live and no longer ready while the last requests end, which are answered', async () => {
    const { app, hub } = await start({ latencyMs: 300 });
    const query = '{"query":"{ accounts(first: 1, filter: { backend: \\"hub\\" }) { nodes { userName } } }"}';
    const asking = speak(app.url, [
      `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer all\r\ncontent-type: application/json\r\ncontent-length: ${query.length}\r\n\r\n${query}`,
    ]);
    while (hub.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const { origin } = new URL(app.url);
    const closing = app.close();
    const ready = await fetch(`${origin}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'closing' }]);
    expect(ready.headers.get('connection')).toBe('close');
    expect((await fetch(`${origin}/health/live`)).status).toBe(200);

    const [answer] = await asking;
    expect(answer?.status).toBe(200);
    expect(JSON.parse(answer?.text ?? '').data.accounts.nodes).toHaveLength(1);
    await closing;
    await expect(fetch(`${origin}/health/live`)).rejects.toThrow();
    await hub.close();
  });

  it('does not outlive its end for a connection on which nobody asks anything', async () => {
    const { app, hub } = await start({});
    const { hostname, port } = new URL(app.url);
    const open = () => connect(Number(port), hostname).on('error', () => {});
    const [silent, half] = [open(), open()];
    await Promise.all(
      [silent, half].map((socket) => new Promise((resolve) => socket.once('connect', resolve))),
    );
    half.write('POST /graphql HTTP/1.1\r\nhost');
    const ended = Promise.all(
      [silent, half].map((socket) => new Promise((resolve) => socket.once('close', resolve))),
    );
    const begin = performance.now();
    await app.close();
    await ended;
    expect(performance.now() - begin).toBeLessThan(1000);
    await hub.close();
  });
});
