import { describe, expect, it } from 'vitest';
import { createBatches } from '../../src/identity/batches.ts';

const gather = () => {
  const handedOn: { readonly batch: readonly number[]; readonly asOf: number }[] = [];
  const batches = createBatches<number>(5, async (batch, asOf) => {
    handedOn.push({ batch, asOf });
  });
  return { batches, handedOn };
};

describe('batches', () => {
  it('gather small pages, and are as old as the oldest of them', async () => {
    const { batches, handedOn } = gather();
    await batches.add([1, 2], 30);
    await batches.add([3, 4], 20);
    expect(handedOn).toEqual([]);
    await batches.add([5, 6], 40);
    expect(handedOn).toEqual([{ batch: [1, 2, 3, 4, 5], asOf: 20 }]);
    await batches.flush();
    expect(handedOn[1]).toEqual({ batch: [6], asOf: 40 });
  });

  it('cut a large page, losing none', async () => {
    const { batches, handedOn } = gather();
    const page = Array.from({ length: 23 }, (_, at) => at);
    await batches.add(page, 1);
    await batches.flush();
    expect(handedOn.map(({ batch }) => batch.length)).toEqual([5, 5, 5, 5, 3]);
    expect(handedOn.flatMap(({ batch }) => batch)).toEqual(page);
  });

  it('are none where nothing came', async () => {
    const { batches, handedOn } = gather();
    await batches.add([], 1);
    await batches.flush();
    expect(handedOn).toEqual([]);
  });

  it('let whatever else waits have its turn in between', async () => {
    const order: string[] = [];
    const batches = createBatches<number>(1, async ([entry]) => {
      order.push(`batch ${entry}`);
    });
    setImmediate(() => order.push('somebody else'));
    await batches.add([1, 2], 0);
    expect(order).toEqual(['batch 1', 'somebody else', 'batch 2']);
  });
});
