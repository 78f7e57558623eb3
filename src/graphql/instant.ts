/** Milliseconds since the epoch as the API tells them: ISO 8601, UTC. */
export const toInstant = (ms: number): string => new Date(ms).toISOString();

/** The same of what may not be. */
export const toInstantOrNull = (ms: number | null): string | null => (ms === null ? null : toInstant(ms));
