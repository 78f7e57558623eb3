/**
 * By how much the held value of a limit is its configured one: ten for limits that only warn. Whoever holds administrators' keys lets nothing
 * be without a bound.
 */
export const factorHeld = ({ warnOnly }: { readonly warnOnly: readonly string[] }, limit: string): number =>
  warnOnly.includes(limit) ? 10 : 1;
