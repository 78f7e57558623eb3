import type { Subject } from '../fixture.ts';

/** A call of an operation, ready to be made. */
export type Call = () => Promise<unknown>;

/** Calls by the operation that they are of and, after a space, what they are called with. Each reads first what its call takes. */
export type Rows = Readonly<Record<string, (subject: Subject) => Call | Promise<Call>>>;
