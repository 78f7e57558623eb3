import { inventPeople, type Person } from '../../src/emulators/population.ts';

/** Of the people that every process of the benchmark invents for itself. */
export const seed = 1;

/** So many that each of the four backends, which know about four of five each, has that many accounts. */
export const peopleFor = (accounts: number): number => Math.ceil(accounts * 1.317);

/** Gives people at random, the same ones each time that it is made. */
export const createPicker = (size: number): (() => Person) => {
  const people = inventPeople({ seed, size });
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    // The index is below the length.
    return people[Math.floor((state / 4_294_967_296) * people.length)] as Person;
  };
};
