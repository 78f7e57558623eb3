import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import { type Assignment, isInherited, keyOfAssignment } from '../../domain/assignment.ts';
import type { Change } from '../../domain/change.ts';
import { counted } from '../../domain/counted.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import type { Exclusion } from '../../domain/plan.ts';
import type { StoredAccount } from '../../domain/stored-account.ts';
import { administratorRolesIn } from '../administrator-roles.ts';
import { afterStep } from '../after-step.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { type Observed, refuseProtected } from '../observe.ts';
import type { Place } from '../place.ts';
import { accountExternal, linkNotConfirmed, writesDisabled } from '../refusals.ts';
import { decideExactChange, toNamed, toRoleChange } from '../role-change.ts';
import { toObserved } from '../to-observed.ts';
import {
  type Decided,
  type DecidedStep,
  decideOrExclude,
  excluded,
  toChangedAccount,
  unchanged,
} from './decided.ts';
import { effectOf } from './effect.ts';
import type { OffboardingRequest } from './plans.ts';

/** What it takes to take from an account all that Rolecall may take. Pure. Where the backend cannot go so far, as far as it can, and why. */
export const decideOffboarding = (
  stored: StoredAccount,
  place: Place,
  extent: OffboardingRequest['extent'],
): Decided => {
  const account = toChangedAccount(stored);
  const { configured } = place;
  const againstLink = linkNotConfirmed(stored.link);
  if (againstLink !== null) return excluded(account, stored.userId, againstLink);

  return decideOrExclude(account, stored.userId, () => {
    refuseUnremovable(configured, stored);
    const { accountWriter } = configured.backend;
    if (extent === 'DELETE' && accountWriter !== undefined) return deleteAccount(stored, place);
    const revoked = revokeAll(stored, place);
    if (extent === 'REVOKE') return revoked;
    const shortfall =
      extent === 'DELETE'
        ? `backend ${configured.backend.id} cannot delete accounts`
        : `backend ${configured.backend.id} cannot disable accounts`;
    if (accountWriter?.setStatus === undefined)
      return {
        ...revoked,
        exclusions: [
          ...revoked.exclusions,
          exclusionOf(stored, 'UNSUPPORTED', `The account can still sign in: ${shortfall}`),
        ],
      };
    return { ...revoked, changes: [...revoked.changes, ...disable(stored, place, revoked.changes)] };
  });
};

/** Why it is changed, for who reviews it. */
const offboarded = 'The user is offboarded';

const refuseUnremovable = (configured: ConfiguredBackend, { account }: StoredAccount): void => {
  if (!configured.writes) throw writesDisabled(configured.backend.id);
  refuseProtected(configured, account);
  if (account.external === true) throw accountExternal();
};

const deleteAccount = (stored: StoredAccount, place: Place): Decided => {
  const { table } = place;
  const observed = toObserved(stored);
  const { assignments } = observed;
  const change: Change = {
    account: toChangedAccount(stored),
    userId: stored.userId,
    step: {
      kind: 'DELETE',
      before: assignments.filter((one) => !isInherited(one)).map((one) => toNamed(one, table, assignments)),
    },
    fingerprint: fingerprintOf('DELETE', observed),
    sources: [],
    escalations: [],
    losses: assignments.length,
    reason: offboarded,
  };
  return {
    ...unchanged(toChangedAccount(stored)),
    changes: [{ change, effect: effectOf(place, observed, { change, userId: stored.userId }) }],
  };
};

/** All that the account holds itself, as far as the backend lets go of it. */
const revokeAll = (stored: StoredAccount, place: Place): Decided => {
  const { configured } = place;
  const { roleWriter } = configured.backend;
  const observed = toObserved(stored);
  const direct = observed.assignments.filter((one) => !isInherited(one));
  const lasting = reasonsToLast(observed, place, roleWriter?.min ?? 0);
  const revokes = direct.filter((one) => !lasting.kept.has(keyOfAssignment(one)));
  const exclusions = lasting.reasons.map(({ code, message }) => exclusionOf(stored, code, message));
  if (roleWriter === undefined || revokes.length === 0)
    return { ...unchanged(toChangedAccount(stored)), exclusions };

  const decided = decideExactChange({ ...place, writer: roleWriter }, observed, { grants: [], revokes });
  const change = toRoleChange(observed, decided, { userId: stored.userId, reason: offboarded });
  if (change === null) return { ...unchanged(toChangedAccount(stored)), exclusions };
  return {
    ...unchanged(toChangedAccount(stored)),
    changes: [{ change, effect: effectOf(place, observed, { change, userId: stored.userId }) }],
    exclusions,
  };
};

/** What an account keeps whatever is revoked, and why. */
type Lasting = {
  /** Keys of assignments that it holds itself. */
  readonly kept: ReadonlySet<string>;
  readonly reasons: readonly { readonly code: ErrorCode; readonly message: string }[];
};

const reasonsToLast = ({ assignments }: Observed, { configured, table }: Place, min: number): Lasting => {
  const backend = configured.backend.id;
  const nameOf = (one: Assignment) => toNamed(one, table, assignments).name ?? one.nativeRoleId;
  const immutableOf = ({ nativeRoleId }: Assignment) =>
    table.roles.find(({ id }) => id === nativeRoleId)?.immutable ?? null;

  const direct = assignments.filter((one) => !isInherited(one));
  const immutable = direct.filter((one) => immutableOf(one) !== null);
  const spare = immutable.length >= min ? [] : leastFirst(configured, table, direct);
  const needed = spare
    .filter((one) => immutableOf(one) === null)
    .slice(0, Math.max(0, min - immutable.length));
  const inherited = assignments.filter(isInherited);
  return {
    kept: new Set([...immutable, ...needed].map(keyOfAssignment)),
    reasons: [
      ...immutable.map((one) => ({
        code: 'IMMUTABLE' as const,
        message: `It keeps ${nameOf(one)}, which cannot be revoked: ${immutableOf(one)}`,
      })),
      ...(inherited.length === 0
        ? []
        : [
            {
              code: 'IMMUTABLE' as const,
              message: `It keeps what groups give it: ${inherited.map((one) => `${nameOf(one)} from ${groupOf(one)}`).join(', ')}`,
            },
          ]),
      ...needed.map((one) => ({
        code: 'UNSUPPORTED' as const,
        message: `It keeps ${nameOf(one)}: an account of backend ${backend} must hold at least ${counted(min, 'native role')}. Deleting the account takes it`,
      })),
    ],
  };
};

/** What gives least first, as far as anybody can tell: what makes no administrator, and what is held within an organization. */
const leastFirst = (
  configured: ConfiguredBackend,
  table: Place['table'],
  direct: readonly Assignment[],
): readonly Assignment[] => {
  const rank = (one: Assignment): number =>
    (administratorRolesIn(configured, table, [one]).length > 0 ? 2 : 0) +
    (one.organizationId === null ? 1 : 0);
  return direct.toSorted((one, other) => rank(one) - rank(other));
};

const groupOf = ({ origin }: Assignment): string =>
  origin?.kind === 'INHERITED' ? (origin.group.name ?? origin.group.id) : '';

const disable = (
  stored: StoredAccount,
  place: Place,
  before: readonly DecidedStep[],
): readonly DecidedStep[] => {
  const { status } = stored.account;
  if (status === 'DISABLED') return [];
  const observed = toObserved(stored);
  const revoked = before.reduce((state, { change }) => afterStep(state, change.step), observed);
  const change: Change = {
    account: toChangedAccount(stored),
    userId: stored.userId,
    step: { kind: 'STATUS', before: status, after: 'DISABLED' },
    fingerprint: fingerprintOf('STATUS', observed),
    sources: [],
    escalations: [],
    // What was revoked before is lost already.
    losses: revoked.assignments.length,
    reason: offboarded,
  };
  return [{ change, effect: effectOf(place, revoked, { change, userId: stored.userId }) }];
};

const exclusionOf = (stored: StoredAccount, code: ErrorCode, message: string): Exclusion => ({
  account: toChangedAccount(stored),
  userId: stored.userId,
  code,
  message,
});
