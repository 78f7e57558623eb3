import type { Subject } from '../fixture.ts';
import { accountRows, backendRows, roleRows } from './account-rows.ts';
import { deviceRows, recordRows, roleDefinitionRows } from './record-rows.ts';
import type { Call, Rows } from './row.ts';

/** One way to call an operation. */
export type Invocation = {
  readonly operation: string;
  /** What it is called with, where an operation is called in several ways; empty elsewhere. */
  readonly variant: string;
  /** Reads what the call takes, before any fault is armed, and gives the call. */
  readonly prepare: (subject: Subject) => Promise<Call>;
};

/** The ways to call an operation. One without any fails the matrix of whichever adapter has it, so that no verb comes without a row. */
export const invocationsOf = (operation: string): readonly Invocation[] =>
  Object.entries(rows).flatMap(([name, row]) => {
    const [rowOperation, ...variant] = name.split(' ');
    if (rowOperation !== operation) return [];
    return [{ operation, variant: variant.join(' '), prepare: async (subject) => row(subject) }];
  });

const rows: Rows = {
  ...backendRows,
  ...roleRows,
  ...accountRows,
  ...recordRows,
  ...roleDefinitionRows,
  ...deviceRows,
};
