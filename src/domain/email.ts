/**
 * An address in the form in which two are compared; `null` where the text is no address that could stand for a person.
 *
 * Case is folded in both parts (no system here tells `A@x` from `a@x`) and Unicode is composed (NFC). Nothing is trimmed, no dots or
 * tags are dropped and no look-alikes are mapped: a wrong link gives someone else's roles away, a missing one is only a nuisance. Half a
 * surrogate pair is no character: whatever writes such text puts the same sign in the place of any.
 */
export const foldEmail = (address: string): string | null => {
  if (!address.isWellFormed()) return null;
  const folded = address.normalize('NFC').toLowerCase();
  const [local, domain, ...more] = folded.split('@');
  if (!local || !domain || more.length > 0 || /[\s\p{Cc}\p{Cf}]/u.test(folded)) return null;
  return folded;
};

/** Whether both are addresses and equal after folding. */
export const isSameEmail = (one: string, other: string): boolean => {
  const folded = foldEmail(one);
  return folded !== null && folded === foldEmail(other);
};
