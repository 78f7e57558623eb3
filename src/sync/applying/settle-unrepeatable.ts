import type { NewAccount } from '../../backends/backend.ts';
import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import type { CreateStep, ReinviteStep, UpdateStep } from '../../domain/change.ts';
import type { Outcome } from '../../domain/run.ts';
import { createSecret } from '../../domain/secret.ts';

/**
 * What became of a step that a run cannot do again, since it takes what is kept nowhere or would be noticed twice: only reading tells, and
 * of an account that was to be created only.
 */
export const settleUnrepeatable = async (
  { backend }: ConfiguredBackend,
  step: CreateStep | UpdateStep | ReinviteStep,
): Promise<Outcome> => {
  if (step.kind !== 'CREATE' || backend.accountWriter === undefined) return untold;
  const [obstacle] = await backend.accountWriter.findObstacles([toNewAccount(step)]);
  if (obstacle === undefined) return untold;
  if (obstacle === null)
    return {
      kind: 'FAILED',
      code: null,
      message: 'Rolecall stopped before the account was created, and does not create it by itself',
    };
  return {
    kind: 'UNKNOWN',
    code: obstacle.code,
    message:
      obstacle.code === 'ALREADY_EXISTS'
        ? 'There is such an account now; whether it was there before Rolecall was about to create it is not known'
        : obstacle.message,
  };
};

const untold: Outcome = {
  kind: 'UNKNOWN',
  code: null,
  message: 'Rolecall stopped before it was known what came of it, and does not do it again by itself',
};

const toNewAccount = ({ account, grants }: CreateStep): NewAccount => {
  // As `createAccounts` wrote it: a new account, but for its secrets.
  const { password, ...told } = account as Omit<NewAccount, 'password'> & { readonly password?: string };
  return {
    ...told,
    grants,
    ...(password === undefined ? {} : { password: someSecret }),
  };
};

/** Nothing is created with it: whether there was a password may matter to what stands against the account, and which one does not. */
const someSecret = createSecret('Any-password-0');
