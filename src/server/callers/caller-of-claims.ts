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
 * Who a proven token is of; `null` where its claims are of another shape, since then nobody knows what was meant. Whom it gives no scope may do
 * nothing, and whom it names no backend sees none.
 */
export const callerOfClaims = (
  claims: Readonly<Record<string, unknown>>,
  names: ClaimNames,
): Caller | null => {
  const name = nameOf(claim(claims, names.nameClaim));
  const granted = scopesOf(claim(claims, names.scopesClaim), names.scopesPrefix);
  const backends = names.backendsClaim === undefined ? null : stringsOf(claim(claims, names.backendsClaim));
  const accounts = names.accountsClaim === undefined ? [] : accountsOf(claim(claims, names.accountsClaim));
  if (name === null || granted === null || backends === 'MALFORMED' || accounts === null) return null;
  return {
    name: `jwt:${name}`,
    scopes: granted,
    backends: backends === null ? null : new Set(backends),
    accounts,
  };
};

/** Claims are named by the configuration, which may name what every object has. */
const claim = (claims: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(claims, name) ? claims[name] : undefined;

/** What can stand in a line of a log and in a row of the audit trail. */
const nameOf = (value: unknown): string | null =>
  typeof value === 'string' && value.length <= 255 && /^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(value) ? value : null;

const scopesOf = (value: unknown, prefix: string): ReadonlySet<Scope> | null => {
  const told = typeof value === 'string' ? value.split(' ') : stringsOf(value);
  if (told === 'MALFORMED') return null;
  return new Set(
    told
      .filter((scope) => scope.startsWith(prefix))
      .map((scope) => scope.slice(prefix.length))
      .filter(isScope),
  );
};

const isScope = (text: string): text is Scope => scopes.some((scope) => scope === text);

const stringsOf = (value: unknown = []): readonly string[] | 'MALFORMED' =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string') ? value : 'MALFORMED';

const accountsOf = (value: unknown = []): readonly AccountRef[] | null =>
  Array.isArray(value) && value.every(isAccount) ? value.map(({ backend, id }) => ({ backend, id })) : null;

const isAccount = (value: unknown): value is AccountRef =>
  typeof value === 'object' &&
  value !== null &&
  'backend' in value &&
  'id' in value &&
  typeof value.backend === 'string' &&
  typeof value.id === 'string';
