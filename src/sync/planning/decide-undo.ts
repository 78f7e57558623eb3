import { isInherited, keyOfAssignment } from '../../domain/assignment.ts';
import type { Change, NamedAssignment, RoleStep, StatusStep } from '../../domain/change.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { Exclusion } from '../../domain/plan.ts';
import { type JournalEntry, mayHaveChanged } from '../../domain/run.ts';
import type { StoredAccount } from '../../domain/stored-account.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { type Observed, refuseProtected } from '../observe.ts';
import type { Place } from '../place.ts';
import { statusUnsettable } from '../refusals.ts';
import { decideExactChange, toRoleChange } from '../role-change.ts';
import { toObserved } from '../to-observed.ts';
import { writable } from '../writable.ts';
import { type Decided, decideOrExclude, excluded, toChangedAccount, unchanged } from './decided.ts';
import { effectOf } from './effect.ts';

/** An account that is there, and as it will be by what the plan does to it before. */
export type UndoneAccount = { readonly stored: StoredAccount; readonly expected: Observed };

/**
 * What it takes to take back what a run did to an account: exactly that, where nobody changed it since. `null` where the run did nothing to
 * it. Pure.
 *
 * It is the account that is changed back, whosever it is: also where the link was wrong by which it was changed, and has been denied since.
 */
export const decideUndo = (
  entry: Pick<JournalEntry, 'change' | 'intendedAt' | 'outcome'>,
  undone: UndoneAccount | null,
  place: Place,
): Decided | null => {
  if (!mayHaveChanged(entry)) return null;
  const { change, outcome } = entry;
  const exclude = (error: RolecallError): Decided => excluded(change.account, null, error);
  if (outcome?.kind !== 'APPLIED')
    return exclude(
      new RolecallError(
        'CONFLICT',
        `The run could not tell what it did to the account (${outcome?.kind ?? 'not settled'}): look at the account, and change it by hand`,
      ),
    );
  const { step } = change;
  if (step.kind !== 'ROLES' && step.kind !== 'STATUS')
    return exclude(new RolecallError('UNSUPPORTED', irrevocable[step.kind]));
  if (undone === null) return exclude(new RolecallError('NOT_FOUND', 'The account is not there any more'));
  return decideOrExclude(change.account, null, () =>
    step.kind === 'ROLES' ? undoRoles(step, undone, place) : undoStatus(step, undone, place),
  );
};

const irrevocable = {
  DELETE:
    'That the account was deleted cannot be taken back: it would be another one, with another password and without its history',
  CREATE: 'That the account was created is not taken back: delete it, if it is not wanted',
  UPDATE:
    'What the account says of itself is not changed back: what it said before may hold secrets, which are kept nowhere',
  REINVITE: 'An invitation that was sent cannot be taken back',
} as const;

const undoRoles = (step: RoleStep, { stored, expected }: UndoneAccount, place: Place): Decided => {
  const { configured } = place;
  const observed = toObserved(stored);
  const writer = writable(configured, 'roleWriter');
  const held = new Set(observed.assignments.filter((one) => !isInherited(one)).map(keyOfAssignment));
  const isHeld = (one: NamedAssignment) => held.has(keyOfAssignment(one));
  const edges = {
    grants: step.revokes.filter((one) => !isHeld(one)),
    revokes: step.grants.filter(isHeld),
  };
  const changedSince = [
    ...step.grants.filter((one) => !isHeld(one)).map((one) => `${nameOf(one)} was revoked`),
    ...step.revokes.filter(isHeld).map((one) => `${nameOf(one)} was granted`),
  ];
  const exclusions: readonly Exclusion[] =
    changedSince.length === 0
      ? []
      : [
          {
            account: toChangedAccount(stored),
            userId: null,
            code: 'CONFLICT',
            message: `Changed since by somebody else: ${changedSince.join(', ')}`,
          },
        ];
  if (edges.grants.length + edges.revokes.length === 0)
    return { ...unchanged(toChangedAccount(stored)), exclusions };
  const decided = decideExactChange({ ...place, writer }, observed, edges);
  const change = toRoleChange(observed, decided, { userId: null, reason });
  if (change === null) return { ...unchanged(toChangedAccount(stored)), exclusions };
  return {
    ...unchanged(toChangedAccount(stored)),
    changes: [{ change, effect: effectOf(place, expected, { change, userId: stored.userId }) }],
    exclusions,
  };
};

const undoStatus = (step: StatusStep, { stored, expected }: UndoneAccount, place: Place): Decided => {
  const { configured } = place;
  const { account } = stored;
  if (account.status !== step.after)
    throw new RolecallError(
      'CONFLICT',
      `Changed since by somebody else: the account was made ${step.after} and is ${account.status}`,
    );
  if (step.before !== 'ACTIVE' && step.before !== 'DISABLED')
    throw new RolecallError('UNSUPPORTED', `No backend makes an account ${step.before} again`);
  refuseProtected(configured, account);
  const { setStatus } = writable(configured, 'accountWriter');
  if (setStatus === undefined) throw statusUnsettable(configured.backend.id);
  const change: Change = {
    account: toChangedAccount(stored),
    userId: null,
    step: { kind: 'STATUS', before: account.status, after: step.before },
    fingerprint: fingerprintOf('STATUS', toObserved(stored)),
    sources: [],
    escalations: [],
    losses: step.before === 'DISABLED' ? expected.assignments.length : 0,
    reason,
  };
  const effect = effectOf(place, expected, { change, userId: stored.userId });
  const { before, after } = effect.administration;
  const isFirst = before === 'BARRED' && after === 'ACTIVE';
  return {
    ...unchanged(toChangedAccount(stored)),
    changes: [{ change: isFirst ? { ...change, escalations: ['ADMINISTRATOR'] } : change, effect }],
  };
};

const reason = 'Takes back what a run did';

const nameOf = ({ name, nativeRoleId, organizationId }: NamedAssignment): string =>
  organizationId === null ? (name ?? nativeRoleId) : `${name ?? nativeRoleId} in ${organizationId}`;
