/** Requests of callers, held against one number. */
export type Count = {
  /** How many are within the limit, in the limit's own unit. */
  readonly value: number;
  /** What one more request of the caller would be; `null` where it is within the limit. Counts nothing. */
  overrunOf(caller: string): { readonly retryAfterMs: number } | null;
  /** A request has come in, be it within the limit or not. */
  enter(caller: string): void;
  /** A request that came in has ended. */
  leave(caller: string): void;
};
