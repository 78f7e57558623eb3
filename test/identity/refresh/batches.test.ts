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

  it('let whatever else waits have its turn in between', async () => {
    const order: string[] = [];
    const batches = createBatches<number>(1, async ([entry]) => {
      order.push(`batch ${entry}`);
    });
    setImmediate(() => order.push('somebody else'));
    await batches.add([1, 2]);
    expect(order).toEqual(['batch 1', 'somebody else', 'batch 2']);
  });
});
