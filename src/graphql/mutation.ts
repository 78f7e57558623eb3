import type { ConfiguredBackend } from '../backends/configured-backend.ts';
import { BackendError, RolecallError, retryAfterSeconds } from '../domain/errors.ts';
import { backendOf, type Context } from './context.ts';
import { brief, isRetryable } from './errors.ts';
import { mayHaveHappened, rereadInBackground } from './index/reread.ts';
import type { MutationErrorParent } from './parents.ts';
import type { AccountRefInput } from './resolver-types.ts';
import { createWitness } from './trail/witness.ts';
import { witnessed } from './trail/witnessed.ts';

/** The backend that a mutation writes to, and where in the input it is named: `backend` unless given. */
export type Target = {
  readonly backend: string;
  readonly path?: readonly string[];
  /** The native id of the account that it writes to, where that is one. */
  readonly accountId?: string;
};

/** Where the account of the input is. */
export const targetOf = ({ backend, nativeId }: AccountRefInput): Target => ({
  backend,
  path: ['account', 'backend'],
  accountId: nativeId,
});

/**
 * Runs a mutation on one backend and tells how it went. What the caller can mend or should show beside the form becomes the payload's
 * `errors`; anything else is thrown on. What is written is in the audit trail, before and afterwards. Whatever became of it, the rest of the
 * request reads the backend anew.
 */
export const mutate = async <Done extends object, Refused extends object>(
  context: Context,
  target: Target,
  attempt: (configured: ConfiguredBackend) => Promise<Done>,
  refused: (error: RolecallError) => Refused,
): Promise<(Done | Refused) & { readonly errors: readonly MutationErrorParent[] }> => {
  const { backend, path = ['backend'], accountId } = target;
  try {
    const witness = createWitness(context);
    const configured = witnessed(backendOf(context, backend, path), witness);
    try {
      const done = await (target.path === undefined
        ? inTurn(context, configured, attempt)
        : attempt(configured));
      await witness.end(null);
      return { errors: [], ...done };
    } catch (error) {
      await witness.end(error);
      throw error;
    } finally {
      context.loaders.forget(configured.backend);
    }
  } catch (error) {
    if (accountId !== undefined && mayHaveHappened(error))
      rereadInBackground(context, { backend, id: accountId });
    if (!isForPayload(error)) throw error;
    return {
      ...refused(error),
      errors: [toMutationError(error, context.backends.has(backend) ? target : { path, backend: null })],
    };
  }
};

/**
 * One at a time on a backend. What creates reads first whether there is one already, and what updates reads what to carry over: two at
 * once would each miss the other. Changes of one account, which name it, wait for each other in `sync`.
 */
const inTurn = <Done>(
  { accountLocks }: Context,
  configured: ConfiguredBackend,
  attempt: (configured: ConfiguredBackend) => Promise<Done>,
): Promise<Done> =>
  accountLocks.run({ backend: configured.backend.id, id: ' records' }, () => attempt(configured));

/** Whether the caller can mend it or should show it beside the form. */
export const isForPayload = (error: unknown): error is RolecallError =>
  error instanceof RolecallError && error.code !== 'INTERNAL' && error.code !== 'FORBIDDEN';

/** The `errors` of a payload of which nothing else is there. Throws on what is not for a payload. */
export const errorsOf = (error: unknown, backend: string | null = null): readonly MutationErrorParent[] => {
  if (!isForPayload(error)) throw error;
  return [toMutationError(error, { backend })];
};

/** An error as a payload tells it. `within` is where the part of the input is in which it lies. */
export const toMutationError = (
  error: RolecallError,
  target: { readonly backend: string | null; readonly path?: readonly string[] },
  within: readonly string[] = [],
): MutationErrorParent => ({
  code: error.code,
  message: brief(error.message),
  path: pathOf(error, target.path ?? ['backend'], within),
  backend: target.backend,
  retryable: isRetryable(error),
  retryAfter: retryAfterSeconds(error),
});

/** What the whole input says, of the backend or for all its parts, lies in none of them. Only the port speaks in words of its own. */
const pathOf = (
  error: RolecallError,
  pathOfBackend: readonly string[],
  within: readonly string[],
): readonly string[] | null => {
  const { inputPath } = error;
  if (inputPath?.length === 1 && inputPath[0] === 'backend') return pathOfBackend;
  if (inputPath?.[0] === 'allowEscalation') return inputPath;
  const names = error instanceof BackendError ? inputNames : {};
  const path = [...within, ...(inputPath ?? []).map((name) => names[name] ?? name)];
  return inputPath === null && within.length === 0 ? null : path;
};

/** What the schema calls what the port calls otherwise. */
const inputNames: Readonly<Record<string, string | undefined>> = {
  id: 'nativeId',
  grants: 'roles',
  directory: 'tenantId',
  parentId: 'parent',
  organizationId: 'organization',
  nativeRoleIds: 'nativeRoles',
};
