import type { PlanMode, PlanOrigin } from '../../domain/plan.ts';
import type { Draft } from './draft.ts';
import type { Readings } from './readings.ts';

/** What tells one kind of plan from another. */
export type PlanKind = {
  readonly origin: PlanOrigin;
  /** The mutation, as the schema calls it. */
  readonly action: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly mode: PlanMode;
  /** All that it reads or writes, and those that it writes. */
  readonly backends: readonly string[];
  readonly written: readonly string[];
  readonly allowEscalation: boolean;
  readonly draft: (draft: Draft, readings: Readings) => Promise<void>;
};
