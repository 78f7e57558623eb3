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

  it('P10: put who asks once behind one request of who asked a hundred times', async () => {
    const { begun, ask, settle } = start();
    ask(...Array.from({ length: 100 }, () => 'many'));
    ask('few');
    await settle();
    expect(begun.indexOf('few')).toBe(2);
    expect(begun).toHaveLength(101);
  });

  it('go round between callers, and keep the order of each', async () => {
    const { turns, settle } = start();
    const begun: string[] = [];
    for (const name of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1', 'a4'])
      turns.take(name.slice(0, 1), () => begun.push(name));
    await settle();
    expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
  });

  it('may be taken by what begins', async () => {
    const { turns, begun, settle } = start();
    turns.take('one', () => turns.take('one', () => begun.push('inner')));
    await settle();
    expect(begun).toEqual(['inner']);
  });
});
