import type { Backend } from '../../../src/backends/backend.ts';
import type { Fixture, StartOptions, Subject } from './fixture.ts';

/** One promise of the port. */
export type Check = {
  readonly title: string;
  /** Rejects where an adapter breaks the promise. Resolves with `null` where it keeps it, or with why the backend has nothing to prove it on. */
  readonly prove: (fixture: Fixture) => Promise<string | null>;
};

/** Why there is nothing to prove; `null` where there is. */
export type Need = (subject: Subject) => string | null;

/** A check on a subject of its own, with 35 people in pages of ten. */
export const check = (
  title: string,
  prove: (subject: Subject, fixture: Fixture) => Promise<void>,
  options: Partial<StartOptions> & { readonly needs?: Need } = {},
): Check => {
  const { needs = () => null, ...start } = options;
  return {
    title,
    prove: (fixture) =>
      withSubject(fixture, { people: 35, ...start }, async (subject) => {
        const absence = needs(subject);
        if (absence === null) await prove(subject, fixture);
        return absence;
      }),
  };
};

/** Runs `work` on a new subject, and closes it whatever comes of that. */
export const withSubject = async <T>(
  fixture: Fixture,
  options: StartOptions,
  work: (subject: Subject) => Promise<T>,
): Promise<T> => {
  const subject = await fixture.start(options);
  try {
    return await work(subject);
  } finally {
    await subject.close();
  }
};

/** Capability is presence: a promise about a member holds only where it is there. Named by its path, such as `accountWriter.update`. */
export const having =
  (member: string): Need =>
  ({ backend }) =>
    memberAt(backend, member) === undefined ? `the backend has no ${member}` : null;

const memberAt = (backend: Backend, member: string): unknown =>
  member
    .split('.')
    .reduce<unknown>(
      (owner, key) => (owner as Readonly<Record<string, unknown>> | undefined)?.[key],
      backend,
    );

/** What `needs` has made sure of. */
export const present = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('the fixture lacks the samples of a member that the backend has');
  return value;
};
