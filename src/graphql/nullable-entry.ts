/** An entry of a list, which settles alone, to a value or to `null`: the generated types know no promise of `null` there. */
export const nullableEntry = <T>(entry: Promise<T | null>): Promise<T> => entry as Promise<T>;
