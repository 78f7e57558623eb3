import type { EmulatorAnswer } from '../src/emulators/answer.ts';
import type { Fault } from '../src/emulators/faults.ts';

/** Stands in the body of every failure, so that an error which repeats what the backend said is found out. */
export const canary = 'secret-of-the-backend';

type Application = {
  /** Whether the request takes its effect all the same; `false` when not given. */
  readonly applied?: boolean | undefined;
};

/** Answers this in place of the truth. */
export const answering = (answer: EmulatorAnswer, { applied = false }: Application = {}): Fault => ({
  kind: 'status',
  applied,
  answer,
});

/** Answers with this status, and says nothing that helps. */
export const failing = (
  status: number,
  options: Application & { readonly headers?: EmulatorAnswer['headers'] } = {},
): Fault => answering({ status, headers: options.headers, text: canary }, options);

/** Applies the request and says something else of it. What was not applied and is told as done cannot be noticed by anyone. */
export const altering = (alter: (answer: EmulatorAnswer) => EmulatorAnswer): Fault => ({
  kind: 'alter',
  alter,
});

/** Applies the request and says this in place of what came of it. */
export const saying = (json: unknown): Fault => altering((answer) => ({ ...answer, json, text: undefined }));

/** Applies the request and tells these members of the object that came of it otherwise. */
export const overwriting = (members: object): Fault =>
  altering((answer) => ({ ...answer, json: { ...(answer.json as object), ...members } }));
