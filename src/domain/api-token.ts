import type { Assignment } from './assignment.ts';

/** A credential that the backend issued. Never holds the secret itself. */
export type ApiToken = {
  readonly backend: string;
  readonly id: string;
  readonly assignments: readonly Assignment[];
  /** ISO 8601, UTC; `null` where the backend names none. */
  readonly expiresAt: string | null;
};
