import type { BackendId } from '../gateway.ts';

/** The field that asks one backend for accounts, under an alias. */
export const accountsOf = (backend: BackendId): string =>
  `${backend}: accounts(first: 20, filter: { backend: "${backend}" }) { nodes { nativeId email } }`;
