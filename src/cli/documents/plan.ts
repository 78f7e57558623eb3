import { type Change, change, type Subject, subject } from './change.ts';
import {
  type Document,
  errors,
  type PageArguments,
  type PageOf,
  pageInfo,
  type Refusal,
} from './document.ts';

export type PlanState =
  | 'PLANNING'
  | 'FAILED'
  | 'EMPTY'
  | 'READY'
  | 'BLOCKED'
  | 'APPROVED'
  | 'REFUSED'
  | 'APPLIED'
  | 'EXPIRED';

/** A plan without its changes and exclusions, of which there may be very many. */
export type PlanHead = {
  readonly id: string;
  readonly digest: string | null;
  readonly state: PlanState;
  readonly origin: 'ROLE_SYNC' | 'OFFBOARDING' | 'UNDO' | 'DIRECT';
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly mode: 'GRANT_ONLY' | 'REPLACE' | null;
  readonly reason: string | null;
  readonly summary: readonly {
    readonly backend: string;
    readonly accounts: number;
    readonly unchanged: number;
    readonly changes: number;
    readonly grants: number;
    readonly revokes: number;
    readonly gaining: number;
    readonly losing: number;
  }[];
  readonly guards: readonly Guard[];
  readonly forecast: {
    readonly calls: number;
    readonly minimumSeconds: number;
    readonly backends: readonly {
      readonly backend: string;
      readonly calls: number;
      readonly minimumSeconds: number;
    }[];
  } | null;
  readonly notExpressible: readonly {
    readonly backend: string;
    readonly role: string;
    readonly accounts: number;
  }[];
  readonly approval: {
    readonly by: string;
    readonly reason: string;
    readonly at: string;
    readonly expiresAt: string;
  } | null;
  readonly run: { readonly id: string; readonly state: string } | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
};

export type Guard = {
  readonly name: string;
  readonly backend: string | null;
  readonly verdict: 'PASS' | 'BLOCK' | 'REFUSE';
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
  PageArguments & { readonly origins: readonly string[] | null }
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
  readonly over?: { readonly users: readonly string[] };
  readonly mode: 'GRANT_ONLY' | 'REPLACE';
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
