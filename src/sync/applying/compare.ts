import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import type { Change } from '../../domain/change.ts';
import { RolecallError } from '../../domain/errors.ts';
import { fingerprintOf, fingerprintOfSource } from '../fingerprint.ts';
import { type Observed, refuseProtected } from '../observe.ts';

/** Throws CONFLICT where the account is not as it was when the change was decided, PROTECTED where nothing may change it by now. */
export const refuseMoved: (
  change: Change,
  configured: ConfiguredBackend,
  observed: Observed | null,
) => asserts observed is Observed = ({ account, step, fingerprint }, configured, observed) => {
  if (observed === null)
    throw new RolecallError('CONFLICT', `The account ${account.id} is not there any more`, {
      path: ['account'],
    });
  refuseProtected(configured, observed.account);
  if (fingerprintOf(step.kind, observed) !== fingerprint)
    throw new RolecallError('CONFLICT', `The account ${account.id} was changed by someone else meanwhile`, {
      path: ['account'],
    });
};

/** Throws PLAN_STALE where an account that the change follows is not as it was. Whoever follows what others hold follows what they hold now. */
export const refuseMovedSources = async (
  { sources }: Change,
  observe: (backend: string, id: string) => Promise<Observed | null>,
): Promise<void> => {
  for (const { account, fingerprint } of sources) {
    const observed = await observe(account.backend, account.id);
    if (observed === null || fingerprintOfSource(observed) !== fingerprint)
      throw new RolecallError(
        'PLAN_STALE',
        `The account ${account.id} of backend ${account.backend}, which this change follows, was changed by someone else meanwhile`,
      );
  }
};
