/** For options that may be given several times, whose values may hold a comma. */
export const several = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];

/** The same of backends, whose ids hold none: several may stand between commas, and each counts once. */
export const severalBackends = (value: string, before: readonly string[] = []): readonly string[] => [
  ...new Set([...before, ...value.split(',').filter((id) => id !== '')]),
];
