import type { Assignment } from '../domain/assignment.ts';
import { RolecallError } from '../domain/errors.ts';
import type { Role } from '../domain/role.ts';
import type { Run } from '../domain/run.ts';
import { editRoles, type RoleEditResult, type RoleRequest } from '../sync/direct/edit-roles.ts';
import { editUserRoles } from '../sync/direct/edit-user-roles.ts';
import { NotExpressible } from '../sync/role-refusals.ts';
import { backendOf, type Context, rolesNamed, writeDeps } from './context.ts';
import { errorsOf, mutate, targetOf, toMutationError } from './mutation.ts';
import type { AccountParent, AssignmentParent, MutationErrorParent } from './parents.ts';
import type { AccountRefInput, UserBy } from './resolver-types.ts';
import { userToChange } from './users/user-to-change.ts';

/** Whose roles a mutation changes, as the input names them. */
type Target = {
  readonly account?: AccountRefInput | null | undefined;
  readonly user?: UserBy | null | undefined;
  readonly backends?: readonly string[] | null | undefined;
};

/** Changes the roles of an account, or of a user on every LINKED account. `toRequest` throws what is wrong with the input. */
export const editRolesOf = (context: Context, target: Target, toRequest: () => RoleRequest) => {
  const { account, user, backends } = target;
  if (user != null && account == null) return editUser(context, user, backends, toRequest);
  if (account == null || user != null)
    return badInput(`expected account or user, got ${account == null ? 'neither' : 'both'}`, 'account');
  if (backends != null)
    return badInput('expected backends beside user only: an account lies on one', 'backends');
  return editAccount(context, account, toRequest);
};

const badInput = (message: string, field: string): Promise<Payload> =>
  Promise.resolve(refused(new RolecallError('BAD_INPUT', message, { path: [field] })));

const editAccount = (context: Context, account: AccountRefInput, toRequest: () => RoleRequest) =>
  mutate(
    context,
    targetOf(account),
    async (configured) => {
      const result = await editRoles(configured, account.nativeId, toRequest(), writeDeps(context));
      const kept = await keep(context, result);
      return { ...toLists(context, [result]), account: kept, run: result.run };
    },
    (error) => ({
      ...nothing,
      notExpressible: error instanceof NotExpressible ? error.roles : [],
    }),
  );

const editUser = async (
  context: Context,
  user: UserBy,
  backends: Target['backends'],
  toRequest: () => RoleRequest,
) => {
  try {
    const asked = (backends ?? [...context.backends.keys()]).map((id, at) =>
      backendOf(context, id, ['backends', String(at)]),
    );
    const userId = await userToChange(context, user);
    const { run, accounts } = await editUserRoles(userId, asked, toRequest(), {
      ...writeDeps(context),
      runs: context.runs,
      accounts: context.index.accounts,
    });
    const results = accounts.flatMap(({ result }) => (result === null ? [] : [result]));
    for (const result of results) await keep(context, result);
    const errors = accounts.flatMap(({ backend, error }) =>
      error === null ? [] : [toMutationError(error, { backend, path: ['user'] })],
    );
    const notExpressible = accounts.flatMap(({ error }) =>
      error instanceof NotExpressible ? error.roles : [],
    );
    return {
      ...toLists(context, results),
      account: null,
      run,
      notExpressible: [...new Set(notExpressible)],
      errors,
    };
  } catch (error) {
    return refused(error);
  }
};

type Payload = {
  readonly granted: readonly AssignmentParent[];
  readonly revoked: readonly AssignmentParent[];
  readonly alreadyHeld: readonly AssignmentParent[];
  readonly stillNeeded: readonly AssignmentParent[];
  readonly displaced: readonly Role[];
  readonly account: AccountParent | null;
  readonly run: Run | null;
  readonly notExpressible: readonly string[];
  readonly errors: readonly MutationErrorParent[];
};

/** Throws as `errorsOf`. */
const refused = (error: unknown): Payload => ({ ...nothing, errors: errorsOf(error) });

const nothing = {
  account: null,
  run: null,
  granted: [],
  revoked: [],
  displaced: [],
  alreadyHeld: [],
  stillNeeded: [],
  notExpressible: [],
} as const;

const toLists = (context: Context, results: readonly RoleEditResult[]) => {
  const toParents = (tell: (result: RoleEditResult) => readonly Assignment[]): readonly AssignmentParent[] =>
    results.flatMap((result) =>
      tell(result).map((assignment) => ({
        backend: result.account.ref.backend,
        assignment,
        account: result.account,
      })),
    );
  const displaced = new Set(results.flatMap((result) => result.displaced));
  return {
    granted: toParents(({ granted }) => granted),
    revoked: toParents(({ revoked }) => revoked),
    alreadyHeld: toParents(({ alreadyHeld }) => alreadyHeld),
    stillNeeded: toParents(({ stillNeeded }) => stillNeeded),
    displaced: rolesNamed(context, [...displaced]),
    notExpressible: [],
  };
};

const keep = async (context: Context, { account }: RoleEditResult): Promise<AccountParent | null> => {
  const { backend } = backendOf(context, account.ref.backend);
  const [kept] = await context.writeThrough.keepWritten(backend, [account], { isAttributed: true });
  return kept ?? null;
};
