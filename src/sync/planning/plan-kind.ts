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
  /** Whoever may not see one of them does not see the plan. */
  readonly backends: readonly string[];
  /** Those that it reads or writes: what the configuration says of one of them makes it stale. */
  readonly restsOn: readonly string[];
  readonly written: readonly string[];
  readonly allowEscalation: boolean;
  readonly draft: (draft: Draft, readings: Readings) => Promise<void>;
};
