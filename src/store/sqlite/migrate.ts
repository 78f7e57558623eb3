import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { RolecallError } from '../../domain/errors.ts';
import { migrations } from '../migrations/migrations.ts';
import type { Tables } from '../tables.ts';

/** Brings a store to the layout that this code knows: all steps, or none. */
export const migrate = async (db: Kysely<Tables>, file: string): Promise<void> => {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find(({ status }) => status === 'Error')?.migrationName;
  throw new RolecallError(
    'STORE_UNAVAILABLE',
    `The store ${file} cannot be brought up to date${failed === undefined ? '' : `: ${failed} failed`}`,
    { cause: error },
  );
};
