import { applyEdit, type EditedSet, type RoleEdit } from '../../domain/assignment-set.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { PlanMode } from '../../domain/plan.ts';
import { rolesHeldIn } from '../../domain/role-map.ts';
import type { StoredAccount } from '../../domain/stored-account.ts';
import { linkNotConfirmed } from '../refusals.ts';
import { decideRoleChange, toRoleChange } from '../role-change.ts';
import { toObserved } from '../to-observed.ts';
import { type Decided, decideOrExclude, excluded, toChangedAccount, unchanged } from './decided.ts';
import { effectOf } from './effect.ts';
import type { Target } from './target.ts';
import type { WantedRoles } from './wanted-roles.ts';

/**
 * What it takes to make one user hold on a target what is wanted. Pure. Each account is decided alone, and only those whose link is LINKED
 * are changed.
 */
export const decideRoleSync = (
  { userId, name, accounts }: SyncedUser,
  wanted: WantedRoles,
  target: Target,
  mode: PlanMode,
): readonly Decided[] => {
  const { id } = target.configured.backend;
  if (accounts.length === 0 && wanted.roles.length > 0)
    return [
      excluded(
        { backend: id, id: null, name },
        userId,
        new RolecallError('NOT_FOUND', `The user has no account on backend ${id}`),
      ),
    ];
  return accounts.map((account) => decideAccount(account, wanted, target, mode));
};

export type SyncedUser = {
  readonly userId: string;
  /** What people know the user by. */
  readonly name: string | null;
  /** Those on the target. */
  readonly accounts: readonly StoredAccount[];
};

const decideAccount = (
  stored: StoredAccount,
  wanted: WantedRoles,
  target: Target,
  mode: PlanMode,
): Decided => {
  const account = toChangedAccount(stored);
  const againstLink = linkNotConfirmed(stored.link);
  if (againstLink !== null) return excluded(account, stored.userId, againstLink);

  const obstacles = wanted.roles.flatMap((role) => target.obstacleOf(role) ?? []);
  const notExpressible = wanted.roles.filter((role) => target.obstacleOf(role) !== null);
  const possible = wanted.roles.filter((role) => target.obstacleOf(role) === null);
  const [obstacle] = obstacles;
  // Whoever is to hold roles of which none can be said here is not to be left with none for that.
  if (obstacle !== undefined && possible.length === 0)
    return { ...excluded(account, stored.userId, joined(obstacles)), notExpressible };

  const decided = decideOrExclude(account, stored.userId, () => {
    const edit = editOf(stored, possible, wanted, target, mode);
    if (isNothing(editOn(stored, edit, target))) return unchanged(account);
    return changeRoles(stored, edit, target, {
      ...wanted,
      reason: [wanted.reason, ...obstacles.map(({ message }) => message)].join('. '),
    });
  });
  // What is not told by a change is told by itself.
  const isSilent = decided.changes.length + decided.exclusions.length === 0;
  if (obstacle !== undefined && isSilent)
    return { ...excluded(account, stored.userId, joined(obstacles)), notExpressible };
  return { ...decided, notExpressible };
};

/** Everything is held for the whole application. With REPLACE what the source cannot tell of stays where it is held. */
const editOf = (
  { account }: StoredAccount,
  possible: readonly string[],
  { unsaid }: WantedRoles,
  { map }: Target,
  mode: PlanMode,
): RoleEdit => {
  const terms = (roles: readonly string[]) => roles.map((role) => ({ role }));
  if (mode === 'GRANT_ONLY')
    return { kind: 'delta', organizationId: null, grant: terms(possible), revoke: [] };
  const held = rolesHeldIn(map, account.assignments, null).filter((role) => unsaid.includes(role));
  return { kind: 'replace', organizationId: null, roles: terms([...new Set([...possible, ...held])]) };
};

/** Asked before anything is refused: who has to be left alone is told only where there is something to change. */
const editOn = ({ account }: StoredAccount, edit: RoleEdit, { configured, map }: Target): EditedSet =>
  applyEdit(account.assignments, edit, map, configured.exclusive);

const isNothing = ({ grants, revokes }: EditedSet): boolean => grants.length + revokes.length === 0;

const changeRoles = (
  stored: StoredAccount,
  edit: RoleEdit,
  place: Target,
  { sources, reason }: Pick<WantedRoles, 'sources' | 'reason'>,
): Decided => {
  const observed = toObserved(stored);
  // Whether it may be is for a guard to say.
  const decided = decideRoleChange(place, observed, { edit, allowEscalation: true });
  const change = toRoleChange(observed, decided, { userId: stored.userId, sources, reason });
  if (change === null) return unchanged(toChangedAccount(stored));
  return {
    ...unchanged(toChangedAccount(stored)),
    changes: [{ change, effect: effectOf(place, observed, { change, userId: stored.userId }) }],
  };
};

const joined = (obstacles: readonly RolecallError[]): Pick<RolecallError, 'code' | 'message'> => ({
  code: obstacles[0]?.code ?? 'NOT_EXPRESSIBLE',
  message: obstacles.map(({ message }) => message).join('. '),
});
