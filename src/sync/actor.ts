import type { Caller } from '../domain/caller.ts';

/** On whose behalf something is done; `requestId` is `null` for what Rolecall does of itself, as after a restart. */
export type Actor = { readonly caller: Caller; readonly requestId: string | null };
