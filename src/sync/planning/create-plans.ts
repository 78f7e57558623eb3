// Placeholder until planning lands; overwrite.
export const createPlans = (_deps: unknown): any => ({ restore: async () => {}, stop: async () => {} });
