import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../gateway.ts';
import { speak } from '../wire.ts';

describe('bytes that are no request', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ people: 2 });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const ask = (query: string): string => {
    const body = JSON.stringify({ query });
    return `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer all\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  };
  const read = '{ account(backend: "hub", nativeId: "admin", maxAgeSeconds: 0) { nativeId } }';
  const write = 'mutation { refreshBackend(input: { backend: "hub" }) { errors { code } } }';
  const statusesOf = async (...pieces: readonly string[]) =>
    (await speak(gateway.url, pieces)).map(({ status }) => status);

  it.each([
    ['garbage', 'GARBAGE\r\n\r\n', 400],
    ['a head that is too large', `GET / HTTP/1.1\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['two lengths', 'POST / HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n', 400],
    [
      'a body in no chunks',
      'POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer all\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
      400,
    ],
  ])('are answered after what was asked before them: %s', async (_what, bytes, status) => {
    gateway.hub.faults.add({ kind: 'latency', ms: 50 });
    expect(await statusesOf(ask(read) + ask(write) + bytes)).toEqual([200, 200, status]);
    expect(await statusesOf(ask(write), bytes, bytes)).toEqual([200, status]);
    gateway.hub.faults.clear();
    expect(await statusesOf(bytes)).toEqual([status]);
  });

  it('end their connection, whatever follows', async () => {
    expect(await statusesOf(`GARBAGE\r\n\r\n${ask(read)}`)).toEqual([400]);
  });
});
