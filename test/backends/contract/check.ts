import type { WriteCapability } from '../../../src/sync/writable.ts';
import type { Fixture, StartOptions, Subject } from './fixture.ts';
import { type PartOf, partOf, type SamplesOf } from './part.ts';

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

/** Makes checks of one part, which are skipped where it, or the verb, is not there. */
export const checkOf =
  <Name extends WriteCapability>(name: Name) =>
  (
    title: string,
    prove: (part: PartOf<Name>, samples: SamplesOf<Name>, subject: Subject) => Promise<void>,
    options: Partial<StartOptions> & {
      readonly verb?: keyof PartOf<Name> & string;
      /** What else there must be. */
      readonly needs?: Need;
    } = {},
  ): Check => {
    const { verb, needs = () => null, ...start } = options;
    return check(title, (subject) => prove(...partOf(subject, name), subject), {
      needs: (subject) => having(name, verb)(subject) ?? needs(subject),
      ...start,
    });
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
  <Name extends WriteCapability>(name: Name, verb?: keyof PartOf<Name> & string): Need =>
  ({ backend }) => {
    const part = backend[name];
    if (part === undefined) return `the backend has no ${name}`;
    return verb === undefined || verb in part ? null : `the backend has no ${name}.${verb}`;
  };
