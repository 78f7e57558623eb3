import type { AccountChanges } from '../../backends/backend.ts';
import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import type { Account } from '../../domain/account.ts';
import { canonicalJson } from '../../domain/canonical.ts';
import { RolecallError } from '../../domain/errors.ts';
import { inWords } from '../../domain/in-words.ts';
import { writeOnce } from '../applying/write-once.ts';
import { observeAccount } from '../observe.ts';
import { writable } from '../writable.ts';
import type { ChangeDeps } from './change-deps.ts';
import { refuseNothing } from './refuse-nothing.ts';
import { carryOutStep, withAccount } from './with-account.ts';

/** Changes what an account says of itself; what is not given stays. Returns it as read back. */
export const updateAccount = (
  configured: ConfiguredBackend,
  id: string,
  changes: AccountChanges,
  deps: ChangeDeps,
): Promise<Account> => {
  const { update, updateFields } = writable(configured, 'accountWriter');
  const given = Object.entries(changes).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  const [unchangeable] = given.filter((field) => !updateFields.some((known) => known === field));
  if (unchangeable !== undefined)
    throw new RolecallError(
      'UNSUPPORTED',
      `Backend ${configured.backend.id} cannot change the ${inWords(unchangeable)} of an account; it can change ${updateFields.map(inWords).join(', ') || 'nothing but its roles'}`,
      { path: [unchangeable] },
    );
  refuseNothing(changes);
  return withAccount(configured, id, deps, async (account) => {
    // By its address an account is known to be someone's: with another it could be raised.
    if (changes.email !== undefined) await deps.own.refuseRaising(deps.actor.caller, [account.ref]);
    const before = fieldsOf(account, given);
    const after = { ...changes, ...(changes.password === undefined ? {} : { password: '(secret)' }) };
    return carryOutStep({ account, assignments: account.assignments }, deps, {
      action: 'updateAccount',
      step: { kind: 'UPDATE', before, after },
      losses: 0,
      perform: (how) => {
        let isAnswered = false;
        return writeOnce<Account | null>(
          {
            write: async () => {
              const updated = await update?.(account, changes, how.options);
              isAnswered = true;
              return { seen: updated ?? account };
            },
            read: () => observeAccount(configured, id),
            isDone: (seen) => isAnswered || (seen !== null && isUpdated(seen, changes)),
            isUndone: (seen) =>
              changes.password === undefined &&
              seen !== null &&
              canonicalJson(fieldsOf(seen, given)) === canonicalJson(before),
            difference: () => `The account ${id} does not tell what was written`,
          },
          how,
        );
      },
    });
  });
};

/** What the account tells of these fields. A password is told by nothing. */
const fieldsOf = (
  { vendor, ...account }: Account,
  fields: readonly string[],
): Readonly<Record<string, unknown>> => {
  const told: Readonly<Record<string, unknown>> = { ...vendor, ...account };
  return Object.fromEntries(
    fields.filter((field) => field !== 'password').map((field) => [field, told[field] ?? null]),
  );
};

const isUpdated = (seen: Account, { password, ...changes }: AccountChanges): boolean => {
  const fields = Object.entries(changes).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  const wanted = Object.fromEntries(
    fields.map((field) => [field, changes[field as keyof typeof changes] ?? null]),
  );
  return password === undefined && canonicalJson(fieldsOf(seen, fields)) === canonicalJson(wanted);
};
