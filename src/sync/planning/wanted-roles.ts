import type { ChangeSource } from '../../domain/change.ts';
import { RolecallError } from '../../domain/errors.ts';
import { rolesHeld, rolesHeldIn } from '../../domain/role-map.ts';
import type { StoredAccount } from '../../domain/stored-account.ts';
import { fingerprintOfSource, isFollowed } from '../fingerprint.ts';
import type { Place } from '../place.ts';
import { linkNotConfirmed } from '../refusals.ts';
import { toObserved } from '../to-observed.ts';
import { type Decided, excluded, toChangedAccount } from './decided.ts';

/** Which roles a user is to hold on other backends, and why. */
export type WantedRoles = {
  readonly roles: readonly string[];
  /** Held only where they are not carried over from: neither granted, nor taken from who holds them. */
  readonly unsaid: readonly string[];
  /** The accounts that it follows. */
  readonly sources: readonly ChangeSource[];
  readonly reason: string;
};

export const wantedAsListed = (roles: readonly string[]): WantedRoles => ({
  roles,
  unsaid: [],
  sources: [],
  reason: `Is to hold ${listed(roles)}`,
});

/**
 * What a user holds on the source for the whole application: all roles of all accounts there that are LINKED and may sign in. `wanted` is `null`
 * where there is none, and then nothing is wanted, not nothing at all. Pure.
 */
export const wantedFromSource = (
  source: Place,
  accounts: readonly StoredAccount[],
): { readonly wanted: WantedRoles | null; readonly told: readonly Decided[] } => {
  const told: Decided[] = [];
  const linked = accounts.filter((account) => {
    const reason = linkNotConfirmed(account.link) ?? reasonAgainstFollowing(account);
    if (reason === null) return true;
    told.push(excluded(toChangedAccount(account), account.userId, reason));
    return false;
  });
  if (linked.length === 0) return { wanted: null, told };

  const roles = new Set(linked.flatMap(({ account }) => rolesHeldIn(source.map, account.assignments, null)));
  const unsaid = new Set<string>();
  for (const account of linked) {
    const within = rolesHeld(source.map, account.account.assignments).filter((role) => !roles.has(role));
    if (within.length === 0) continue;
    for (const role of within) unsaid.add(role);
    told.push(excluded(toChangedAccount(account), account.userId, notCarriedOver(within)));
  }
  return {
    wanted: {
      roles: Object.keys(source.map).filter((role) => roles.has(role)),
      unsaid: [...unsaid],
      sources: linked.map((account) => ({
        account: account.account.ref,
        fingerprint: fingerprintOfSource(toObserved(account)),
      })),
      reason: `Holds ${listed([...roles])} on ${source.configured.backend.id}`,
    },
    told,
  };
};

const reasonAgainstFollowing = ({ account }: StoredAccount): RolecallError | null =>
  isFollowed(account)
    ? null
    : new RolecallError('NOT_FOUND', `It is ${account.status}: what it holds sets no example`);

const notCarriedOver = (roles: readonly string[]): RolecallError =>
  new RolecallError(
    'NOT_EXPRESSIBLE',
    `It holds ${listed(roles)} only within an organization: that is not carried over to other backends`,
  );

export const listed = (roles: readonly string[]): string =>
  roles.length === 0 ? 'no role' : roles.join(', ');
