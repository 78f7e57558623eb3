import type { AccountRef } from '../domain/account.ts';
import type { OutsideChange } from '../domain/outside-change.ts';

/** What others changed on the backends, as observations told. */
export type OutsideReader = {
  /** Newest first, those with a smaller id than `before`. At most `mostAtOnce`. */
  list(query: OutsideQuery): Promise<readonly OutsideChange[]>;
};

export type OutsideQuery = {
  readonly backends: readonly string[];
  readonly account?: AccountRef | undefined;
  readonly since?: number | undefined;
  readonly before?: number | undefined;
  readonly first: number;
};

export type OutsideWriter = {
  record(changes: readonly Omit<OutsideChange, 'id'>[]): Promise<void>;
  /** Forgets what was seen before that instant. */
  forgetBefore(at: number): Promise<void>;
};
