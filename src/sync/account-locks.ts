import { type AccountRef, keyOfAccount } from '../domain/account.ts';

/** Lets one change at a time read and write an account. Two that both replace its roles would otherwise lose one's work. */
export type AccountLocks = {
  /** Runs when all earlier tasks on the same account have ended, however they ended. */
  run<T>(account: AccountRef, task: () => Promise<T>): Promise<T>;
};

/** Holds within this process. */
export const createAccountLocks = (): AccountLocks => {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run: (account, task) => {
      const key = keyOfAccount(account);
      const result = (tails.get(key) ?? Promise.resolve()).then(task, task);
      const tail = result
        .catch(() => {})
        .finally(() => {
          if (tails.get(key) === tail) tails.delete(key);
        });
      tails.set(key, tail);
      return result;
    },
  };
};
