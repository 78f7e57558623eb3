/**
 * How sure it is that an account belongs to its user. LINKED: confirmed, or equal verified addresses. SUGGESTED: probable, by evidence that
 * its owner could have made up. DISPUTED: several could be it, or it could be several. DENIED: somebody said that it is not. UNLINKED: nothing
 * speaks for any.
 */
export type LinkState = 'LINKED' | 'SUGGESTED' | 'DISPUTED' | 'UNLINKED' | 'DENIED';

/** What speaks for two accounts being one user's, the strongest first. */
export type LinkRule = 'CONFIRMED' | 'VERIFIED_EMAIL' | 'EXTERNAL_ID' | 'EMAIL' | 'USER_NAME';

/** In the form in which two are compared; `null` where the account has none. */
export type LinkKeys = {
  /** What a directory or identity provider outside calls it. */
  readonly externalId: string | null;
  readonly email: string | null;
  readonly userName: string | null;
};

/** What somebody said of two accounts: that they are one user's, or that they are not. */
export type LinkDecision = {
  /** Keys of the two in the store, the smaller first. */
  readonly accounts: readonly [number, number];
  readonly verdict: 'CONFIRMED' | 'DENIED';
  /** In the words of whoever decided. */
  readonly reason: string;
  /** The caller who decided. */
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
};
