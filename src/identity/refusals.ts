import type { AccountRef } from '../domain/account.ts';
import { BackendError, RolecallError } from '../domain/errors.ts';

/** NOT_FOUND. `path` is where in the input the account is named. */
export const noAccount = ({ backend, id }: AccountRef, path: readonly string[]): RolecallError =>
  new RolecallError('NOT_FOUND', `Backend ${backend} has no account ${JSON.stringify(id.slice(0, 64))}`, {
    path,
  });

/** ACCOUNT_AMBIGUOUS, as the backend answers it where it is read live. */
export const ambiguousAccount = ({ backend }: AccountRef, path?: readonly string[]): BackendError =>
  new BackendError(
    'ACCOUNT_AMBIGUOUS',
    `Backend ${backend} has an internal and an external account of this name, and its API cannot tell which is meant`,
    { backend, wasSent: false, ...(path && { path }) },
  );

/** BAD_INPUT, where an account is to be parted from others. */
export const standsAlone = ({ backend, id }: AccountRef): RolecallError =>
  new RolecallError(
    'BAD_INPUT',
    `The account ${id} of backend ${backend} stands alone: there is no other that it could be parted from`,
    { path: ['account'] },
  );
