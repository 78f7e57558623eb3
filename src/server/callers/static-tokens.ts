import { timingSafeEqual } from 'node:crypto';
import type { AccountRef } from '../../domain/account.ts';
import { digestOfToken } from '../../domain/bearer-token.ts';
import type { Caller, Scope } from '../../domain/caller.ts';
import type { FindCaller } from './authenticate.ts';

/** A caller whose token was agreed on beforehand. */
export type CallerToken = {
  readonly name: string;
  /** Its digest: the token itself is not kept. */
  readonly token: Buffer;
  readonly scopes: readonly Scope[];
  /** Not given = all. */
  readonly backends?: readonly string[] | undefined;
  /** Those of whoever holds it; none when not given. */
  readonly accounts?: readonly AccountRef[] | undefined;
};

/** Callers by tokens that were agreed on beforehand. Digests are compared, all of them each time, so that timing tells nothing about a token. */
export const findByStaticToken = (tokens: readonly CallerToken[]): FindCaller => {
  const callers = tokens.map(({ name, token, scopes, backends, accounts = [] }) => ({
    digest: token,
    caller: {
      name,
      scopes: new Set(scopes),
      backends: backends === undefined ? null : new Set(backends),
      accounts,
    } satisfies Caller,
  }));
  return (token) => {
    const digest = digestOfToken(token);
    return callers.filter((known) => timingSafeEqual(known.digest, digest))[0]?.caller ?? null;
  };
};
