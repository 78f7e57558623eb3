import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostUnmeasuredBodies } from '../../../src/server/limits/unmeasured-bodies.ts';
import { type Gateway, startGateway } from '../../gateway.ts';
import { speak } from '../wire.ts';

const head = (token: string): string =>
  `POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`;
const rest = '1e\r\n{"query":"{ caller { name } }"}\r\n0\r\n\r\n'.replace('1e', (31).toString(16));

describe('P5: bodies that do not say how long they are', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ people: 0, callers: { other: { scopes: ['read'] } } });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const open = async (): Promise<Socket> => {
    const { hostname, port } = new URL(gateway.url);
    const socket = connect(Number(port), hostname);
    await new Promise((resolve) => socket.write(`${head('all')}2\r\n{"\r\n`, resolve));
    return socket;
  };

  const statusOf = async (token: string) => {
    const [answer] = await speak(gateway.url, [head(token), rest]);
    return answer?.status;
  };

  it('are read so many at a time of one caller, and more are told to come again', async () => {
    expect(await statusOf('all')).toBe(200);
    const sockets = await Promise.all(Array.from({ length: mostUnmeasuredBodies }, open));
    await expect.poll(() => statusOf('all')).toBe(429);
    expect(await statusOf('other')).toBe(200);
    expect((await gateway.query('{ caller { name } }')).status).toBe(200);
    for (const socket of sockets) socket.destroy();
    await expect.poll(() => statusOf('all')).toBe(200);
  });
});
