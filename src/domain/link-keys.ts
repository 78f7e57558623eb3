import type { Account } from './account.ts';
import { foldEmail } from './email.ts';
import type { LinkKeys } from './link.ts';

/**
 * By what an account may be found to be someone's. The outside name is compared as it is, the address as `foldEmail` folds it, the user
 * name without regard to case and to how Unicode composes it. What is empty, no text that can be kept, or no address, is none.
 */
export const linkKeysOf = ({
  externalId,
  email,
  userName,
}: Pick<Account, 'externalId' | 'email' | 'userName'>): LinkKeys => ({
  externalId: kept(externalId),
  email: email === null ? null : foldEmail(email),
  userName: kept(userName?.normalize('NFC').toLowerCase()),
});

/** A store could not tell two texts apart that differ in half a surrogate pair. */
const kept = (text: string | null | undefined): string | null => (text?.isWellFormed() ? text : null) || null;
