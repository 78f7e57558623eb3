import type { AccountWriter, ConfiguredBackend, NewAccount } from '../backends/backend.ts';
import type { NativeRoleTables } from '../backends/native-role-tables.ts';
import type { Account } from '../domain/account.ts';
import { RolecallError } from '../domain/errors.ts';
import type { NativeRoleTable } from '../domain/native-role.ts';
import { grantsOfWish, type RoleWish, refuseCount } from './role-wish.ts';
import { writable } from './writable.ts';

/** An account to be, with its roles as the caller names them. */
export type AccountWish = { readonly account: Omit<NewAccount, 'grants'>; readonly roles: RoleWish };

/** How many accounts one request may create. */
export const maxBulk = 1000;

/**
 * Creates accounts, each checked before anything is written. One answer for each, in order: the account as read back, or why there is
 * none. With `ALL_OR_NOTHING` one that fails its check keeps all from being written; what fails at the backend later undoes nothing.
 */
export const createAccounts = async (
  configured: ConfiguredBackend,
  wishes: readonly AccountWish[],
  options: {
    readonly mode: 'ALL_OR_NOTHING' | 'SKIP_FAILED';
    readonly knownRoles: readonly string[];
    readonly tables: NativeRoleTables;
  },
): Promise<readonly (Account | RolecallError)[]> => {
  const writer = writable(configured, 'accountWriter');
  if (wishes.length === 0 || wishes.length > maxBulk)
    throw new RolecallError('BAD_INPUT', `expected 1 to ${maxBulk} accounts, got ${wishes.length}`, {
      path: ['accounts'],
    });
  const table = await options.tables.get(configured.backend);
  const checked = wishes.map((wish) => check(configured, writer, table, wish, options.knownRoles));

  if (options.mode === 'ALL_OR_NOTHING' && checked.some(isRefusal))
    return checked.map((one) =>
      isRefusal(one)
        ? one
        : new RolecallError('BAD_INPUT', 'not created, because another account of the request is invalid'),
    );

  const valid = checked.filter((one): one is NewAccount => !isRefusal(one));
  const created = valid.length === 0 ? [] : await writer.create(valid);
  const answers = created.values();
  return checked.map((one) => {
    if (isRefusal(one)) return one;
    return (
      answers.next().value ??
      new RolecallError('INTERNAL', 'The adapter answered for fewer accounts than it was given')
    );
  });
};

const check = (
  configured: ConfiguredBackend,
  writer: AccountWriter,
  table: NativeRoleTable,
  wish: AccountWish,
  knownRoles: readonly string[],
): NewAccount | RolecallError => {
  try {
    const hasRoles = (wish.roles.roles?.length ?? 0) + (wish.roles.nativeRoles?.length ?? 0) > 0;
    const grants = hasRoles ? grantsOfWish(configured, table, wish.roles, knownRoles) : undefined;
    const account: NewAccount = { ...wish.account, grants };
    refuseFields(configured, writer, account);
    if (configured.backend.roleWriter !== undefined && writer.createFields.includes('grants'))
      refuseCount(configured, configured.backend.roleWriter, grants?.length ?? 0);
    return account;
  } catch (error) {
    if (error instanceof RolecallError) return error;
    throw error;
  }
};

const refuseFields = (
  { backend }: ConfiguredBackend,
  { createFields, requiredFields }: AccountWriter,
  account: NewAccount,
): void => {
  const given = (Object.keys(account) as (keyof NewAccount)[]).filter(
    (field) => account[field] !== undefined,
  );
  const unknown = given.find((field) => !createFields.includes(field));
  if (unknown !== undefined)
    throw new RolecallError(
      'UNSUPPORTED',
      `Backend ${backend.id} takes no ${inputName(unknown)} at creation; it takes ${createFields.map(inputName).join(', ')}`,
      {
        path: [inputName(unknown)],
      },
    );
  const missing = requiredFields.find((field) => account[field] === undefined);
  if (missing !== undefined)
    throw new RolecallError(
      'BAD_INPUT',
      `Backend ${backend.id} needs ${inputName(missing)} to create an account`,
      { path: [inputName(missing)] },
    );
};

/** What callers know a field of `NewAccount` by. */
const inputName = (field: keyof NewAccount): string => {
  if (field === 'grants') return 'roles';
  return field === 'directory' ? 'tenantId' : field;
};

const isRefusal = (one: NewAccount | RolecallError): one is RolecallError => one instanceof RolecallError;
