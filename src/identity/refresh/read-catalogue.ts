import type { Backend } from '../../backends/backend.ts';
import type { Assignment } from '../../domain/assignment.ts';
import { attempt } from '../../domain/attempt.ts';
import type { CallOptions } from '../../domain/call-options.ts';
import type { Catalogue } from '../../domain/catalogue.ts';
import { BackendError } from '../../domain/errors.ts';
import type { Organization } from '../../domain/organization.ts';
import type { IdentityIndex } from '../identity-index.ts';

export type CatalogueDeps = {
  readonly backend: Backend;
  readonly index: Pick<IdentityIndex, 'catalogue' | 'keepCatalogue'>;
  readonly now: () => number;
  /** Told what went wrong beside the accounts, or for no fault of the backend. */
  readonly onFault: (error: unknown, sentence: string) => void;
};

/** Reads native roles and organizations. Only names hang on them: where they cannot be read, those that are kept go on being told. */
export const readCatalogue = async (
  { backend, index, now, onFault }: CatalogueDeps,
  { held, ...options }: CallOptions & { readonly held: readonly Assignment[] },
): Promise<void> => {
  const asOf = now();
  const read = await attempt(async () => {
    const nativeRoles = await backend.listNativeRoles({ ...options, held });
    const organizations: Organization[] = [];
    for await (const { entries } of backend.organizations?.list(options) ?? [])
      organizations.push(...entries);
    return { nativeRoles, organizations, asOf };
  });
  if (read instanceof BackendError) return onFault(read, 'native roles or organizations could not be read');
  const kept = index.catalogue(backend.id);
  const emptied = kept === null ? [] : emptiedLists(kept, read);
  for (const list of emptied)
    onFault(
      new BackendError('UPSTREAM_INCOMPLETE', `The list of ${list} of backend ${backend.id} is empty`, {
        backend: backend.id,
      }),
      'a list that was not empty before is not believed to be',
    );
  await index.keepCatalogue(backend.id, kept === null ? read : withoutEmptied(kept, read, emptied));
};

type List = 'native roles' | 'organizations';

const emptiedLists = (kept: Catalogue, read: Catalogue): readonly List[] => {
  const lists: readonly (readonly [List, before: number, now: number])[] = [
    ['native roles', kept.nativeRoles.roles.length, read.nativeRoles.roles.length],
    ['organizations', kept.organizations.length, read.organizations.length],
  ];
  return lists.filter(([, before, now]) => before > 0 && now === 0).map(([list]) => list);
};

/** With what was kept in place of what is empty now, and then no younger than that. */
const withoutEmptied = (kept: Catalogue, read: Catalogue, emptied: readonly List[]): Catalogue => ({
  nativeRoles: emptied.includes('native roles') ? kept.nativeRoles : read.nativeRoles,
  organizations: emptied.includes('organizations') ? kept.organizations : read.organizations,
  asOf: emptied.length > 0 ? kept.asOf : read.asOf,
});
