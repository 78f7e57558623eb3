/** Requests of callers, held against one number. */
export type Count = {
  /** How many are within the limit, in the limit's own unit. */
  readonly value: number;
  /** After how many whole milliseconds one more request of the caller is within the limit; `null` where it is now. Counts nothing. */
  overrunOf(caller: string): { readonly retryAfterMs: number } | null;
  /** A request has come in, be it within the limit or not. */
  enter(caller: string): void;
  /** A request that came in has ended. */
  leave(caller: string): void;
};
