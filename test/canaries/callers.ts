import { kinds } from './backends.ts';
import { canary } from './canary.ts';
import type { NamedSecret } from './find.ts';

/** Callers besides those of each backend, with their rights in YAML. */
export const callers = {
  ops: { token: canary('token of ops', '+/~-'), rights: 'scopes: [admin]' },
  helpdesk: {
    token: canary('token of helpdesk', '~.+_'),
    rights: `scopes: [read], backends: [${kinds.map((kind) => `${kind}-healthy`).join(', ')}]`,
  },
  elsewhere: {
    token: canary('token of elsewhere', '-/+~'),
    rights: 'scopes: [admin], backends: [vpn-healthy]',
  },
} as const satisfies Readonly<Record<string, { readonly token: NamedSecret; readonly rights: string }>>;
