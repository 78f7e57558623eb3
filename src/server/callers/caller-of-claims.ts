import { errors } from 'jose';
import type { AccountRef } from '../../domain/account.ts';
import { type Caller, type Scope, scopes } from '../../domain/caller.ts';

/** Which claims tell what of a caller. */
export type ClaimNames = {
  readonly nameClaim: string;
  readonly scopesClaim: string;
  /** Only scopes that begin so count, without it. */
  readonly scopesPrefix: string;
  /** Not given = whoever has a token may see every backend. */
  readonly backendsClaim?: string | undefined;
  readonly accountsClaim?: string | undefined;
};

/**
 * Who a proven token is of. Whom it gives no scope may do nothing, and whom it names no backend sees none. Throws where a claim is of another
 * shape, since then nobody knows what was meant.
 */
export const callerOfClaims = (
  claims: Readonly<Record<string, unknown>>,
  { nameClaim, scopesClaim, scopesPrefix, backendsClaim, accountsClaim }: ClaimNames,
): Caller => {
  const read = <Value>(claim: string, toValue: (told: unknown) => Value | null): Value => {
    // Claims are named by the configuration, which may name what every object has.
    const value = toValue(Object.hasOwn(claims, claim) ? claims[claim] : undefined);
    if (value === null) throw new errors.JWTInvalid(`"${claim}" is missing or of another shape`);
    return value;
  };
  return {
    name: `jwt:${read(nameClaim, nameOf)}`,
    scopes: read(scopesClaim, (told) => scopesOf(told, scopesPrefix)),
    backends: backendsClaim === undefined ? null : new Set(read(backendsClaim, stringsOf)),
    accounts: accountsClaim === undefined ? [] : read(accountsClaim, accountsOf),
  };
};

/** What can stand in a line of a log and in a row of the audit trail. */
const nameOf = (value: unknown): string | null =>
  typeof value === 'string' && value.length <= 255 && /^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(value) ? value : null;

const scopesOf = (value: unknown, prefix: string): ReadonlySet<Scope> | null => {
  const told = typeof value === 'string' ? value.split(' ') : stringsOf(value);
  if (told === null) return null;
  return new Set(
    told
      .filter((scope) => scope.startsWith(prefix))
      .map((scope) => scope.slice(prefix.length))
      .filter(isScope),
  );
};

const isScope = (text: string): text is Scope => scopes.some((scope) => scope === text);

const stringsOf = (value: unknown = []): readonly string[] | null =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string') ? value : null;

const accountsOf = (value: unknown = []): readonly AccountRef[] | null =>
  Array.isArray(value) && value.every(isAccount) ? value.map(({ backend, id }) => ({ backend, id })) : null;

const isAccount = (value: unknown): value is AccountRef =>
  typeof value === 'object' &&
  value !== null &&
  'backend' in value &&
  'id' in value &&
  typeof value.backend === 'string' &&
  typeof value.id === 'string';
