import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import type { Account } from '../../domain/account.ts';
import {
  type Assignment,
  type AssignmentRef,
  isInherited,
  keyOfAssignment,
} from '../../domain/assignment.ts';
import type { EditedSet, RoleEdit } from '../../domain/assignment-set.ts';
import type { Run } from '../../domain/run.ts';
import { usableAfter } from '../after-step.ts';
import { refuseMoved } from '../applying/compare.ts';
import { performStep } from '../applying/perform-step.ts';
import { keepingAdmin } from '../last-admin.ts';
import { type Observed, observeRoles } from '../observe.ts';
import { createPlace } from '../place.ts';
import { decideRoleChange, termsOfEdit, toRoleChange } from '../role-change.ts';
import { refuseInexpressible, refusePlace } from '../role-refusals.ts';
import { writable } from '../writable.ts';
import { askedOfTheAccount, type ChangeDeps } from './change-deps.ts';
import { onlySeen } from './only-seen.ts';

/** What a mutation asks for: `action` is its name in the schema. */
export type RoleRequest = {
  readonly action: string;
  readonly edit: RoleEdit;
  readonly allowEscalation: boolean;
};

/** What an edit came to. */
export type RoleEditResult = {
  /** As read back, with the origin of every assignment. */
  readonly account: Account;
  readonly granted: readonly Assignment[];
  /** As they were held. Where a group gives one of them as well, `account` still holds it from there. */
  readonly revoked: readonly Assignment[];
  /** Asked for and held before. */
  readonly alreadyHeld: readonly Assignment[];
  /** To be revoked, had another role that stays not needed it. */
  readonly stillNeeded: readonly Assignment[];
  /** Roles that went because an exclusive group lets only one be held. */
  readonly displaced: readonly string[];
  /** `null` where nothing had to be written. */
  readonly run: Run | null;
};

/**
 * Changes the roles of one account at once: reads it live, edits the set, writes down what it is about to do, writes in the backend's own
 * verb, reads back and compares.
 *
 * Throws a refusal before anything is written; CONFLICT where the account moved meanwhile or holds something else afterwards; and what
 * the backend throws where reading back shows that the write did not happen, or nothing.
 */
export const editRoles = (
  configured: ConfiguredBackend,
  accountId: string,
  { action, edit, allowEscalation }: RoleRequest,
  deps: ChangeDeps,
): Promise<RoleEditResult> => {
  const writer = writable(configured, 'roleWriter');
  refusePlace(configured, edit.organizationId);
  return deps.locks.run({ backend: configured.backend.id, id: accountId }, async () => {
    const table = await deps.tables.get(configured.backend);
    refuseInexpressible(configured, table, termsOfEdit(edit));
    const before = await observeRoles(configured, accountId);
    const decided = decideRoleChange({ ...createPlace(configured, table), writer }, before, {
      edit,
      allowEscalation,
    });
    const change = toRoleChange(before, decided, askedOfTheAccount(deps));
    if (change === null) return toResult(decided.edited, before, { seen: before, run: null });

    const { step } = decided;
    deps.administratorGuard.refuse(configured, table, [...step.grants, ...step.revokes]);
    return keepingAdmin(
      configured,
      before,
      (held) => usableAfter(step, held),
      deps,
      async (hasWaited) => {
        // Counting administrators takes time, and a write would undo what someone else did meanwhile.
        if (hasWaited) refuseMoved(change, configured, await observeRoles(configured, accountId));
        const { run, performed } = await deps.direct.carryOut(
          { action, request: { edit, allowEscalation }, changes: [change] },
          deps.actor,
          async (how) => [await performStep(configured, step, before, how)],
        );
        return toResult(decided.edited, before, { seen: onlySeen(performed), run });
      },
    );
  });
};

/** Of an account as it was, and as it was seen last. */
export const toResult = (
  edited: EditedSet,
  before: Observed,
  { seen, run }: { readonly seen: Observed; readonly run: Run | null },
): RoleEditResult => ({
  account: { ...seen.account, assignments: seen.assignments },
  granted: find(seen.assignments, edited.grants),
  revoked: find(before.assignments, edited.revokes),
  alreadyHeld: find(before.assignments, edited.alreadyHeld),
  stillNeeded: find(before.assignments, edited.stillNeeded),
  displaced: edited.displaced,
  run,
});

/** The assignments of these grants; a direct one rather than its inherited twin. */
const find = (assignments: readonly Assignment[], grants: readonly AssignmentRef[]): readonly Assignment[] =>
  grants.flatMap((grant) => {
    const held = assignments.filter((assignment) => keyOfAssignment(assignment) === keyOfAssignment(grant));
    return held.find((assignment) => !isInherited(assignment)) ?? held.slice(0, 1);
  });
