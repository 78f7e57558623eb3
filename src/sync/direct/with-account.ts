import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import type { Account } from '../../domain/account.ts';
import type { Step } from '../../domain/change.ts';
import type { Performance } from '../applying/perform-step.ts';
import type { CameOf } from '../applying/write-once.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { nameOfAccount } from '../name-of-account.ts';
import { attributeRoles, type Observed, observeAccount, refuseProtected } from '../observe.ts';
import { askedOfTheAccount, type ChangeDeps } from './change-deps.ts';
import { onlySeen } from './only-seen.ts';

/** One change at a time on an account that was just read and that may be changed. */
export const withAccount = <T>(
  configured: ConfiguredBackend,
  id: string,
  { locks }: Pick<ChangeDeps, 'locks'>,
  change: (account: Account) => Promise<T>,
): Promise<T> =>
  locks.run({ backend: configured.backend.id, id }, async () => {
    const account = await observeAccount(configured, id);
    refuseProtected(configured, account);
    return change(account);
  });

/** The same where what the account holds matters. */
export const withRoles = <T>(
  configured: ConfiguredBackend,
  id: string,
  deps: Pick<ChangeDeps, 'locks'>,
  change: (observed: Observed) => Promise<T>,
): Promise<T> =>
  withAccount(configured, id, deps, async (account) => change(await attributeRoles(configured, account)));

/** Does one step on such an account, written down before and afterwards. Returns what was read back; throws why it is not done, or may not be. */
export const carryOutStep = async <Seen>(
  observed: Observed,
  { direct, actor }: Pick<ChangeDeps, 'direct' | 'actor'>,
  deed: {
    readonly action: string;
    readonly step: Step;
    readonly losses: number;
    readonly perform: (how: Performance) => Promise<CameOf<Seen | null>>;
  },
): Promise<Seen> => {
  const { account } = observed;
  const { action, step, losses, perform } = deed;
  const change = {
    ...askedOfTheAccount({ actor }),
    account: { ...account.ref, name: nameOfAccount(account) },
    step,
    fingerprint: fingerprintOf(step.kind, observed),
    losses,
  };
  const { performed } = await direct.carryOut(
    { action, request: { account: account.ref }, changes: [change] },
    actor,
    async (how) => [await perform(how)],
  );
  return onlySeen(performed);
};
