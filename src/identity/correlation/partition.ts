/** The numbers from 0 on, each in exactly one part; at first each in its own. */
export type Partition = {
  /** The number that stands for the part; the same for all in it, until it is joined again. */
  partOf(one: number): number;
  join(one: number, other: number): void;
  /** Of how many numbers the part consists that this one is in. */
  sizeOf(one: number): number;
  /** As it is now; from then on both go their own ways. */
  copy(): Partition;
};

export const createPartition = (count: number): Partition =>
  partitionOf(
    Int32Array.from({ length: count }, (_, one) => one),
    new Int32Array(count).fill(1),
  );

/** Union by size, paths halved: as good as constant per call. */
const partitionOf = (parents: Int32Array, sizes: Int32Array): Partition => {
  const parentOf = (one: number): number => parents[one] ?? one;
  const partOf = (one: number): number => {
    let at = one;
    while (parentOf(at) !== at) {
      const next = parentOf(parentOf(at));
      parents[at] = next;
      at = next;
    }
    return at;
  };
  const sizeOf = (one: number): number => sizes[partOf(one)] ?? 1;

  return {
    partOf,
    sizeOf,
    join: (one, other) => {
      const [a, b] = [partOf(one), partOf(other)];
      if (a === b) return;
      const [larger, smaller] = sizeOf(a) < sizeOf(b) ? [b, a] : [a, b];
      sizes[larger] = sizeOf(a) + sizeOf(b);
      parents[smaller] = larger;
    },
    copy: () => partitionOf(parents.slice(), sizes.slice()),
  };
};
