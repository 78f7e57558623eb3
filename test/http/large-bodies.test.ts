import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { HttpCall } from '../../src/http/call.ts';
import { createHttpClient } from '../../src/http/client.ts';
import { createLargeBodies } from '../../src/http/large-bodies.ts';
import { path } from '../../src/http/path.ts';
import { politeTo } from '../backends/polite.ts';
import { startBackend } from './backend.ts';
import { errorOf } from './error-of.ts';
import { startListener } from './listener.ts';

describe('large bodies', () => {
  it('take turns in order of coming, one at a time', () => {
    const bodies = createLargeBodies();
    const entered: string[] = [];
    const [first, second, third] = ['first', 'second', 'third'].map((name) =>
      bodies.takeTurn(() => entered.push(name)),
    );
    expect(entered).toEqual(['first']);
    second?.();
    expect(entered).toEqual(['first']);
    first?.();
    expect(entered).toEqual(['first', 'third']);
    first?.();
    third?.();
    third?.();
    const enter = vi.fn();
    bodies.takeTurn(enter);
    expect(enter).toHaveBeenCalledOnce();
  });
});

describe('a client', () => {
  const read: HttpCall = { operation: 'Users_List', method: 'GET', path: path`/api/users` };
  const text = 'x'.repeat(3_000_000);

  it('P27: reads each of many large answers whole, while small ones pass by', async () => {
    await using backend = await startBackend(({ path: place }) =>
      place.endsWith('small') ? { status: 200, text: '{}' } : { status: 200, text },
    );
    const answers = Array.from({ length: 12 }, () => backend.http.send(read));
    const small = await backend.http.send({ ...read, path: path`/small` });
    expect(small.text).toBe('{}');
    expect((await Promise.all(answers)).map((answer) => answer.text === text)).toEqual(Array(12).fill(true));
  });

  it('P20: waits for its turn behind an answer that never ends no longer than for any other answer', async () => {
    const head = `HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n`;
    let answers = 0;
    await using listener = await startListener((socket) => {
      answers += 1;
      socket.write(head + (answers === 1 ? text.slice(1) : text));
    });
    const http = createHttpClient(politeTo('hub', listener.url, async () => ({}), { timeoutMs: 500 }));
    const endless = errorOf(http.send({ ...read, method: 'POST' }));
    await vi.waitFor(() => expect(answers).toBe(1));
    await pause(50);
    expect((await errorOf(http.send(read, { signal: AbortSignal.timeout(100) }))).code).toBe(
      'UPSTREAM_TIMEOUT',
    );
    const next = http.send(read);
    expect((await endless).code).toBe('UPSTREAM_TIMEOUT');
    expect((await next).text).toBe(text);
    await http.close();
  });
});
