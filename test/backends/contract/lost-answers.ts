import { expect } from 'vitest';
import type { Fault } from '../../../src/emulators/faults.ts';
import { failing } from '../../faults.ts';
import { type Check, withSubject } from './check.ts';
import type { Fixture } from './fixture.ts';
import { isWrite } from './is-write.ts';
import { invocationsOf } from './matrix/invocations.ts';
import { judge } from './matrix/judge.ts';
import { operationsOf } from './matrix/operations.ts';
import { tryOut } from './matrix/trial.ts';
import type { Invocation } from './matrix/ways.ts';

/** How the answer to a write gets lost. What was applied and what was not look the same from here. */
const losses: readonly (readonly [name: string, fault: Fault])[] = [
  ['500', failing(500)],
  ['500 after applying', failing(500, { applied: true })],
  ['a reset', { kind: 'reset', applied: false }],
  ['a reset after applying', { kind: 'reset', applied: true }],
  ['silence', { kind: 'hang', applied: false }],
  ['silence after applying', { kind: 'hang', applied: true }],
];

/** Every write that the adapter has, found by looking. */
export const lostAnswerChecks: readonly Check[] = [
  {
    title: 'P23: a write whose answer is lost is sent once, and is settled by reading or told to be open',
    prove: async (fixture) => {
      const operations = await withSubject(fixture, { people: 0 }, async ({ backend }) =>
        operationsOf(backend),
      );
      const complaints = await Promise.all(
        operations.flatMap(invocationsOf).map((invocation) => loseAnswers(fixture, invocation)),
      );
      expect(complaints.flat()).toEqual([]);
      return null;
    },
  },
];

const loseAnswers = async (fixture: Fixture, invocation: Invocation): Promise<readonly string[]> => {
  const reference = await tryOut(fixture, invocation, null);
  const index = reference.requests.findIndex(isWrite);
  if (index === -1) return [];
  const complaints: string[] = [];
  for (const [name, fault] of losses) {
    const trial = await tryOut(fixture, invocation, { index, fault });
    const verdict = judge(trial, reference, { fault: name, isLookUp: false });
    complaints.push(...verdict.complaints.map((one) => `${invocation.operation}, ${name}: ${one}`));
  }
  return complaints;
};
