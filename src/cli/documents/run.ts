import type { PlanOrigin } from '../../domain/plan.ts';
import type { OutcomeKind, RunState } from '../../domain/run.ts';
import { type Change, change } from './change.ts';
import {
  type Document,
  errors,
  type PageArguments,
  type PageOf,
  pageInfo,
  type Refusal,
} from './document.ts';

export type RunCounts = {
  readonly pending: number;
  readonly applied: number;
  readonly noop: number;
  readonly failed: number;
  readonly skipped: number;
  readonly conflict: number;
  readonly unknown: number;
};

/** A run without its outcomes, of which there may be very many. */
export type RunHead = {
  readonly id: string;
  readonly plan: { readonly id: string; readonly origin: PlanOrigin };
  readonly state: RunState;
  readonly startedBy: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly counts: RunCounts;
};

export type Outcome = {
  readonly change: Change;
  readonly outcome: OutcomeKind | null;
  readonly code: string | null;
  readonly reason: string | null;
  readonly intendedAt: string | null;
  readonly settledAt: string | null;
};

/** All of a run. */
export type Run = RunHead & { readonly outcomes: { readonly nodes: readonly Outcome[] } };

const head = `id plan { id origin } state startedBy startedAt finishedAt
  counts { pending applied noop failed skipped conflict unknown }`;

export const runDocument: Document<{ readonly run: RunHead | null }, { readonly id: string }> = {
  text: `query ($id: ID!) { run(id: $id) { ${head} } }`,
};

export const outcomesDocument: Document<
  { readonly run: { readonly outcomes: PageOf<Outcome> } | null },
  PageArguments & { readonly id: string }
> = {
  text: `query ($id: ID!, $first: Int!, $after: String) {
    run(id: $id) { outcomes(first: $first, after: $after) {
      nodes { change { ${change} } outcome code reason intendedAt settledAt } ${pageInfo} } } }`,
};

/** Asks the backends, and takes a scope of its own. */
export const outlivingTokensDocument: Document<
  {
    readonly run: {
      readonly outlivingTokens: readonly OutlivingToken[] | null;
    } | null;
  },
  { readonly id: string }
> = {
  text: `query ($id: ID!) { run(id: $id) { outlivingTokens {
    backend nativeId expiresAt assignments { nativeRole { nativeId name } } } } }`,
};

export type OutlivingToken = {
  readonly backend: string;
  readonly nativeId: string;
  readonly expiresAt: string | null;
  readonly assignments:
    | readonly { readonly nativeRole: { readonly nativeId: string; readonly name: string | null } | null }[]
    | null;
};

type RunPayload = { readonly run: RunHead | null; readonly errors: readonly Refusal[] };

const payload = `{ run { ${head} } ${errors} }`;

export const applyPlanDocument: Document<
  { readonly applyPlan: RunPayload | null },
  { readonly input: { readonly id: string; readonly digest: string } }
> = { text: `mutation ($input: ApplyPlanInput!) { applyPlan(input: $input) ${payload} }` };

export const resumeRunDocument: Document<
  { readonly resumeRun: RunPayload | null },
  { readonly input: { readonly id: string } }
> = { text: `mutation ($input: ResumeRunInput!) { resumeRun(input: $input) ${payload} }` };

export const cancelRunDocument: Document<
  { readonly cancelRun: RunPayload | null },
  { readonly input: { readonly id: string } }
> = { text: `mutation ($input: CancelRunInput!) { cancelRun(input: $input) ${payload} }` };

export const callerDocument: Document<{ readonly caller: { readonly scopes: readonly string[] } }, object> = {
  text: '{ caller { scopes } }',
};
