/** Every text within, but for names of types. */
export const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, one]) => (key === '__typename' ? [] : textsIn(one)))
    : [];
};

/** Whether the text stands in what was answered, alone or, where it is no common word, within a longer one. */
export const tells = (answered: unknown, text: string): boolean =>
  textsIn(answered).some((one) => one === text || (text.length > 8 && one.includes(text)));
