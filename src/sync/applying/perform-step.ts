import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import type { Account } from '../../domain/account.ts';
import type { CallOptions } from '../../domain/call-options.ts';
import type { DeleteStep, RoleStep, StatusStep } from '../../domain/change.ts';
import { differenceOf, isSameSet } from '../../domain/same-assignments.ts';
import { findAccount, type Observed, observeAccount, observeRoles } from '../observe.ts';
import { directOf } from '../role-change.ts';
import { writable } from '../writable.ts';
import { type Deed, type Manner, type Written, writeOnce } from './write-once.ts';

/** A step that a run can carry out on its own: the rest takes what only the caller has, such as a password. */
export type RepeatableStep = RoleStep | StatusStep | DeleteStep;

/** Does a step on an account that was just read. `null` is seen where the account is gone. */
export const performStep = (
  configured: ConfiguredBackend,
  step: RepeatableStep,
  observed: Observed,
  how: Performance,
): Promise<Written<Observed | null>> => {
  switch (step.kind) {
    case 'ROLES':
      return writeOnce(roleDeed(configured, step, observed, how.options), how);
    case 'STATUS':
      return writeOnce(statusDeed(configured, step, observed, how.options), how);
    case 'DELETE':
      return writeOnce(deletion(configured, observed, how.options), how);
  }
};

export type Performance = {
  /** Of the write. */
  readonly options: CallOptions;
  readonly now: () => number;
  readonly manner: Manner;
};

/** Whether the account is as the step would make it. */
export const isDone = (step: RepeatableStep, observed: Observed | null): boolean => {
  switch (step.kind) {
    case 'ROLES':
      return observed !== null && isSameSet(directOf(observed.assignments), step.after);
    case 'STATUS':
      return observed !== null && hasStatus(observed.account, step.after);
    case 'DELETE':
      return observed === null;
  }
};

/** Whoever is only invited is not barred, and cannot be made more than that. */
const hasStatus = ({ status }: Account, wanted: StatusStep['after']): boolean =>
  wanted === 'DISABLED' ? status === 'DISABLED' : status !== 'DISABLED';

const roleDeed = (
  configured: ConfiguredBackend,
  step: RoleStep,
  { account }: Observed,
  options: CallOptions,
): Deed<Observed> => {
  const writer = writable(configured, 'roleWriter');
  const held = (seen: Observed) => directOf(seen.assignments);
  return {
    write: async () => {
      await writer.write({ account, ...step }, options);
      return null;
    },
    read: () => observeRoles(configured, account.ref.id),
    isDone: (seen) => isSameSet(held(seen), step.after),
    isUndone: (seen) => isSameSet(held(seen), step.before),
    difference: (seen) =>
      `The account ${account.ref.id} holds other roles than were written: ${differenceOf(step.after, held(seen))}`,
  };
};

const statusDeed = (
  configured: ConfiguredBackend,
  step: StatusStep,
  { account, assignments }: Observed,
  options: CallOptions,
): Deed<Observed> => {
  const { setStatus } = writable(configured, 'accountWriter');
  const toSeen = (seen: Account): Observed => ({ account: seen, assignments });
  return {
    write: async () => {
      const changed = await setStatus?.(account, step.after, options);
      return changed === undefined ? null : { seen: toSeen(changed) };
    },
    read: async () => toSeen(await observeAccount(configured, account.ref.id)),
    isDone: (seen) => hasStatus(seen.account, step.after),
    isUndone: (seen) => seen.account.status === account.status,
    difference: (seen) =>
      `The account ${account.ref.id} is ${seen.account.status} although it was made ${step.after}`,
  };
};

const deletion = (
  configured: ConfiguredBackend,
  { account }: Observed,
  options: CallOptions,
): Deed<Observed | null> => {
  const writer = writable(configured, 'accountWriter');
  return {
    write: async () => {
      await writer.delete(account, options);
      return null;
    },
    read: async () => {
      const found = await findAccount(configured, account.ref.id);
      return found === null ? null : { account: found, assignments: found.assignments };
    },
    isDone: (seen) => seen === null,
    isUndone: (seen) => seen !== null,
    difference: () => `The account ${account.ref.id} is still there although it was deleted`,
  };
};
