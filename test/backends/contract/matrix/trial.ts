import type { ReceivedRequest } from '../../../../src/emulators/emulator.ts';
import type { Fault } from '../../../../src/emulators/faults.ts';
import { withSubject } from '../check.ts';
import type { Fixture, Subject } from '../fixture.ts';
import { isSameAnswer } from './alterations.ts';
import { maxResponseBytes } from './faults.ts';
import { textsIn, toPlain } from './plain.ts';
import type { Call, Invocation } from './ways.ts';

/** What one run of an operation led to. State and answer are plain, so that two runs compare. */
export type Trial = {
  readonly outcome: Outcome;
  readonly before: unknown;
  readonly after: unknown;
  readonly requests: readonly ReceivedRequest[];
  /** Whether the fault changed anything of what the backend did or said. */
  readonly isTouched: boolean;
  readonly backend: string;
  readonly secret: string;
};

export type Outcome =
  | { readonly kind: 'RESOLVED'; readonly value: unknown; readonly plain: unknown }
  | { readonly kind: 'REJECTED'; readonly error: unknown }
  /** It did neither within ten seconds. */
  | { readonly kind: 'ENDLESS' };

export type FaultAt = {
  readonly fault: Fault;
  /** The first request that it befalls, from 0. */
  readonly index: number;
  /** Whether it befalls all that follow, too; only the one when not given. */
  readonly isLasting?: boolean;
};

/** Runs the invocation on a subject of its own. */
export const tryOut = (fixture: Fixture, invocation: Invocation, faultAt: FaultAt | null): Promise<Trial> => {
  // Only silence has to be waited for; everything else may take what it needs on a busy machine.
  const timeoutMs = faultAt?.fault.kind === 'hang' ? 400 : 5000;
  const options = { people: 4, pageSize: 4, timeoutMs, maxResponseBytes, concurrency: 1 };
  return withSubject(fixture, options, async (subject) => {
    const { backend, emulator, secret, state, madeUp, toldByOneForm: omitted = [] } = subject;
    const call = await invocation.prepare(subject);
    const masks = { known: new Set(textsIn(state())), madeUp, omitted, url: emulator.url };
    const before = toPlain(state(), masks);
    emulator.forget();
    const isTouched = arm(subject, faultAt);
    const outcome = await outcomeOf(call);
    return {
      outcome: outcome.kind === 'RESOLVED' ? { ...outcome, plain: toPlain(outcome.value, masks) } : outcome,
      before,
      after: toPlain(state(), masks),
      requests: [...emulator.requests],
      isTouched: isTouched(),
      backend: backend.id,
      secret,
    };
  });
};

/** Arms the fault, and gives what tells whether it came to anything. */
const arm = ({ emulator }: Subject, faultAt: FaultAt | null): (() => boolean) => {
  if (faultAt === null) return () => false;
  const { fault, index, isLasting = false } = faultAt;
  const scope = { after: index, times: isLasting ? Number.POSITIVE_INFINITY : 1 };
  if (fault.kind !== 'alter') {
    emulator.faults.add(fault, scope);
    return () => emulator.requests.length > index;
  }
  let isTouched = false;
  const alter: typeof fault.alter = (answer) => {
    const altered = fault.alter(answer);
    isTouched = !isSameAnswer(answer, altered);
    return altered;
  };
  emulator.faults.add({ ...fault, alter }, scope);
  return () => isTouched;
};

type Ending =
  | Extract<Outcome, { kind: 'REJECTED' | 'ENDLESS' }>
  | { readonly kind: 'RESOLVED'; readonly value: unknown };

const outcomeOf = async (call: Call): Promise<Ending> => {
  const watch: { timer?: NodeJS.Timeout } = {};
  const endless = new Promise<Ending>((resolve) => {
    watch.timer = setTimeout(() => resolve({ kind: 'ENDLESS' }), 10_000);
  });
  const ending = Promise.resolve()
    .then(call)
    .then(
      (value): Ending => ({ kind: 'RESOLVED', value }),
      (error: unknown): Ending => ({ kind: 'REJECTED', error }),
    );
  try {
    return await Promise.race([ending, endless]);
  } finally {
    clearTimeout(watch.timer);
  }
};
