import type { Account } from '../../../src/domain/account.ts';
import { keyOfAssignment } from '../../../src/domain/assignment.ts';
import type { Subject, Truth } from './fixture.ts';

/** What was read, in the words in which a fixture tells the truth. */
export const toTruth = ({ ref, email, assignments }: Account): Truth => ({ id: ref.id, email, assignments });

/** Accounts in a form in which two tellings of the same ones are equal: in order of their ids, each assignment once, addresses in lower case. */
export const comparable = (accounts: readonly Truth[]) =>
  accounts
    .map(({ id, email, assignments }) => ({
      id,
      email: email?.toLowerCase() ?? null,
      heldKeys: [...new Set(assignments.map(keyOfAssignment))].toSorted(),
    }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));

/** All accounts but the editable one, comparable. */
export const otherAccounts = ({ truth, editable }: Subject) =>
  comparable(truth().filter(({ id }) => id !== editable.id));

/** The keys of what the editable account holds directly. */
export const heldKeys = ({ truth, editable }: Subject): readonly string[] =>
  comparable(truth().filter(({ id }) => id === editable.id))[0]?.heldKeys ?? [];
