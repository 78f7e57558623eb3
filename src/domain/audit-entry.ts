import type { ErrorCode } from './errors.ts';
import type { OutcomeKind } from './run.ts';

/** What is written down of one event, before and after it. Survives JSON, and holds no secret. */
export type AuditEvent = {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The caller's name. */
  readonly caller: string;
  /** Of the caller's request; `null` for what Rolecall does of itself. */
  readonly requestId: string | null;
  /** The mutation, as the schema calls it. */
  readonly action: string;
  /** INTENT: before the backend is told. OUTCOME: what came of it. DECISION: something of Rolecall's own, which is done with this entry. */
  readonly phase: 'INTENT' | 'OUTCOME' | 'DECISION';
  readonly planId: string | null;
  readonly digest: string | null;
  readonly runId: string | null;
  /** Of the change within the plan. */
  readonly position: number | null;
  readonly backend: string | null;
  /** Of the account, or whatever else it is about. */
  readonly nativeId: string | null;
  /** JSON; `null` where there is nothing to tell. */
  readonly before: string | null;
  readonly after: string | null;
  /** `null` but for an OUTCOME. */
  readonly outcome: OutcomeKind | null;
  readonly code: ErrorCode | null;
  readonly message: string | null;
  /** In the caller's words. */
  readonly reason: string | null;
  /** What the backend called the requests. */
  readonly upstreamRequestIds: readonly string[];
};

/** An event of which this is known and nothing else. */
export const toAuditEvent = (
  known: Pick<AuditEvent, 'at' | 'caller' | 'requestId' | 'action' | 'phase'> & Partial<AuditEvent>,
): AuditEvent => ({
  planId: null,
  digest: null,
  runId: null,
  position: null,
  backend: null,
  nativeId: null,
  before: null,
  after: null,
  outcome: null,
  code: null,
  message: null,
  reason: null,
  upstreamRequestIds: [],
  ...known,
});

/** An event in its place in the chain: each holds the hash of the one before. */
export type AuditEntry = AuditEvent & {
  /** From 1, without gaps. */
  readonly sequence: number;
  /** Hash of the entry before; 64 zeros for the first. */
  readonly previous: string;
  /** SHA-256 over the canonical text of all else of the entry, in hexadecimal digits. */
  readonly hash: string;
};
