import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../gateway.ts';
import { speak } from '../wire.ts';

describe('a body that is refused before it is read', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ people: 4 });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const head = (path: string, ...lines: readonly string[]) =>
    `POST ${path} HTTP/1.1\r\nhost: x\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`;
  const long = 'content-length: 60000000';
  const chunked = 'transfer-encoding: chunked';

  it.each([
    ['of nobody', 401, head('/graphql', long)],
    ['of nobody, without a length', 401, head('/graphql', chunked)],
    ['to nowhere', 404, head('/elsewhere', long)],
    ['to nowhere, without a length', 404, head('/elsewhere', chunked)],
    [
      'of another type',
      415,
      head('/graphql', 'authorization: Bearer all', 'content-type: text/plain', chunked),
    ],
    ['with two Hosts', 400, head('/graphql', 'host: y', long)],
  ])('P5: %s is answered with %i, and its connection is at an end', async (_title, status, bytes) => {
    const answers = await speak(gateway.url, [bytes]);
    expect(answers.map((answer) => answer.status)).toEqual([status]);
    expect(answers[0]?.headers.get('connection')).toBe('close');
  });

  it('and is short leaves its connection to the next request', async () => {
    const short = head('/graphql', 'content-length: 20');
    const answers = await speak(gateway.url, [
      short,
      'x'.repeat(20),
      head('/graphql', 'content-length: 0', 'connection: close'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    expect(answers[0]?.headers.get('connection')).not.toBe('close');
  });

  it('P5: is not taken from whoever goes on sending it', async () => {
    const { hostname, port } = new URL(gateway.url);
    const piece = Buffer.alloc(64 * 1024, 'x');
    const sent = await new Promise<number>((resolve) => {
      let written = 0;
      const socket = connect(Number(port), hostname);
      const more = (): void => {
        while (!socket.destroyed && written < 60_000_000) {
          written += piece.byteLength;
          if (!socket.write(piece)) return;
        }
      };
      socket.on('drain', more);
      socket.on('error', () => {});
      socket.on('close', () => resolve(written));
      socket.resume().write(head('/graphql', long));
      more();
    });
    expect(sent).toBeLessThan(30_000_000);
  });
});
