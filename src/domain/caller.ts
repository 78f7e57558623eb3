import type { AccountRef } from './account.ts';

/** What a caller may do. `admin` holds all the others. */
export type Scope = 'read' | 'write' | 'plan' | 'apply' | 'approve' | 'tokens' | 'audit' | 'schema' | 'admin';

export const scopes: readonly Scope[] = [
  'read',
  'write',
  'plan',
  'apply',
  'approve',
  'tokens',
  'audit',
  'schema',
  'admin',
];

/** Who calls Rolecall. */
export type Caller = {
  readonly name: string;
  readonly scopes: ReadonlySet<Scope>;
  /** The backends that the caller may see; `null` for all. Any other is, to this caller, not there. */
  readonly backends: ReadonlySet<string> | null;
  /** Those that are known to be the caller's own, which the caller may not raise. */
  readonly accounts: readonly AccountRef[];
};

export const hasScope = (caller: Caller, scope: Scope): boolean =>
  caller.scopes.has(scope) || caller.scopes.has('admin');

export const maySee = (caller: Caller, backend: string): boolean =>
  caller.backends === null || caller.backends.has(backend);
