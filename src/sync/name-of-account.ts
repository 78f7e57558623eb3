import type { Account } from '../domain/account.ts';

/** What people know an account by; `null` where the backend tells nothing but its id. */
export const nameOfAccount = ({
  displayName,
  email,
  userName,
}: Pick<Account, 'displayName' | 'email' | 'userName'>): string | null => displayName ?? email ?? userName;
