import type { Assignment } from './assignment.ts';

/** A group of accounts; its native roles reach every member. */
export type Group = {
  readonly backend: string;
  readonly id: string;
  readonly name: string | null;
  readonly description: string | null;
  /** The roles that it gives, as assignments without origin. */
  readonly assignments: readonly Assignment[];
  readonly memberIds: readonly string[];
  /** Why it cannot be deleted; `null` where it can. */
  readonly immutable: string | null;
};
