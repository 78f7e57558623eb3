import { RolecallError } from '../domain/errors.ts';
import { openSqliteFile, openSqliteMemory } from './sqlite.ts';
import type { Store } from './store.ts';

/** Opens what `store.url` of the config names: `memory:`, or `file:` and a path. Throws BAD_INPUT for any other. */
export const openStore = async (url: string): Promise<Store> => {
  if (url === 'memory:') return openSqliteMemory();
  if (url.startsWith('file:') && url.length > 'file:'.length)
    return openSqliteFile(url.slice('file:'.length));
  // An address of Postgres may hold a password, so neither sentence repeats it.
  if (/^postgres(ql)?:/.test(url))
    throw new RolecallError(
      'UNSUPPORTED',
      'A store in Postgres is not supported yet: use file:PATH or memory:',
    );
  throw new RolecallError('BAD_INPUT', 'A store is named by file:PATH or memory:, and something else came');
};
