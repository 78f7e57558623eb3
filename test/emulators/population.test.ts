import { expect, test } from 'vitest';
import { inventPeople, uuidFor } from '../../src/emulators/population.ts';

test('the same people have the same ids on every machine', () => {
  expect(inventPeople({ seed: 1, size: 50 })).toEqual(inventPeople({ seed: 1, size: 60 }).slice(0, 50));
  expect(uuidFor('iot-central:0')).toBe('6984aef7-de7d-8f6b-a4ac-53e03a7eb7b1');
});

test('no two of half a million have one id, one user name or one address', () => {
  const people = inventPeople({ seed: 1, size: 500_000 });
  expect(new Set(people.map(({ number }) => uuidFor(`iot-central:${number}`))).size).toBe(people.length);
  expect(new Set(people.map(({ userName }) => userName)).size).toBe(people.length);
  expect(new Set(people.map(({ email }) => email)).size).toBe(people.length);
});
