import { RolecallError } from '../domain/errors.ts';
import type { LinkState } from '../domain/link.ts';

/** Why an account of a user is left alone; `null` for one that is LINKED. Which it is stands beside it: the same reason is told of many. */
export const linkNotConfirmed = (link: LinkState): RolecallError | null =>
  link === 'LINKED'
    ? null
    : new RolecallError(
        'LINK_NOT_CONFIRMED',
        `The account ${whatIsKnown[link]}: confirm whose it is by linking it, or change the account itself`,
        { path: ['user'] },
      );

const whatIsKnown: Readonly<Record<Exclude<LinkState, 'LINKED'>, string>> = {
  SUGGESTED: "is only suggested to be this user's",
  DISPUTED: "could be several users'",
  DENIED: 'is not whose it seems to be, as somebody has said',
  UNLINKED: 'is linked to no other',
};

/** A directory decides what it holds, and when it ends. */
export const accountExternal = (): RolecallError =>
  new RolecallError('IMMUTABLE', 'The account is external: its directory decides its roles and its end', {
    path: ['account'],
  });

export const accountAmbiguous = (): RolecallError =>
  new RolecallError(
    'ACCOUNT_AMBIGUOUS',
    'An internal and an external account bear this name, and the backend cannot tell which is meant',
    { path: ['account'] },
  );

export const writesDisabled = (backend: string): RolecallError =>
  new RolecallError('WRITES_DISABLED', `The configuration does not let mutations change backend ${backend}`, {
    path: ['backend'],
  });

export const statusUnsettable = (backend: string): RolecallError =>
  new RolecallError('UNSUPPORTED', `Backend ${backend} cannot enable or disable accounts`, {
    path: ['backend'],
  });

/** `path` is where the input names it. */
export const noSuchRole = (name: string, known: readonly string[], path: readonly string[]): RolecallError =>
  new RolecallError(
    'BAD_INPUT',
    `No role is called ${JSON.stringify(name.slice(0, 64))}; there are: ${known.join(', ')}`,
    { path },
  );

/** It was configured when it was written down. */
export const backendGone = (id: string): RolecallError =>
  new RolecallError('NOT_FOUND', `No backend is called ${JSON.stringify(id.slice(0, 64))} any more`);
