import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import type { Change } from '../../domain/change.ts';
import { RolecallError } from '../../domain/errors.ts';
import { type Run, stands } from '../../domain/run.ts';
import type { StoredAccount } from '../../domain/stored-account.ts';
import type { AccountReader } from '../../store/store.ts';
import type { AppliedChange } from '../applying/apply-change.ts';
import type { Runs } from '../applying/runs.ts';
import { type Observed, observeRoles } from '../observe.ts';
import { createPlace } from '../place.ts';
import { linkNotConfirmed } from '../refusals.ts';
import { type DecidedChange, decideRoleChange, toRoleChange } from '../role-change.ts';
import { refusePlace } from '../role-refusals.ts';
import { writable } from '../writable.ts';
import type { ChangeDeps } from './change-deps.ts';
import { type RoleEditResult, type RoleRequest, toResult } from './edit-roles.ts';

/** What an edit of a user came to: an account each, with what was done or why nothing was. */
export type UserEditResult = {
  /** `null` where nothing had to be written. */
  readonly run: Run | null;
  readonly accounts: readonly EditedAccount[];
};

export type EditedAccount = { readonly backend: string; readonly id: string } & (
  | { readonly result: RoleEditResult; readonly error: null }
  | { readonly result: null; readonly error: RolecallError }
);

/**
 * Changes the roles of a user at once: on every LINKED account on these backends, each for itself. Whatever cannot be done on one is told of
 * that one, and keeps nothing else from being done. Throws NOT_FOUND where the user has no account there.
 */
export const editUserRoles = async (
  userId: string,
  backends: readonly ConfiguredBackend[],
  request: RoleRequest,
  deps: ChangeDeps & { readonly runs: Runs; readonly accounts: AccountReader },
): Promise<UserEditResult> => {
  const stored = await deps.accounts.ofUsers(
    [userId],
    backends.map(({ backend }) => backend.id),
  );
  if (stored.length === 0)
    throw new RolecallError('NOT_FOUND', 'The user has no account on these backends', { path: ['user'] });
  const decisions = await Promise.all(stored.map((account) => decide(account, backends, request, deps)));
  const changes = decisions.flatMap((one) => (one.kind === 'CHANGE' ? [one.change] : []));
  if (changes.length === 0)
    return { run: null, accounts: decisions.map((one) => toEdited(one, null, undefined)) };

  const applied = new Map<number, AppliedChange>();
  const { ended } = await deps.runs.applyDirect(
    {
      action: request.action,
      request: { userId, edit: request.edit, allowEscalation: request.allowEscalation },
      changes,
    },
    deps.actor,
    ({ position }, one) => applied.set(position, one),
  );
  const run = await ended;
  return {
    run,
    accounts: decisions.map((one) =>
      toEdited(one, run, one.kind === 'CHANGE' ? applied.get(changes.indexOf(one.change)) : undefined),
    ),
  };
};

type Decision = { readonly account: StoredAccount['account'] } & (
  | {
      readonly kind: 'CHANGE';
      readonly change: Change;
      readonly decided: DecidedChange;
      readonly before: Observed;
    }
  | { readonly kind: 'UNCHANGED'; readonly decided: DecidedChange; readonly before: Observed }
  | { readonly kind: 'REFUSED'; readonly error: RolecallError }
);

const decide = async (
  { account, link, userId }: StoredAccount,
  backends: readonly ConfiguredBackend[],
  { edit, allowEscalation }: RoleRequest,
  { tables, actor, administratorGuard }: ChangeDeps,
): Promise<Decision> => {
  try {
    const configured = backends.find(({ backend }) => backend.id === account.ref.backend);
    if (configured === undefined) throw new Error('An account of a backend that was not asked for');
    const writer = writable(configured, 'roleWriter');
    refusePlace(configured, edit.organizationId);
    const unconfirmed = linkNotConfirmed(link);
    if (unconfirmed !== null) throw unconfirmed;
    const table = await tables.get(configured.backend);
    const before = await observeRoles(configured, account.ref.id);
    const decided = decideRoleChange({ ...createPlace(configured, table), writer }, before, {
      edit,
      allowEscalation,
    });
    const change = toRoleChange(before, decided, { userId, reason: `Asked for by ${actor.caller.name}` });
    const { grants, revokes } = decided.step;
    administratorGuard.refuse(configured, table, [...grants, ...revokes]);
    return change === null
      ? { kind: 'UNCHANGED', account, decided, before }
      : { kind: 'CHANGE', account, change, decided, before };
  } catch (error) {
    if (error instanceof RolecallError) return { kind: 'REFUSED', account, error };
    throw error;
  }
};

const toEdited = (decision: Decision, run: Run | null, applied: AppliedChange | undefined): EditedAccount => {
  const { backend, id } = decision.account.ref;
  if (decision.kind === 'REFUSED') return { backend, id, result: null, error: decision.error };
  const { decided, before } = decision;
  if (decision.kind === 'UNCHANGED')
    return {
      backend,
      id,
      result: toResult(decided.edited, before, { seen: before, run: null }),
      error: null,
    };
  if (applied !== undefined && stands(applied.outcome))
    return {
      backend,
      id,
      result: toResult(decided.edited, before, { seen: applied.seen ?? before, run }),
      error: null,
    };
  return { backend, id, result: null, error: errorOf(applied) };
};

/** Without an outcome Rolecall is being stopped. */
const errorOf = (applied: AppliedChange | undefined): RolecallError => {
  if (applied === undefined)
    return new RolecallError(
      'STORE_UNAVAILABLE',
      'Rolecall is being stopped, and goes on with it at its next start',
      {
        path: ['user'],
      },
    );
  const { kind, code, message } = applied.outcome;
  return new RolecallError(code ?? 'INTERNAL', message ?? `It ended ${kind}`, { path: ['user'] });
};
