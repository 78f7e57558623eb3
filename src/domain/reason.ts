import { RolecallError } from './errors.ts';

/** Why something is wanted, in the caller's words. Throws BAD_INPUT where there are none, or too many. */
export const requiredReason = (reason: string): string => {
  const words = reason.trim();
  if (words.length >= 1 && words.length <= longestReason) return words;
  throw new RolecallError(
    'BAD_INPUT',
    `expected a reason of 1 to ${longestReason} characters, got ${words.length}`,
    { path: ['reason'] },
  );
};

/** The same where it may be missing. */
export const reasonOf = (reason: string | null | undefined): string | null =>
  reason == null || reason.trim() === '' ? null : requiredReason(reason);

const longestReason = 500;
