/** What must be there by now. */
export const required = <T>(value: T, name: string): NonNullable<T> => {
  if (value === undefined || value === null) throw new Error(`there is no ${name}`);
  return value;
};
