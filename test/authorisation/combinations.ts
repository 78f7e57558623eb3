import { scopes as allScopes, type Scope } from '../../src/domain/caller.ts';

/** No scope, each alone, those that lead to different things together, and what people are given. */
export const combinations: readonly (readonly Scope[])[] = [
  [],
  ...allScopes.map((scope) => [scope]),
  ['read', 'tokens'],
  ['read', 'audit'],
  ['tokens', 'audit'],
  ['read', 'write', 'plan', 'apply', 'approve'],
  ['read', 'tokens', 'audit'],
];

/** Of a caller with these scopes. */
export const nameOf = (scopes: readonly Scope[]): string =>
  scopes.length === 0 ? 'nobody' : scopes.join('-');

export const callersOf = (all: readonly (readonly Scope[])[]) =>
  Object.fromEntries(all.map((scopes) => [nameOf(scopes), { scopes }]));
