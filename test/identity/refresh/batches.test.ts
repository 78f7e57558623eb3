import { describe, expect, it } from 'vitest';
import { createBatches } from '../../../src/identity/refresh/batches.ts';

const gather = () => {
  const handedOn: (readonly number[])[] = [];
  const batches = createBatches<number>(5, async (batch) => {
    handedOn.push(batch);
  });
  return { batches, handedOn };
};

describe('batches', () => {
  it('gather small pages', async () => {
    const { batches, handedOn } = gather();
    await batches.add([1, 2]);
    await batches.add([3, 4]);
    expect(handedOn).toEqual([]);
    await batches.add([5, 6]);
    expect(handedOn).toEqual([[1, 2, 3, 4, 5]]);
    await batches.flush();
    expect(handedOn[1]).toEqual([6]);
  });

  it('cut a large page, losing none', async () => {
    const { batches, handedOn } = gather();
    const page = Array.from({ length: 23 }, (_, at) => at);
    await batches.add(page);
    await batches.flush();
    expect(handedOn.map(({ length }) => length)).toEqual([5, 5, 5, 5, 3]);
    expect(handedOn.flat()).toEqual(page);
  });

  it('hand nothing on where nothing came', async () => {
    const { batches, handedOn } = gather();
    await batches.add([]);
    await batches.flush();
    expect(handedOn).toEqual([]);
  });

  it('gather the next while one is handed on, and no third', async () => {
    const handedOn: number[] = [];
    const ends: (() => void)[] = [];
    const batches = createBatches<number>(2, async ([first = 0]) => {
      handedOn.push(first);
      await new Promise<void>((resolve) => ends.push(resolve));
    });
    await batches.add([1, 2]);
    await batches.add([3]);
    let isThere = false;
    const full = batches.add([4]).then(() => {
      isThere = true;
    });
    await new Promise(setImmediate);
    expect({ handedOn, isThere }).toEqual({ handedOn: [1], isThere: false });
    ends[0]?.();
    await full;
    await batches.add([5]);
    const flushed = batches.flush();
    ends[1]?.();
    await expect.poll(() => handedOn).toEqual([1, 3, 5]);
    ends[2]?.();
    await flushed;
  });

  it('tell whoever adds or flushes next that one could not be handed on', async () => {
    const failing = () =>
      createBatches<number>(1, async () => {
        throw new Error('no room');
      });
    const added = failing();
    await added.add([1]);
    await expect(added.add([2])).rejects.toThrow('no room');
    const flushed = failing();
    await flushed.add([1]);
    await expect(flushed.flush()).rejects.toThrow('no room');
  });

  it.each([
    { comesEachMs: 0, takesMs: 40, rests: [80, 80, 80], since: 'all of it is there at once' },
    { comesEachMs: 30, takesMs: 40, rests: [50, 50, 50], since: 'it comes a little faster than it goes' },
    { comesEachMs: 90, takesMs: 40, rests: [0, 0, 0], since: 'it comes more slowly than it goes' },
  ])('rest $rests ms after batches that take $takesMs ms where $since', async (given) => {
    let clock = 1000;
    const rests: number[] = [];
    const time = {
      now: () => clock,
      rest: async (ms: number) => {
        rests.push(ms);
        clock += ms;
      },
    };
    const handOn = async () => {
      clock += given.takesMs;
    };
    const batches = createBatches<number>(2, handOn, time);
    for (let page = 0; page < 3; page += 1) {
      clock += given.comesEachMs;
      await batches.add([1, 2]);
      await batches.flush();
    }
    expect(rests).toEqual(given.rests);
  });
});
