/** Answers to requests that bore an idempotency key. The key itself is not kept: `id` is a digest of caller and key. */
export type AnswerReader = {
  find(id: string): Promise<KeptAnswer | null>;
};

export type KeptAnswer = {
  /** A keyed digest of the request, which tells whether another is the same. */
  readonly request: string;
  /** When it was first claimed: milliseconds since the epoch. */
  readonly claimedAt: number;
  /** By which requests, the first one first: each died over it but the last. */
  readonly requestIds: readonly string[];
  /** JSON; `null` while there is none. */
  readonly answer: string | null;
};

export type AnswerWriter = {
  /** Claims the id, in place of whatever was kept. */
  claim(id: string, claim: Omit<KeptAnswer, 'answer'>): Promise<void>;
  keep(id: string, answer: string): Promise<void>;
  release(id: string): Promise<void>;
  /** Forgets what was claimed before that instant. */
  forgetBefore(at: number): Promise<void>;
};
