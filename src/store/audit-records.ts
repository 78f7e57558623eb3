import type { AuditEntry } from '../domain/audit-entry.ts';
import type { OutcomeKind } from '../domain/run.ts';

/** The audit trail, which is only ever added to. */
export type AuditReader = {
  /** The newest entry; `null` where there is none. */
  last(): Promise<AuditEntry | null>;
  /** In order, from behind the sequence number `after`, or backwards from before it with `descending`. At most `mostAtOnce`. */
  list(query: AuditQuery): Promise<readonly AuditEntry[]>;
  /** INTENTs that no OUTCOME has followed, outside of runs. */
  unanswered(): Promise<readonly AuditEntry[]>;
};

/** Every condition that is given has to hold. */
export type AuditQuery = {
  readonly first: number;
  readonly after?: number | undefined;
  readonly descending?: boolean | undefined;
  readonly caller?: string | undefined;
  readonly action?: string | undefined;
  readonly planId?: string | undefined;
  readonly runId?: string | undefined;
  readonly account?: { readonly backend: string; readonly nativeId: string } | undefined;
  readonly outcome?: OutcomeKind | undefined;
  /** From this instant on, and before that one: milliseconds since the epoch. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  /** Those about these backends only; `null` for all, and those that are about none. */
  readonly backends: readonly string[] | null;
};

export type AuditWriter = {
  /** Adds entries in order. Rejects where one does not follow the last. */
  append(entries: readonly AuditEntry[]): Promise<void>;
};
