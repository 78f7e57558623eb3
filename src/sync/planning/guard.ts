import { keyOfAccount } from '../../domain/account.ts';
import { hasScope } from '../../domain/caller.ts';
import type { ChangedAccount } from '../../domain/change.ts';
import { counted } from '../../domain/counted.ts';
import type { GuardLimits } from '../../domain/guard-limits.ts';
import { type GuardVerdict, mostNamed } from '../../domain/plan.ts';
import { type CallersOwn, isOwn } from '../callers-own.ts';
import type { Effect } from './effect.ts';

/** What guards have to know of a backend besides what a plan does there. */
export type GuardedBackend = {
  readonly backend: string;
  readonly minAdmins: number;
  /** How many assignments there are now, those that groups give too. */
  readonly population: number;
  /** How many were lost within the window, or are about to be, by runs that nobody approved. */
  readonly inWindow: number;
  /** Administrators that would be left and could sign in: all, or at least `minAdmins`. `null` where the plan unmakes none. */
  readonly remaining: number | null;
};

/** What all guards say of a plan, by backend and then of the whole. Pure. Who has nothing to say is left out. */
export const judgePlan = (
  effects: readonly Effect[],
  backends: readonly GuardedBackend[],
  {
    limits,
    allowEscalation,
    caller,
  }: {
    readonly limits: GuardLimits;
    readonly allowEscalation: boolean;
    readonly caller: CallersOwn;
  },
): readonly GuardVerdict[] => {
  const effectsByBackend = Map.groupBy(effects, ({ account }) => account.backend);
  const verdicts = backends.flatMap((guarded) => {
    const here = effectsByBackend.get(guarded.backend) ?? [];
    return [
      judgeLosses(limits, {
        ...guarded,
        planned: sumOf(here.map(({ losses }) => losses)),
        accounts: accountsOf(here.filter(({ losses }) => losses > 0)),
      }),
      judgeLastAdministrators(guarded, here),
      judgeEscalation(guarded.backend, here, allowEscalation),
      judgeAdministrators(guarded.backend, here, limits),
    ];
  });
  return [...verdicts, judgeSelf(caller, effects)].filter((verdict) => verdict !== null);
};

/**
 * MAX_REVOKED: how much goes on one backend, with what went within the window. Exact: what is lost already counts among what there was.
 * `null` where nothing is planned to go.
 */
export const judgeLosses = (
  limits: GuardLimits,
  losses: Pick<GuardedBackend, 'backend' | 'population' | 'inWindow'> & {
    readonly planned: number;
    readonly accounts: readonly ChangedAccount[];
  },
): GuardVerdict | null => {
  const { backend, population, inWindow, planned, accounts } = losses;
  if (planned === 0) return null;
  const total = inWindow + planned;
  const all = population + inWindow;
  const isSmall = all < limits.smallBackend;
  const isTooMuch = isSmall
    ? total > limits.smallMaxRevoked
    : total > limits.maxRevoked || 100 * total > limits.maxRevokedPercent * all;
  const isCounted = Number.isFinite(all);
  const share = isCounted ? `, and at most ${limits.maxRevokedPercent} %,` : '';
  const allowed = isSmall ? `${limits.smallMaxRevoked}` : `${limits.maxRevoked}${share}`;
  const hours = counted(limits.windowMs / 3_600_000, 'hour');
  return {
    name: 'MAX_REVOKED',
    backend,
    verdict: isTooMuch ? 'BLOCK' : 'PASS',
    detail: `${counted(planned, 'assignment')} would go, after ${inWindow === 0 ? 'none' : inWindow} in the last ${hours}: ${isCounted ? `${total} of ${all}` : `${total}, and the backend has never been read whole`}. At most ${allowed} may go without an approval`,
    accounts: accounts.slice(0, mostNamed),
  };
};

/** MIN_ADMINS: whether enough administrators are left once all is done. `null` where the plan unmakes none. */
export const judgeLastAdministrators = (
  { backend, minAdmins, remaining }: Pick<GuardedBackend, 'backend' | 'minAdmins' | 'remaining'>,
  effects: readonly Effect[],
): GuardVerdict | null => {
  const { unmade } = movesOfAdministrators(effects);
  if (unmade.length === 0 || remaining === null) return null;
  return {
    name: 'MIN_ADMINS',
    backend,
    verdict: remaining < minAdmins ? 'REFUSE' : 'PASS',
    detail: `${counted(unmade.length, 'administrator')} ${unmade.length === 1 ? 'goes' : 'go'}; ${remaining < minAdmins ? '' : 'at least '}${remaining} who can sign in would be left, and ${minAdmins} ${minAdmins === 1 ? 'is' : 'are'} needed`,
    accounts: unmade.slice(0, mostNamed),
  };
};

/** Who runs the backend afterwards and did not before, and the other way round. An account may be changed more than once, in this order. */
export const movesOfAdministrators = (
  effects: readonly Effect[],
): { readonly made: readonly ChangedAccount[]; readonly unmade: readonly ChangedAccount[] } => {
  const moves = [...Map.groupBy(effects, ({ account }) => account.id).values()].flatMap((ofOne) => {
    const [first, last] = [ofOne[0], ofOne.at(-1)];
    return first === undefined || last === undefined
      ? []
      : [
          {
            account: first.account,
            before: first.administration.before === 'ACTIVE',
            after: last.administration.after === 'ACTIVE',
          },
        ];
  });
  return {
    made: moves.filter(({ before, after }) => !before && after).map(({ account }) => account),
    unmade: moves.filter(({ before, after }) => before && !after).map(({ account }) => account),
  };
};

/** ESCALATION: whether a role is spelled by one that gives more. `null` where none is. */
export const judgeEscalation = (
  backend: string,
  effects: readonly Effect[],
  isAllowed: boolean,
): GuardVerdict | null => {
  const raised = accountsOf(effects.filter(({ isBroader }) => isBroader));
  if (raised.length === 0) return null;
  return {
    name: 'ESCALATION',
    backend,
    verdict: isAllowed ? 'PASS' : 'BLOCK',
    detail: `${counted(raised.length, 'account')} ${raised.length === 1 ? 'gets' : 'get'} a native role that gives more than the role that it spells${isAllowed ? ', which the request allows' : '; a request may allow that'}`,
    accounts: raised.slice(0, mostNamed),
  };
};

/** ADMINISTRATORS: whether a plan makes or unmakes any, or grants or revokes what makes one. `null` where it does not. */
export const judgeAdministrators = (
  backend: string,
  effects: readonly Effect[],
  { approveAdministrators }: Pick<GuardLimits, 'approveAdministrators'>,
): GuardVerdict | null => {
  const concerned = accountsOf(effects.filter(({ administration }) => administration.isTouched));
  if (concerned.length === 0) return null;
  const { made, unmade } = movesOfAdministrators(effects);
  return {
    name: 'ADMINISTRATORS',
    backend,
    verdict: approveAdministrators === 'never' ? 'PASS' : 'BLOCK',
    detail: movesInWords(made.length, unmade.length, concerned.length),
    accounts: concerned.slice(0, mostNamed),
  };
};

const movesInWords = (made: number, unmade: number, concerned: number): string => {
  const moves = [
    made > 0 &&
      `${counted(made, 'account')} ${made === 1 ? 'becomes an administrator' : 'become administrators'}`,
    unmade > 0 &&
      (made > 0
        ? `${unmade} ${unmade === 1 ? 'ceases' : 'cease'} to be one`
        : `${counted(unmade, 'account')} ${unmade === 1 ? 'ceases to be an administrator' : 'cease to be administrators'}`),
  ].filter(Boolean);
  const ofRoles = `${counted(concerned, 'account')} ${concerned === 1 ? 'gains or loses' : 'gain or lose'} a role that makes ${moves.length === 0 ? 'an administrator' : 'one'}, or its use`;
  return [...(moves.length === 0 ? [] : [moves.join(', ')]), ofRoles].join('; ');
};

/** SELF: whether an account of the caller's own, or of the same user, gains something. `null` where none does. */
export const judgeSelf = (
  own: CallersOwn,
  effects: readonly Pick<Effect, 'account' | 'userId' | 'isGain'>[],
): GuardVerdict | null => {
  const raised = accountsOf(effects.filter((effect) => effect.isGain && isOwn(own, effect)));
  if (raised.length === 0) return null;
  const isAllowed = hasScope(own.caller, 'admin');
  return {
    name: 'SELF',
    backend: null,
    verdict: isAllowed ? 'PASS' : 'REFUSE',
    detail: `${counted(raised.length, 'account')} of the caller's own ${raised.length === 1 ? 'gains' : 'gain'} something${isAllowed ? ', which the scope admin allows' : ''}`,
    accounts: raised.slice(0, mostNamed),
  };
};

/** Each once. */
const accountsOf = (effects: readonly Pick<Effect, 'account'>[]): readonly ChangedAccount[] => [
  ...new Map(effects.map(({ account }) => [keyOfAccount(account), account])).values(),
];

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);
