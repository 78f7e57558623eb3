/** Remembers the last answer for as long as it is asked of the same records: to sort 100,000 anew for each page would take most of a second. */
export const whileSame = <T, Answer>(
  compute: (records: readonly T[]) => Answer,
): ((records: readonly T[]) => Answer) => {
  let last: { readonly records: readonly T[]; readonly answer: Answer } | null = null;
  const isSame = (records: readonly T[], before: readonly T[]): boolean =>
    records.length === before.length && records.every((record, at) => record === before[at]);
  return (records) => {
    if (last === null || !isSame(records, last.records)) last = { records, answer: compute(records) };
    return last.answer;
  };
};
