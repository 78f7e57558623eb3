import { legible } from './legible.ts';

/** Why something was refused or failed. Callers switch on it; sentences may change, codes do not. */
export type ErrorCode =
  | 'BAD_INPUT'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  /** This backend cannot do it, ever. */
  | 'UNSUPPORTED'
  | 'FORBIDDEN'
  | 'UNAUTHENTICATED'
  | 'WRITES_DISABLED'
  | 'PROTECTED'
  /** Inherited or external; the sentence names the group or the directory. */
  | 'IMMUTABLE'
  | 'ROLE_MISSING'
  | 'NOT_EXPRESSIBLE'
  | 'ORGANIZATION_REQUIRED'
  | 'ACCOUNT_AMBIGUOUS'
  | 'USER_AMBIGUOUS'
  | 'LINK_NOT_CONFIRMED'
  | 'LAST_ADMIN'
  | 'GUARD_BLOCKED'
  | 'PLAN_STALE'
  | 'PLAN_EXPIRED'
  | 'DIGEST_MISMATCH'
  /** This account moved while it was being changed. */
  | 'CONFLICT'
  | 'IDEMPOTENCY_MISMATCH'
  | 'IN_FLIGHT'
  | 'COST_EXCEEDED'
  | 'RATE_LIMITED'
  | 'UPSTREAM_TIMEOUT'
  | 'UPSTREAM_UNAVAILABLE'
  /** The backend refused Rolecall's own credentials. */
  | 'UPSTREAM_REFUSED'
  /** A 4xx other than those above; `vendorCode` is the backend's own code. */
  | 'UPSTREAM_REJECTED'
  /** An answer of unknown shape. */
  | 'UPSTREAM_INVALID'
  /** A list that could not be read to its end. */
  | 'UPSTREAM_INCOMPLETE'
  /** The backend refused Rolecall's credentials or failed too often of late, and is left alone until its next probe. */
  | 'QUARANTINED'
  | 'STORE_UNAVAILABLE'
  | 'INTERNAL';

/** Something a caller can act on. The message names what was expected and what came, never holds a secret, and reads as it is written. */
export class RolecallError extends Error {
  override readonly name: string = 'RolecallError';
  readonly code: ErrorCode;
  /**
   * Where in the input the fault lies, outermost first; `null` where it lies in no one place. Not `path`: graphql-js would take that for the
   * place in the answer.
   */
  readonly inputPath: readonly string[] | null;

  constructor(code: ErrorCode, message: string, options: { path?: readonly string[]; cause?: unknown } = {}) {
    super(legible(message), { cause: options.cause });
    this.code = code;
    this.inputPath = options.path ?? null;
  }
}

/** A failure on the way to, at, or from one backend. Never holds what the backend said beyond its own short code. */
export class BackendError extends RolecallError {
  override readonly name = 'BackendError';
  readonly backend: string;
  /** The vendor's name of the call, such as `Users_List`; `null` where it concerns no one call. */
  readonly operation: string | null;
  /** Whether the same call may succeed later without anyone mending anything. */
  readonly retryable: boolean;
  /** Whether anything of the call may have reached the backend; `false` only where that is certain. */
  readonly wasSent: boolean;
  /** Whether the call may have had its effect all the same: only reading tells. */
  readonly isUnsettled: boolean;
  /** The HTTP status that came, where it speaks of the call; `null` where none came or what came with it was not to be read. */
  readonly status: number | null;
  /** The backend's own error code, such as `NotFound`; `null` where it gave none. */
  readonly vendorCode: string | null;
  /** Milliseconds until a retry is worth a try: what the backend asked for, or when Rolecall asks it again; `null` where nobody can tell. */
  readonly retryAfterMs: number | null;

  constructor(
    code: ErrorCode,
    message: string,
    details: {
      backend: string;
      operation?: string | null;
      status?: number | null;
      vendorCode?: string | null;
      retryAfterMs?: number | null;
      wasSent?: boolean;
      /** The code tells when not given. */
      isUnsettled?: boolean;
      path?: readonly string[];
      cause?: unknown;
    },
  ) {
    super(code, message, details);
    this.backend = details.backend;
    this.operation = details.operation ?? null;
    this.retryable = retryableCodes.has(code);
    this.wasSent = details.wasSent ?? true;
    this.isUnsettled = details.isUnsettled ?? (this.wasSent && unsettledCodes.has(code));
    this.status = details.status ?? null;
    this.vendorCode = details.vendorCode ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}

/** Whole seconds until a retry is worth a try, as Retry-After counts them (RFC 9110, 10.2.3); `null` where nobody can tell. */
export const retryAfterSeconds = (error: RolecallError): number | null =>
  error instanceof BackendError && error.retryAfterMs !== null ? Math.ceil(error.retryAfterMs / 1000) : null;

const retryableCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'RATE_LIMITED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_INCOMPLETE',
  'QUARANTINED',
]);

const unsettledCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_INVALID',
]);
