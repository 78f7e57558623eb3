import type { Backend } from '../../../src/backends/backend.ts';
import type { WriteCapability } from '../../../src/sync/writable.ts';
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

/** Capability is presence: a promise about a part of the port, or about one verb of it, holds only where it is there. */
export const having =
  <Part extends WriteCapability>(part: Part, verb?: keyof NonNullable<Backend[Part]> & string): Need =>
  ({ backend }) => {
    const found = backend[part];
    if (found === undefined || found === null) return `the backend has no ${part}`;
    return verb === undefined || verb in found ? null : `the backend has no ${part}.${verb}`;
  };

/** What must be there by now: `needs` has made sure of it, or the fixture says that a backend which can do this has it. */
export const required = <T>(value: T, name: string): NonNullable<T> => {
  if (value === undefined || value === null)
    throw new Error(`there is no ${name}: does the fixture lack it?`);
  return value;
};
