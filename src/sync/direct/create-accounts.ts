import type { AccountWriter, NewAccount } from '../../backends/backend.ts';
import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import type { Account } from '../../domain/account.ts';
import { attempt, isAnswer } from '../../domain/attempt.ts';
import type { Change } from '../../domain/change.ts';
import { BackendError, RolecallError } from '../../domain/errors.ts';
import { inWords } from '../../domain/in-words.ts';
import { toNamed } from '../role-change.ts';
import { refuseCount, refusePlace } from '../role-refusals.ts';
import { writable } from '../writable.ts';
import { askedOfTheAccount, type ChangeDeps } from './change-deps.ts';
import { refuseGiving } from './change-group.ts';
import { assignmentsOfWish, type RoleWish } from './role-wish.ts';

/** An account to be, with its roles as the caller names them. */
export type AccountWish = { readonly account: Omit<NewAccount, 'grants'>; readonly roles: RoleWish };

/** How many accounts one request may create. */
export const maxBulk = 1000;

/**
 * Creates accounts, each checked before anything is written. One answer for each, in order: the account as read back, or why there is
 * none. A wish that could not be understood comes as the reason. With `ALL_OR_NOTHING` one that is refused, here or by what the backend
 * holds, keeps all from being written; what fails at the backend later undoes nothing.
 */
export const createAccounts = async (
  configured: ConfiguredBackend,
  wishes: readonly (AccountWish | RolecallError)[],
  options: CreationOptions & { readonly mode: 'ALL_OR_NOTHING' | 'SKIP_FAILED'; readonly action: string },
  deps: ChangeDeps,
): Promise<readonly (Account | RolecallError)[]> => {
  const writer = writable(configured, 'accountWriter');
  if (wishes.length === 0 || wishes.length > maxBulk)
    throw new RolecallError('BAD_INPUT', `expected 1 to ${maxBulk} accounts, got ${wishes.length}`, {
      path: ['accounts'],
    });
  const checked = await Promise.all(
    wishes.map((wish) => check(configured, writer, wish, { ...options, ...deps })),
  );
  const decided = options.mode === 'ALL_OR_NOTHING' ? await refuseTogether(writer, checked) : checked;

  const valid = decided.filter(isCreatable);
  const created = valid.length === 0 ? [] : await create(configured, writer, valid, options.action, deps);
  const answers = created.values();
  return decided.map((one) => {
    if (!isCreatable(one)) return one;
    return (
      answers.next().value ??
      new RolecallError('INTERNAL', 'The adapter answered for fewer accounts than it was given')
    );
  });
};

type CheckOptions = CreationOptions & Pick<ChangeDeps, 'tables' | 'administratorGuard' | 'own' | 'actor'>;

type CreationOptions = { readonly knownRoles: readonly string[] };

/** Writes down all of them first: a backend that creates many at once is told of all at once. */
const create = async (
  configured: ConfiguredBackend,
  writer: AccountWriter,
  accounts: readonly NewAccount[],
  action: string,
  { direct, actor, tables }: ChangeDeps,
): Promise<readonly (Account | RolecallError)[]> => {
  const { backend } = configured;
  const table = await tables.get(backend);
  const changes = accounts.map((account): Change => {
    const { password, grants = [], ...told } = account;
    return {
      ...askedOfTheAccount({ actor }),
      account: {
        backend: backend.id,
        id: account.nativeId ?? null,
        name: account.displayName ?? account.email ?? account.userName ?? null,
      },
      step: {
        kind: 'CREATE',
        account: { ...told, ...(password === undefined ? {} : { password: '(secret)' }) },
        grants: grants.map((grant) => toNamed(grant, table, [])),
      },
      fingerprint: null,
      losses: 0,
    };
  });
  const { performed } = await direct.carryOut(
    { action, request: { backend: backend.id }, changes },
    actor,
    async ({ options }) => {
      // It fails whole where what is there already cannot be read; nothing is created then.
      const answers = await attempt(() => writer.create(accounts, options));
      return (isAnswer(answers) ? answers : accounts.map(() => answers)).map(toPerformed);
    },
  );
  return performed.map((one) => (one.kind === 'APPLIED' ? one.seen : one.error));
};

const toPerformed = (answer: Account | BackendError) => {
  if (!(answer instanceof BackendError))
    return { kind: 'APPLIED', seen: answer, nativeId: answer.ref.id } as const;
  return { kind: answer.isUnsettled ? 'UNKNOWN' : 'FAILED', error: answer, seen: null } as const;
};

/** What can be created, or why not. */
type Checked = NewAccount | RolecallError;

const isCreatable = (one: Checked): one is NewAccount => !(one instanceof RolecallError);

/** Where one is refused, all are. */
const refuseTogether = async (
  writer: AccountWriter,
  checked: readonly Checked[],
): Promise<readonly Checked[]> => {
  const accounts = checked.filter(isCreatable);
  const obstacles = accounts.length === checked.length ? await writer.findObstacles(accounts) : [];
  const decided = checked.map((one, at) => obstacles[at] ?? one);
  if (decided.every(isCreatable)) return decided;
  return decided.map((one) =>
    isCreatable(one)
      ? new RolecallError('BAD_INPUT', 'not created, because another account of the request is refused')
      : one,
  );
};

const check = async (
  configured: ConfiguredBackend,
  writer: AccountWriter,
  wish: AccountWish | RolecallError,
  options: CheckOptions,
): Promise<Checked> => {
  if (wish instanceof RolecallError) return wish;
  try {
    refuseFields(configured, writer, wish);
    refusePlace(configured, wish.roles.organization ?? null);
    await refuseGivingGroups(configured, wish.account.groups ?? [], options);
    if (hasRoles(wish.roles) || (wish.account.groups ?? []).length > 0)
      await options.own.refuseRaisingNew(options.actor.caller, configured.backend.id, wish.account);
    if (!hasRoles(wish.roles)) return wish.account;
    const table = await options.tables.get(configured.backend);
    const grants = assignmentsOfWish(configured, table, wish.roles, options.knownRoles);
    options.administratorGuard.refuse(configured, table, grants);
    if (configured.backend.roleWriter !== undefined)
      refuseCount(configured, configured.backend.roleWriter, grants.length);
    return { ...wish.account, grants };
  } catch (error) {
    if (error instanceof RolecallError) return error;
    throw error;
  }
};

/** A new account in a group that gives roles would have been given them. A group that there is not is for the backend to refuse. */
const refuseGivingGroups = async (
  configured: ConfiguredBackend,
  ids: readonly string[],
  { actor, tables, administratorGuard }: CheckOptions,
): Promise<void> => {
  if (ids.length === 0) return;
  const { backend } = configured;
  const table = await tables.get(backend);
  for (const group of (await backend.groups?.get(ids)) ?? []) {
    if (group instanceof Error) throw group;
    if (group === null) continue;
    refuseGiving(group, actor.caller);
    administratorGuard.refuse(configured, table, group.assignments);
  }
};

const hasRoles = ({ roles, nativeRoles }: RoleWish): boolean =>
  (roles?.length ?? 0) + (nativeRoles?.length ?? 0) > 0;

const refuseFields = (
  { backend }: ConfiguredBackend,
  { createFields, requiredFields }: AccountWriter,
  { account, roles }: AccountWish,
): void => {
  const given = [
    ...(Object.keys(account) as (keyof AccountWish['account'])[]).filter(
      (field) => account[field] !== undefined,
    ),
    ...(hasRoles(roles) ? (['grants'] as const) : []),
  ];
  const unknown = given.find((field) => !createFields.includes(field));
  if (unknown !== undefined)
    throw new RolecallError(
      'UNSUPPORTED',
      `Backend ${backend.id} takes no ${inWords(inputName(unknown))} at creation; it takes ${createFields.map((field) => inWords(inputName(field))).join(', ')}`,
      { path: [inputName(unknown)] },
    );
  const missing = requiredFields.find((field) => !given.includes(field));
  if (missing !== undefined)
    throw new RolecallError(
      'BAD_INPUT',
      `Backend ${backend.id} needs ${inWords(inputName(missing))} to create an account`,
      { path: [inputName(missing)] },
    );
};

/** What callers know a field of `NewAccount` by. */
const inputName = (field: keyof NewAccount): string => {
  if (field === 'grants') return 'roles';
  return field === 'directory' ? 'tenantId' : field;
};
