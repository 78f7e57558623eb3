/** Members that hold what nobody may read later, in inputs and in answers of mutations. */
const secretMembers: ReadonlySet<string> = new Set(['password', 'secret']);

/** The same value with `instead` in place of every secret that is given. The one place that knows which members are secret. */
export const withoutSecrets = (value: unknown, instead: string | null): unknown => {
  if (Array.isArray(value)) return value.map((one) => withoutSecrets(one, instead));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      secretMembers.has(name) && member != null ? instead : withoutSecrets(member, instead),
    ]),
  );
};
