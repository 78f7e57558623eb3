export type WarnOnly = {
  /** Names of limits that are told of in the log, and held at ten times as much. */
  readonly warnOnly: readonly string[];
};

/** What is held of a limit, in the limit's own unit: ten times as much of one that only warns. */
export const heldLimit = <Name extends string>(
  limits: WarnOnly & { readonly [Limit in Name]: number },
  name: Name,
): number => limits[name] * factorHeld(limits, name);

/** Whoever holds administrators' keys lets nothing be without a bound. */
export const factorHeld = ({ warnOnly }: WarnOnly, limit: string): number =>
  warnOnly.includes(limit) ? 10 : 1;
