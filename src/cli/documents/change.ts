import type { AccountStatus } from '../../domain/account.ts';
import type { Escalation, StepKind } from '../../domain/change.ts';

/** An account as a plan names it. */
export type Subject = {
  readonly backend: string;
  readonly nativeId: string | null;
  readonly name: string | null;
};

export type Held = {
  readonly nativeRole: { readonly nativeId: string; readonly name: string | null };
  readonly organization: { readonly nativeId: string; readonly displayName: string | null } | null;
};

export type StatusChange = { readonly before: AccountStatus; readonly after: AccountStatus };

export type Change = {
  readonly account: Subject;
  readonly user: { readonly id: string; readonly displayName: string | null } | null;
  readonly kind: StepKind;
  readonly before: readonly Held[];
  readonly after: readonly Held[];
  readonly grants: readonly Held[];
  readonly revokes: readonly Held[];
  readonly resent: readonly Held[];
  readonly displaced: readonly { readonly name: string }[];
  readonly status: StatusChange | null;
  readonly fields: readonly string[];
  readonly escalation: readonly Escalation[];
  readonly reason: string;
};

export const subject = 'backend nativeId name';
export const held = 'nativeRole { nativeId name } organization { nativeId displayName }';
export const change = `account { ${subject} } user { id displayName } kind
  before { ${held} } after { ${held} } grants { ${held} } revokes { ${held} } resent { ${held} }
  displaced { name } status { before after } fields escalation reason`;
