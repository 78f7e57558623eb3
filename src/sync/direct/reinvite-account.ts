import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import type { Account } from '../../domain/account.ts';
import { RolecallError } from '../../domain/errors.ts';
import { writeOnce } from '../applying/write-once.ts';
import { observeAccount } from '../observe.ts';
import { writable } from '../writable.ts';
import type { ChangeDeps } from './change-deps.ts';
import { carryOutStep, withAccount } from './with-account.ts';

/** Sends the invitation again. Returns the account as read afterwards. */
export const reinviteAccount = (
  configured: ConfiguredBackend,
  id: string,
  deps: ChangeDeps,
): Promise<Account> => {
  const { reinvite } = writable(configured, 'accountWriter');
  if (reinvite === undefined)
    throw new RolecallError('UNSUPPORTED', `Backend ${configured.backend.id} sends no invitations`, {
      path: ['backend'],
    });
  return withAccount(configured, id, deps, (account) =>
    carryOutStep({ account, assignments: account.assignments }, deps, {
      action: 'reinviteAccount',
      step: { kind: 'REINVITE' },
      losses: 0,
      perform: (how) => {
        let isAnswered = false;
        return writeOnce<Account | null>(
          {
            write: async () => {
              await reinvite(account, how.options);
              isAnswered = true;
              return null;
            },
            read: () => observeAccount(configured, id),
            isDone: () => isAnswered,
            // No account tells whether a letter was sent.
            isUndone: () => false,
            difference: () => `Whether the account ${id} was invited is not known`,
          },
          how,
        );
      },
    }),
  );
};
