import type { PlanState } from '../../domain/plan.ts';
import type { RefreshState } from '../../domain/refresh.ts';
import type { OutcomeKind, RunState } from '../../domain/run.ts';
import { type Change, change, type Held, held, type StatusChange, type Subject, subject } from './change.ts';
import {
  type Document,
  errors,
  type PageArguments,
  type PageOf,
  pageInfo,
  type Refusal,
} from './document.ts';

export type OutsideChange = {
  readonly account: Subject;
  readonly since: string;
  readonly seenAt: string;
  readonly granted: readonly Held[];
  readonly revoked: readonly Held[];
  readonly status: StatusChange | null;
  readonly presence: 'STAYED' | 'APPEARED' | 'VANISHED';
};

export type PendingChange = {
  readonly change: Change;
  readonly plan: { readonly id: string; readonly state: PlanState };
  readonly run: { readonly id: string; readonly state: RunState } | null;
  readonly outcome: OutcomeKind | null;
};

export type Drift = {
  readonly outside: { readonly nodes: readonly OutsideChange[] };
  readonly pending: readonly PendingChange[];
};

export type DriftFilter = { readonly backends: readonly string[] | null; readonly since: string | null };

export const outsideDocument: Document<
  { readonly drift: { readonly outside: PageOf<OutsideChange> } | null },
  PageArguments & DriftFilter
> = {
  text: `query ($first: Int!, $after: String, $backends: [ID!], $since: DateTime) {
    drift(backends: $backends, since: $since) { outside(first: $first, after: $after) {
      nodes {
        account { ${subject} } since seenAt granted { ${held} } revoked { ${held} }
        status { before after } presence
      }
      ${pageInfo} } } }`,
};

export const pendingDocument: Document<
  { readonly drift: { readonly pending: readonly PendingChange[] } | null },
  { readonly backends: readonly string[] | null }
> = {
  text: `query ($backends: [ID!]) { drift(backends: $backends) { pending {
    change { ${change} } plan { id state } run { id state } outcome } } }`,
};

/** How far a backend has been read into the index. */
export type Reading = {
  readonly id: string;
  readonly index: {
    readonly refreshing: { readonly seen: number; readonly total: number | null } | null;
    readonly lastRefresh: {
      readonly state: RefreshState;
      readonly startedAt: string;
      readonly reason: string | null;
    } | null;
  };
};

const reading = 'id index { refreshing { seen total } lastRefresh { state startedAt reason } }';

export const readingsDocument: Document<{ readonly backends: readonly Reading[] | null }, object> = {
  text: `{ backends { ${reading} } }`,
};

export const refreshDocument: Document<
  { readonly refreshBackend: { readonly errors: readonly Refusal[] } | null },
  { readonly input: { readonly backend: string } }
> = {
  text: `mutation ($input: RefreshBackendInput!) { refreshBackend(input: $input) { ${errors} } }`,
};
