import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { BackendError, RolecallError } from '../domain/errors.ts';
import type { MutationErrorParent } from './parents.ts';

/** The error as a caller sees it: a sentence, its place, its code, the backend and whether to try again. What nobody foresaw is INTERNAL and tells nothing. */
export const formatError = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
  const cause = unwrapResolverError(error);
  const place = {
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
  };
  if (cause instanceof RolecallError)
    return { message: cause.message, ...place, extensions: extensionsOf(cause) };
  if (isFaultOfDocument(error))
    return {
      message: formatted.message,
      ...place,
      extensions: { code: 'BAD_INPUT', backend: null, retryable: false },
    };
  return {
    message: 'Something went wrong inside Rolecall; the request id finds it in the log',
    ...place,
    extensions: { code: 'INTERNAL', backend: null, retryable: false },
  };
};

/** Whether nobody foresaw it, so that someone has to look at it. */
export const isUnforeseen = (error: unknown): boolean =>
  !(unwrapResolverError(error) instanceof RolecallError) && !isFaultOfDocument(error);

const extensionsOf = (error: RolecallError) => ({
  code: error.code,
  backend: error instanceof BackendError ? error.backend : null,
  retryable: error instanceof BackendError && error.retryable,
  ...(error instanceof BackendError && error.retryAfterMs !== null
    ? { retryAfterMs: error.retryAfterMs }
    : {}),
});

const isFaultOfDocument = (error: unknown): boolean =>
  error instanceof GraphQLError && faultsOfDocument.has(String(error.extensions.code));

/** Apollo's codes for syntax, validation, variables and the choice of an operation. What a resolver throws unforeseen is none of them. */
const faultsOfDocument: ReadonlySet<string> = new Set<string>([
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.BAD_USER_INPUT,
  ApolloServerErrorCode.BAD_REQUEST,
  ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE,
  ApolloServerErrorCode.PERSISTED_QUERY_NOT_FOUND,
  ApolloServerErrorCode.PERSISTED_QUERY_NOT_SUPPORTED,
]);

/** Runs a mutation. What the caller can mend or should show beside the form becomes the payload's `errors`; anything else is thrown on. */
export const settle = async <Done extends object, Refused extends object>(
  attempt: () => Promise<Done>,
  refused: (error: RolecallError) => Refused,
): Promise<(Done | Refused) & { readonly errors: readonly MutationErrorParent[] }> => {
  try {
    return { ...(await attempt()), errors: [] };
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
