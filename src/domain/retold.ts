import { BackendError } from './errors.ts';

/** The same failure in other words, with what is known by now of whether the write had its effect. */
export const retold = (
  error: BackendError,
  message: string,
  { isUnsettled = error.isUnsettled }: { readonly isUnsettled?: boolean } = {},
): BackendError => {
  const { code, backend, operation, status, vendorCode, retryAfterMs, wasSent, inputPath } = error;
  return new BackendError(code, message, {
    backend,
    operation,
    status,
    vendorCode,
    retryAfterMs,
    wasSent,
    isUnsettled,
    cause: error,
    ...(inputPath === null ? {} : { path: inputPath }),
  });
};
