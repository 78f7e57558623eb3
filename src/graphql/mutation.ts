import type { ConfiguredBackend } from '../backends/backend.ts';
import { BackendError, RolecallError } from '../domain/errors.ts';
import { backendOf, type Context } from './context.ts';
import type { MutationErrorParent } from './parents.ts';

/** The backend that a mutation writes to, and where in the input it is named: `backend` unless given. */
export type Target = { readonly backend: string; readonly path?: readonly string[] };

/** Where the account of the input is. */
export const targetOf = ({ backend }: { readonly backend: string }): Target => ({
  backend,
  path: ['account', 'backend'],
});

/**
 * Runs a mutation on one backend and tells how it went. What the caller can mend or should show beside the form becomes the payload's
 * `errors`; anything else is thrown on. Whatever became of it, the rest of the request reads the backend anew.
 */
export const mutate = async <Done extends object, Refused extends object>(
  context: Context,
  { backend, path = ['backend'] }: Target,
  attempt: (configured: ConfiguredBackend) => Promise<Done>,
  refused: (error: RolecallError) => Refused,
): Promise<(Done | Refused) & { readonly errors: readonly MutationErrorParent[] }> => {
  try {
    const configured = backendOf(context, backend, path);
    try {
      return { ...(await attempt(configured)), errors: [] };
    } finally {
      context.loaders.forget(configured.backend);
    }
  } catch (error) {
    if (!(error instanceof RolecallError) || error.code === 'INTERNAL' || error.code === 'FORBIDDEN')
      throw error;
    return { ...refused(error), errors: [toMutationError(error)] };
  }
};

export const toMutationError = (error: RolecallError): MutationErrorParent => ({
  code: error.code,
  message: error.message,
  path: error.inputPath?.map((name) => inputNames[name] ?? name) ?? null,
  backend: error instanceof BackendError ? error.backend : null,
  retryable: error instanceof BackendError && error.retryable,
});

/** What the schema calls what the port calls otherwise. */
const inputNames: Readonly<Record<string, string>> = {
  id: 'nativeId',
  grants: 'roles',
  directory: 'tenantId',
  parentId: 'parent',
  organizationId: 'organization',
  nativeRoleIds: 'nativeRoles',
};
