import { isDeepStrictEqual } from 'node:util';
import { BackendError } from '../../../../src/domain/errors.ts';
import type { ReceivedRequest } from '../../../../src/emulators/emulator.ts';
import { canary } from '../../../faults.ts';
import { isWrite } from '../is-write.ts';
import type { Outcome, Trial } from './trial.ts';

/** How a cell ended: what is wrong with it, and the codes of the errors that the fault led to, none where the answer was right. */
export type Verdict = { readonly complaints: readonly string[]; readonly codes: readonly string[] };

/** Holds a run that a fault befell against the one that none did. */
export const judge = (
  trial: Trial,
  reference: Trial,
  cell: { readonly fault: string; readonly isLookUp: boolean },
): Verdict => {
  const errors = errorsIn(trial);
  return {
    codes: unexpectedErrors(trial, reference).map((error) =>
      error instanceof BackendError ? error.code : 'UNTYPED',
    ),
    complaints: [
      ...(trial.outcome.kind === 'ENDLESS' ? ['it did not end'] : []),
      ...errors.flatMap((error) => judgeError(error, trial)),
      ...judgeAnswer(trial, reference, cell),
      ...judgeState(trial, reference, errors),
      ...judgeRepeats(trial, reference, cell.fault),
    ],
  };
};

/** Of the whole call, or in the slots of a batch. */
const errorsIn = ({ outcome }: Trial): readonly unknown[] => {
  if (outcome.kind === 'REJECTED') return [outcome.error];
  if (outcome.kind === 'RESOLVED' && Array.isArray(outcome.value))
    return outcome.value.filter((one) => one instanceof Error);
  return [];
};

/** Without those of a batch that were there without the fault, too. */
const unexpectedErrors = (trial: Trial, reference: Trial): readonly unknown[] => {
  if (trial.outcome.kind !== 'RESOLVED' || reference.outcome.kind !== 'RESOLVED') return errorsIn(trial);
  const { plain: told } = trial.outcome;
  const { plain: expected } = reference.outcome;
  if (!Array.isArray(trial.outcome.value) || !Array.isArray(told) || !Array.isArray(expected)) return [];
  return trial.outcome.value.filter(
    (one, at) => one instanceof Error && !isDeepStrictEqual(told[at], expected[at]),
  );
};

const judgeError = (error: unknown, { backend, secret }: Trial): readonly string[] => {
  if (!(error instanceof BackendError)) return [`an error without a type: ${error}`];
  const told = [error.message, error.vendorCode, error.operation].join(' ');
  return [
    ...(error.backend === backend ? [] : [`the error names backend ${error.backend}`]),
    ...(told.includes(canary) ? [`the error repeats what the backend said: ${error.message}`] : []),
    ...(told.includes(secret) ? ['the error repeats the credential'] : []),
  ];
};

/** Whatever is no error is what it would have been without the fault. A 404 is how "there is none" is told of the one that was looked up. */
const judgeAnswer = (
  { outcome }: Trial,
  reference: Trial,
  { fault, isLookUp }: { readonly fault: string; readonly isLookUp: boolean },
): readonly string[] => {
  if (outcome.kind !== 'RESOLVED' || reference.outcome.kind !== 'RESOLVED') return [];
  const expected = reference.outcome.plain;
  const isRight = (one: unknown, other: unknown): boolean =>
    isDeepStrictEqual(one, other) || (isLookUp && fault === '404' && one === null);
  const { value, plain } = outcome;
  if (!Array.isArray(value) || !Array.isArray(plain) || !Array.isArray(expected))
    return isRight(plain, expected) ? [] : [`another answer: ${JSON.stringify(plain)}`];
  if (plain.length !== expected.length) return [`${plain.length} answers in place of ${expected.length}`];
  const wrong = plain.flatMap((one, at) =>
    value[at] instanceof Error || isRight(one, expected[at]) ? [] : [at],
  );
  return wrong.map((at) => `another answer at ${at}: ${JSON.stringify(plain[at])}`);
};

/** Done where it was said to be done, not done where it was said to have failed, and either where the error leaves that open. */
const judgeState = (
  { outcome, before, after }: Trial,
  reference: Trial,
  errors: readonly unknown[],
): readonly string[] => {
  if (outcome.kind === 'RESOLVED' && errors.length === errorsIn(reference).length)
    return isDeepStrictEqual(after, reference.after) ? [] : ['it resolved, and the state is another'];
  // Of a batch of which a part was done, the slots tell which; only where none was can the whole state be held against it.
  const isPartlyDone = errors.length < slotsOf(outcome);
  if (isPartlyDone || errors.some(leavesOpen) || isDeepStrictEqual(after, before)) return [];
  return ['it failed for certain, and yet the state has changed'];
};

const slotsOf = (outcome: Outcome): number =>
  outcome.kind === 'RESOLVED' && Array.isArray(outcome.value) ? outcome.value.length : 0;

const leavesOpen = (error: unknown): boolean => error instanceof BackendError && error.isUnsettled;

/** No write that may have been processed goes out again. What was answered 429 was not. */
const judgeRepeats = (trial: Trial, reference: Trial, fault: string): readonly string[] => {
  const expected = countsOf(reference.requests);
  const spare = fault.startsWith('429') ? 1 : 0;
  return [...countsOf(trial.requests)].flatMap(([request, count]) =>
    count > (expected.get(request) ?? 1) + spare ? [`sent ${count} times: ${request}`] : [],
  );
};

const countsOf = (requests: readonly ReceivedRequest[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { method, target, body } of requests.filter(isWrite)) {
    const request = `${method} ${target} ${body}`;
    counts.set(request, (counts.get(request) ?? 0) + 1);
  }
  return counts;
};
