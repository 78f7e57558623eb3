import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../src/server/limits/turns.ts';

const start = () => {
  const turns = createTurns();
  const begun: string[] = [];
  const ask = (...callers: readonly string[]) => {
    for (const caller of callers) turns.take(caller, () => begun.push(caller));
  };
  const settle = async () => {
    for (let turns = 0; turns < 500; turns += 1) await turn();
  };
  return { turns, begun, ask, settle };
};

describe('turns', () => {
  it('begin at once where nobody waits, and again once nobody does', async () => {
    const { begun, ask, settle } = start();
    ask('one');
    expect(begun).toEqual(['one']);
    await settle();
    ask('one');
    expect(begun).toEqual(['one', 'one']);
  });

  it('let one request begin in each turn of the event loop', async () => {
    const { begun, ask } = start();
    ask('one', 'one', 'one', 'one');
    const counts: number[] = [];
    for (let turns = 0; turns < 4; turns += 1) {
      counts.push(begun.length);
      await turn();
    }
    expect(counts).toEqual([1, 2, 3, 4]);
  });

  it('P10: put who asks once before all that wait of who asked a hundred times', async () => {
    const { begun, ask, settle } = start();
    ask(...Array.from({ length: 100 }, () => 'many'));
    ask('few');
    await settle();
    expect(begun.indexOf('few')).toBe(1);
    expect(begun).toHaveLength(101);
  });

  it('go round between callers, and keep the order of each', async () => {
    const { turns, settle } = start();
    const begun: string[] = [];
    for (const name of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1', 'a4'])
      turns.take(name.slice(0, 1), () => begun.push(name));
    await settle();
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4']);
  });

  it('P10: are next for whom the last one is longest ago, also where each asks again only after an answer', async () => {
    const { turns } = start();
    const begun: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const askAgain = (caller: string): void => {
      begun.push(caller);
      if (begun.length >= 300) resolve();
      else turns.take(caller, () => askAgain(caller));
    };
    for (const caller of ['a', 'b', 'c']) turns.take(caller, () => askAgain(caller));
    for (let asked = 0; asked < 200; asked += 1) turns.take('many', () => begun.push('many'));
    await promise;
    for (const caller of ['a', 'b', 'c', 'many']) {
      const share = begun.slice(0, 280).filter((one) => one === caller).length;
      expect(share).toBeGreaterThanOrEqual(69);
      expect(share).toBeLessThanOrEqual(71);
    }
  });

  it('are soon had by each of very many callers', async () => {
    const { begun, ask, settle } = start();
    const callers = Array.from({ length: 3000 }, (_, at) => `jwt:${at}`);
    ask(...callers, ...callers);
    for (let times = 0; times < 14; times += 1) await settle();
    expect(new Set(begun.slice(0, 3000)).size).toBe(3000);
    expect(begun).toHaveLength(6000);
  });

  it('may be taken by what begins', async () => {
    const { turns, begun, settle } = start();
    turns.take('one', () => turns.take('one', () => begun.push('inner')));
    await settle();
    expect(begun).toEqual(['inner']);
  });

  it('P10: let new connections in before the next request begins, though not for ever', async () => {
    const { turns, begun, ask } = start();
    ask('one', 'one', 'one');
    const counts: number[] = [];
    for (let times = 0; times < 40; times += 1) {
      turns.connected();
      await turn();
      counts.push(begun.length);
    }
    expect(counts.slice(0, 16)).toEqual(Array.from({ length: 16 }, () => 1));
    expect(counts.at(-1)).toBe(3);
  });
});
