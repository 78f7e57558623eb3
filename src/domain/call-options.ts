/** Who gives up waiting for a call, and how urgent it is. */
export type CallOptions = {
  readonly signal?: AbortSignal | undefined;
  /** INTERACTIVE when not given: somebody waits for the answer. */
  readonly priority?: Priority | undefined;
};

/** What is BACKGROUND starts after all that is INTERACTIVE, but counts as such once it has waited for two seconds. */
export type Priority = 'INTERACTIVE' | 'BACKGROUND';
