/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export type Random = () => number;

export const createRandom = (seed: number): Random => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** A whole number from 0 up to below `end`. */
export const below = (random: Random, end: number): number => Math.floor(random() * end);

export const pick = <const T>(random: Random, [first, ...others]: readonly [T, ...T[]]): T => {
  const at = below(random, others.length + 1);
  return at === 0 ? first : (others[at - 1] ?? first);
};
