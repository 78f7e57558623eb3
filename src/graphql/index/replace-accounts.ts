import type { Account } from '../../domain/account.ts';
import type { AccountParent } from '../parents.ts';

/** The answers with each account among them as it was kept, and all others as they are, in the same order. */
export const replaceAccounts = async <Other extends Error | null>(
  answers: readonly (Account | Other)[],
  keep: (accounts: readonly Account[]) => Promise<readonly AccountParent[]>,
): Promise<readonly (AccountParent | Other)[]> => {
  const accounts = answers.filter(isAccount);
  const kept = await keep(accounts);
  if (kept.length !== accounts.length)
    throw new Error(`expected ${accounts.length} accounts to be kept, got ${kept.length}`);
  const next = kept.values();
  // As many are kept as there are accounts among the answers.
  return answers.map((answer) => (isAccount(answer) ? (next.next().value as AccountParent) : answer));
};

const isAccount = (answer: Account | Error | null): answer is Account =>
  answer !== null && !(answer instanceof Error);
