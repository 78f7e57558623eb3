import type { Backend } from '../../../../src/backends/backend.ts';
import type { WriteCapability } from '../../../../src/sync/writable.ts';
import type { Subject } from '../fixture.ts';
import { type PartOf, partOf, type SamplesOf } from '../part.ts';

/** One way to call an operation. */
export type Invocation = {
  readonly operation: string;
  /** What it is called with, where an operation is called in several ways; empty elsewhere. */
  readonly variant: string;
  /** Reads what the call takes, before any fault is armed, and gives the call. */
  readonly prepare: (subject: Subject) => Promise<Call>;
};

/** A call of an operation, ready to be made. */
export type Call = () => Promise<unknown>;

/** How each verb of the backend itself is called. A verb that is left out does not compile. */
export const waysToCall = (ways: WaysByVerb<Backend, [subject: Subject]>): readonly Invocation[] =>
  toInvocations<[Subject]>('', ways, (subject) => [subject]);

/** The same for a part of it. */
export const waysToCallPart = <Name extends WriteCapability>(
  name: Name,
  ways: WaysByVerb<PartOf<Name>, GivenToPart<Name>>,
): readonly Invocation[] =>
  toInvocations<GivenToPart<Name>>(`${name}.`, ways, (subject) => [...partOf(subject, name), subject]);

type GivenToPart<Name extends WriteCapability> = [
  part: PartOf<Name>,
  samples: SamplesOf<Name>,
  subject: Subject,
];

type WaysByVerb<Part, Given extends readonly unknown[]> = Readonly<Record<VerbOf<Part>, Ways<Given>>>;

type VerbOf<Part> = string &
  {
    [Member in keyof Part]-?: NonNullable<Part[Member]> extends (...given: never) => unknown ? Member : never;
  }[keyof Part];

type Ways<Given extends readonly unknown[]> = Way<Given> | Several<Given>;

/** Calls at once where it is a function. */
type Way<Given extends readonly unknown[]> = ((...given: Given) => Promise<unknown>) | Prepared<Given>;

type Prepared<Given extends readonly unknown[]> = {
  readonly kind: 'PREPARED';
  readonly prepare: (...given: Given) => Promise<Call>;
};

type Several<Given extends readonly unknown[]> = {
  readonly kind: 'SEVERAL';
  readonly ways: Readonly<Record<string, Way<Given>>>;
};

/** A way to call that reads first what the call takes. */
export const prepared = <Given extends readonly unknown[]>(
  prepare: (...given: Given) => Promise<Call>,
): Prepared<Given> => ({ kind: 'PREPARED', prepare });

/** Several ways to call one verb, each under what it is called with. */
export const several = <Given extends readonly unknown[]>(
  ways: Readonly<Record<string, Way<Given>>>,
): Several<Given> => ({ kind: 'SEVERAL', ways });

const toInvocations = <Given extends readonly unknown[]>(
  prefix: string,
  waysByVerb: Readonly<Record<string, Ways<Given>>>,
  givenBy: (subject: Subject) => Given,
): readonly Invocation[] =>
  Object.entries(waysByVerb).flatMap(([verb, ways]) =>
    Object.entries(waysByVariant(ways)).map(([variant, way]) => ({
      operation: `${prefix}${verb}`,
      variant,
      prepare: async (subject) => {
        const given = givenBy(subject);
        return typeof way === 'function' ? () => way(...given) : way.prepare(...given);
      },
    })),
  );

const waysByVariant = <Given extends readonly unknown[]>(
  ways: Ways<Given>,
): Readonly<Record<string, Way<Given>>> =>
  typeof ways === 'function' || ways.kind === 'PREPARED' ? { '': ways } : ways.ways;
