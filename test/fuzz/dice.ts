import { below, createRandom } from '../sync/harness/random.ts';

/** What chance decides, the same for the same seed. */
export type Dice = {
  /** True in so many of all cases, from 0 to 1. */
  chance(share: number): boolean;
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number;
};

export const createDice = (seed: number): Dice => {
  const random = createRandom(seed);
  return {
    chance: (share) => random() < share,
    between: (least, most) => least + below(random, most - least + 1),
  };
};

/** Throws for an empty list. */
export const anyOf = <T>(dice: Dice, choices: readonly T[]): T => {
  const { length } = choices;
  if (length === 0) throw new Error('expected something to choose from');
  return choices[dice.between(0, length - 1)] as T;
};

export const times = <T>(count: number, make: (at: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, at) => make(at));
