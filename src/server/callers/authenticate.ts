import type { Caller } from '../../domain/caller.ts';
import { bearerTokenOf } from './bearer.ts';

/** Who sends a request, by its Authorization header; `null` for nobody whom Rolecall knows. Rejects for nothing that a caller can send. */
export type Authenticate = (authorization: string | undefined) => Promise<Caller | null>;

/** Whose token this is; `null` where it is nobody's. */
export type FindCaller = (token: string) => Caller | null | Promise<Caller | null>;

/** Asks one after the other. */
export const inTurn =
  (finders: readonly FindCaller[]): Authenticate =>
  async (authorization) => {
    const token = bearerTokenOf(authorization);
    if (token === null) return null;
    for (const find of finders) {
      const caller = await find(token);
      if (caller !== null) return caller;
    }
    return null;
  };
