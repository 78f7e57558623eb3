import { RolecallError } from '../../domain/errors.ts';

export const noSuchPlan = (): RolecallError =>
  new RolecallError('NOT_FOUND', 'There is no such plan', { path: ['id'] });

export const noSuchRun = (): RolecallError =>
  new RolecallError('NOT_FOUND', 'There is no such run', { path: ['id'] });

/** What was reviewed is another plan than the one that is kept. */
export const digestMismatch = (): RolecallError =>
  new RolecallError(
    'DIGEST_MISMATCH',
    'This is not the digest of the plan: review it again, and give its digest',
    { path: ['digest'] },
  );

export const planExpired = (): RolecallError =>
  new RolecallError('PLAN_EXPIRED', 'The plan was not applied in time: plan again', { path: ['id'] });
