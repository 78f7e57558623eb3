import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import type { Account } from '../../domain/account.ts';
import { performStep } from '../applying/perform-step.ts';
import { keepingAdmin } from '../last-admin.ts';
import { statusUnsettable } from '../refusals.ts';
import { directOf, toNamed } from '../role-change.ts';
import { writable } from '../writable.ts';
import type { ChangeDeps } from './change-deps.ts';
import { carryOutStep, withRoles } from './with-account.ts';

/** Enables or disables. Disabling the last administrator is refused. Returns the account as read back. */
export const setAccountStatus = (
  configured: ConfiguredBackend,
  id: string,
  status: 'ACTIVE' | 'DISABLED',
  deps: ChangeDeps,
): Promise<Account> => {
  if (writable(configured, 'accountWriter').setStatus === undefined)
    throw statusUnsettable(configured.backend.id);
  return withRoles(configured, id, deps, async (observed) => {
    const { account, assignments } = observed;
    if (account.status === status) return account;
    deps.administratorGuard.refuse(configured, await deps.tables.get(configured.backend), assignments);
    const step = { kind: 'STATUS', before: account.status, after: status } as const;
    const write = async () => {
      const seen = await carryOutStep(observed, deps, {
        action: 'setAccountStatus',
        step,
        losses: status === 'DISABLED' ? assignments.length : 0,
        perform: (how) => performStep(configured, step, observed, how),
      });
      return seen.account;
    };
    return status === 'DISABLED' ? keepingAdmin(configured, observed, () => [], deps, write) : write();
  });
};

/** Deletes for good. Deleting the last administrator is refused. Returns the account as it was. */
export const deleteAccount = (
  configured: ConfiguredBackend,
  id: string,
  deps: ChangeDeps,
): Promise<Account> => {
  writable(configured, 'accountWriter');
  return withRoles(configured, id, deps, async (observed) => {
    const { assignments } = observed;
    const table = await deps.tables.get(configured.backend);
    deps.administratorGuard.refuse(configured, table, assignments);
    const held = directOf(assignments).map((one) => toNamed(one, table, assignments));
    const step = { kind: 'DELETE', before: held } as const;
    return keepingAdmin(
      configured,
      observed,
      () => [],
      deps,
      async () => {
        const deleted = await carryOutStep(observed, deps, {
          action: 'deleteAccount',
          step,
          losses: assignments.length,
          perform: async (how) => {
            const written = await performStep(configured, step, observed, how);
            return written.kind === 'APPLIED' ? { ...written, seen: observed } : written;
          },
        });
        return deleted.account;
      },
    );
  });
};
