import type { Lookup } from '../backends/backend.ts';
import type { ConfiguredBackend } from '../backends/configured-backend.ts';
import type { Account } from '../domain/account.ts';
import type { Assignment } from '../domain/assignment.ts';
import { RolecallError } from '../domain/errors.ts';

/** An account as it is now, with the origin of every assignment. */
export type Observed = { readonly account: Account; readonly assignments: readonly Assignment[] };

/** Reads an account live. Throws NOT_FOUND where there is none, and what the backend throws. */
export const observeAccount = async (configured: ConfiguredBackend, id: string): Promise<Account> => {
  const found = await findAccount(configured, id);
  if (found === null)
    throw new RolecallError(
      'NOT_FOUND',
      `Backend ${configured.backend.id} has no account ${JSON.stringify(id.slice(0, 64))}`,
      { path: ['account'] },
    );
  return found;
};

/** Reads an account live; `null` where there is none. */
export const findAccount = async ({ backend }: ConfiguredBackend, id: string): Promise<Account | null> => {
  const [found = null] = await backend.getAccounts([id]);
  if (found instanceof Error) throw found;
  return found;
};

/** Reads an account live, with the origin of every assignment. Throws as `observeAccount`. */
export const observeRoles = async (configured: ConfiguredBackend, id: string): Promise<Observed> =>
  attributeRoles(configured, await observeAccount(configured, id));

/** Tells where each assignment of an account that was just read comes from. */
export const attributeRoles = async ({ backend }: ConfiguredBackend, account: Account): Promise<Observed> => {
  const [assignments = account.assignments] = (await backend.getAssignments?.([account])) ?? [];
  if (assignments instanceof Error) throw assignments;
  return { account, assignments };
};

/** Reads these accounts live, with the origin of every assignment, as far as there are any. */
export const observeSome = async (
  configured: ConfiguredBackend,
  ids: readonly string[],
): Promise<readonly Observed[]> => {
  const found = await configured.backend.getAccounts(ids);
  return attributeAll(configured, found.flatMap(orThrow));
};

/** Reads every account live, to the end of the list, with the origin of every assignment. */
export const observeAll = async (configured: ConfiguredBackend): Promise<readonly Observed[]> => {
  const accounts: Account[] = [];
  for await (const { entries } of configured.backend.listAccounts({})) accounts.push(...entries);
  return attributeAll(configured, accounts);
};

const orThrow = (found: Lookup<Account>): readonly Account[] => {
  if (found instanceof Error) throw found;
  return found === null ? [] : [found];
};

const attributeAll = async (
  { backend }: ConfiguredBackend,
  accounts: readonly Account[],
): Promise<readonly Observed[]> => {
  const attributed = await backend.getAssignments?.(accounts);
  return accounts.map((account, at) => {
    const assignments = attributed?.[at] ?? account.assignments;
    if (assignments instanceof Error) throw assignments;
    return { account, assignments };
  });
};

/** Throws PROTECTED where the backend's nature or the configuration keeps mutations off the account. */
export const refuseProtected = ({ backend, protect }: ConfiguredBackend, account: Account): void => {
  const reason = protect.has(account.ref.id) ? 'the configuration protects it' : account.protection;
  if (reason !== null)
    throw new RolecallError(
      'PROTECTED',
      `The account ${account.ref.id} of backend ${backend.id} cannot be changed: ${reason}`,
      {
        path: ['account'],
      },
    );
};
