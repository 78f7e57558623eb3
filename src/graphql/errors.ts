import { ApolloServerErrorCode } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { BackendError, RolecallError, retryAfterSeconds } from '../domain/errors.ts';
import { withoutValues } from './without-values.ts';

/**
 * The error as a caller sees it: a sentence, its place, its code, the backend and whether to try again. What nobody foresaw is INTERNAL and tells
 * nothing.
 */
export const formatError = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
  const cause = causeOf(error);
  const place = {
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
  };
  if (cause instanceof RolecallError)
    return { message: brief(cause.message), ...place, extensions: extensionsOf(cause) };
  if (isFaultOfDocument(error))
    return {
      message: brief(withoutValues(error), 500),
      ...place,
      extensions: { code: 'BAD_INPUT', backend: null, retryable: false },
    };
  return {
    message: unforeseen,
    ...place,
    extensions: { code: 'INTERNAL', backend: null, retryable: false },
  };
};

/** A message as callers are told it: ours may list candidates, those of graphql-js repeat what came. */
export const brief = (sentence: string, longest = 2000): string =>
  sentence.length <= longest ? sentence : `${sentence.slice(0, longest).toWellFormed()}…`;

/** All that a caller is told of an error that nobody foresaw. */
export const unforeseen = 'Something went wrong inside Rolecall; the request id finds it in the log';

/** Whether nobody foresaw it, so that someone has to look at it. */
export const isUnforeseen = (error: unknown): boolean =>
  !(causeOf(error) instanceof RolecallError) && !isFaultOfDocument(error);

/** Whether the same request may succeed later without anyone mending anything. */
export const isRetryable = (error: RolecallError): boolean =>
  error instanceof BackendError
    ? error.retryable
    : error.code === 'IN_FLIGHT' || error.code === 'RATE_LIMITED';

const extensionsOf = (error: RolecallError) => {
  const retryAfter = retryAfterSeconds(error);
  return {
    code: error.code,
    backend: error instanceof BackendError ? error.backend : null,
    retryable: isRetryable(error),
    ...(retryAfter === null ? {} : { retryAfter }),
  };
};

/** What was thrown, by a resolver or by a plugin. Apollo's `unwrapResolverError` knows resolvers only. */
const causeOf = (error: unknown): unknown =>
  error instanceof GraphQLError && error.originalError !== undefined ? error.originalError : error;

/** Whether the document or its variables are at fault, in the words of graphql-js. */
export const isFaultOfDocument = (error: unknown): error is GraphQLError =>
  error instanceof GraphQLError &&
  (faultsOfDocument.has(String(error.extensions.code)) ||
    isFaultOfArgument(causeOf(error)) ||
    error.message.startsWith(tooManyFaults));

/** With which graphql-js ends a long list of faults of variables. Apollo gives it no code, and it points nowhere. */
const tooManyFaults = 'Too many errors processing variables';

/**
 * Some wrong arguments show only while a field is resolved, as a null from a variable. Then graphql-js points at the argument, and no resolver
 * ran.
 */
const isFaultOfArgument = (cause: unknown): boolean =>
  cause instanceof GraphQLError &&
  cause.path === undefined &&
  cause.nodes?.every(({ kind }) => kind !== Kind.FIELD) === true;

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
