import type { Backend, ListOptions } from '../../src/backends/backend.ts';
import type { Account } from '../../src/domain/account.ts';

/** Every account. */
export const listAll = async (backend: Backend, options?: ListOptions): Promise<readonly Account[]> => {
  const pages = await Array.fromAsync(backend.listAccounts(options));
  return pages.flatMap(({ entries }) => entries);
};

/** One account or `null`; a failure in its slot is thrown. */
export const lookUp = async (backend: Backend, id: string): Promise<Account | null> => {
  const [found = null] = await backend.getAccounts([id]);
  if (found instanceof Error) throw found;
  return found;
};

/** One account that there must be. */
export const readOne = async (backend: Backend, id: string): Promise<Account> => {
  const found = await lookUp(backend, id);
  if (found === null) throw new Error(`there is no ${id}`);
  return found;
};
