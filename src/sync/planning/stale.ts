// Placeholder until planning lands; overwrite.
export const refuseStale = async (_plan: unknown, _deps: unknown): Promise<void> => {};
