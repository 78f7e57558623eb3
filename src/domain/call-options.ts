/** Who gives up waiting for a call, how urgent it is, and who wants to know what became of it. */
export type CallOptions = {
  readonly signal?: AbortSignal | undefined;
  /** INTERACTIVE when not given: somebody waits for the answer. */
  readonly priority?: Priority | undefined;
  /** Asked before each call leaves; `false` where whoever waits has caused as many as they may. */
  readonly spend?: (() => boolean) | undefined;
  /** Told what the backend calls each request of the call that is no mere reading, where it tells: also one that it refused. */
  readonly onRequestId?: ((id: string) => void) | undefined;
};

/** What is BACKGROUND starts after all that is INTERACTIVE, but counts as such once it has waited for two seconds. */
export type Priority = 'INTERACTIVE' | 'BACKGROUND';
