import type { Caller } from '../../domain/caller.ts';

/** Who sends a request, by its Authorization header; `null` for nobody whom Rolecall knows. Rejects for nothing that a caller can send. */
export type Authenticate = (authorization: string | undefined) => Promise<Caller | null>;
