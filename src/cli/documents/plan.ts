import type {
  BackendSummary,
  Forecast,
  GuardName,
  GuardVerdict,
  NotExpressibleRole,
  PlanMode,
  PlanOrigin,
  PlanState,
} from '../../domain/plan.ts';
import type { RunState } from '../../domain/run.ts';
import { type Change, change, type Subject, subject } from './change.ts';
import {
  type Document,
  errors,
  type PageArguments,
  type PageOf,
  pageInfo,
  type Refusal,
} from './document.ts';

/** A plan without its changes and exclusions, of which there may be very many. */
export type PlanHead = {
  readonly id: string;
  readonly digest: string | null;
  readonly state: PlanState;
  readonly origin: PlanOrigin;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly mode: PlanMode | null;
  readonly reason: string | null;
  readonly summary: readonly BackendSummary[];
  readonly guards: readonly Guard[];
  readonly forecast: Forecast | null;
  readonly notExpressible: readonly NotExpressibleRole[];
  readonly approval: {
    readonly by: string;
    readonly reason: string;
    readonly at: string;
    readonly expiresAt: string;
  } | null;
  readonly run: { readonly id: string; readonly state: RunState } | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
};

export type Guard = {
  readonly name: GuardName;
  readonly backend: string | null;
  readonly verdict: GuardVerdict['verdict'];
  readonly detail: string;
  readonly accounts: readonly Subject[];
};

export type Exclusion = {
  readonly account: Subject;
  readonly user: { readonly id: string; readonly displayName: string | null } | null;
  readonly code: string;
  readonly message: string;
};

/** All of a plan. */
export type Plan = PlanHead & {
  readonly changes: { readonly nodes: readonly Change[] };
  readonly excluded: { readonly nodes: readonly Exclusion[] };
};

const head = `id digest state origin createdBy createdAt expiresAt mode reason
  summary { backend accounts unchanged changes grants revokes gaining losing }
  guards { name backend verdict detail accounts { ${subject} } }
  forecast { calls minimumSeconds backends { backend calls minimumSeconds } }
  notExpressible { backend role accounts }
  approval { by reason at expiresAt }
  run { id state }
  failure { code message }`;

export const planDocument: Document<{ readonly plan: PlanHead | null }, { readonly id: string }> = {
  text: `query ($id: ID!) { plan(id: $id) { ${head} } }`,
};

export const changesDocument: Document<
  { readonly plan: { readonly changes: PageOf<Change> } | null },
  PageArguments & { readonly id: string }
> = {
  text: `query ($id: ID!, $first: Int!, $after: String) {
    plan(id: $id) { changes(first: $first, after: $after) { nodes { ${change} } ${pageInfo} } } }`,
};

export const exclusionsDocument: Document<
  { readonly plan: { readonly excluded: PageOf<Exclusion> } | null },
  PageArguments & { readonly id: string }
> = {
  text: `query ($id: ID!, $first: Int!, $after: String) {
    plan(id: $id) { excluded(first: $first, after: $after) {
      nodes { account { ${subject} } user { id displayName } code message } ${pageInfo} } } }`,
};

export type PlanListed = Pick<
  PlanHead,
  'id' | 'state' | 'origin' | 'createdBy' | 'createdAt' | 'reason' | 'summary'
>;

export const plansDocument: Document<
  { readonly plans: PageOf<PlanListed> | null },
  PageArguments & { readonly origins: readonly PlanOrigin[] | null }
> = {
  text: `query ($first: Int!, $after: String, $origins: [PlanOrigin!]) {
    plans(first: $first, after: $after, origins: $origins) {
      nodes {
        id state origin createdBy createdAt reason
        summary { backend accounts unchanged changes grants revokes gaining losing }
      }
      ${pageInfo}
    } }`,
};

/** One user: exactly one member. */
export type UserBy =
  | { readonly id: string }
  | { readonly email: string }
  | { readonly account: { readonly backend: string; readonly nativeId: string } };

export type RoleSyncInput = {
  readonly from:
    | { readonly backend: string }
    | { readonly desired: readonly { readonly user: UserBy; readonly roles: readonly string[] }[] };
  readonly to: readonly string[];
  readonly over?: { readonly users: readonly UserBy[] };
  readonly mode: PlanMode;
  readonly allowEscalation: boolean;
  readonly reason: string | null;
};

export type OffboardingInput = {
  readonly user: UserBy;
  readonly extent: 'REVOKE' | 'DISABLE' | 'DELETE';
  readonly backends: readonly string[] | null;
  readonly reason: string | null;
};

type PlanPayload = { readonly plan: PlanHead | null; readonly errors: readonly Refusal[] };

const payload = `{ plan { ${head} } ${errors} }`;

export const planRoleSyncDocument: Document<
  { readonly planRoleSync: PlanPayload | null },
  { readonly input: RoleSyncInput }
> = { text: `mutation ($input: PlanRoleSyncInput!) { planRoleSync(input: $input) ${payload} }` };

export const planOffboardingDocument: Document<
  { readonly planOffboarding: PlanPayload | null },
  { readonly input: OffboardingInput }
> = { text: `mutation ($input: PlanOffboardingInput!) { planOffboarding(input: $input) ${payload} }` };

export const undoRunDocument: Document<
  { readonly undoRun: PlanPayload | null },
  { readonly input: { readonly id: string; readonly reason: string | null } }
> = { text: `mutation ($input: UndoRunInput!) { undoRun(input: $input) ${payload} }` };

export const approvePlanDocument: Document<
  { readonly approvePlan: PlanPayload | null },
  { readonly input: { readonly id: string; readonly digest: string; readonly reason: string } }
> = { text: `mutation ($input: ApprovePlanInput!) { approvePlan(input: $input) ${payload} }` };
