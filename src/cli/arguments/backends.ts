/** For options that name backends: several times, or several between commas, which no id of a backend holds. Each counts once. */
export const backends = (text: string, before: readonly string[] = []): readonly string[] => [
  ...new Set([...before, ...text.split(',').filter((id) => id !== '')]),
];
