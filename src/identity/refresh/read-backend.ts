import type { Backend } from '../../backends/backend.ts';
import type { Assignment } from '../../domain/assignment.ts';
import { attempt } from '../../domain/attempt.ts';
import type { CallOptions } from '../../domain/call-options.ts';
import { BackendError } from '../../domain/errors.ts';
import type { Organization } from '../../domain/organization.ts';
import { mostAtOnce, type Observation } from '../../store/store.ts';
import type { IdentityIndex } from '../identity-index.ts';
import { createBatches } from './batches.ts';

/**
 * Reads all accounts of a backend and hands them on. What tells where assignments come from is read first, accounts next, and last what
 * only gives names. Rejects where the accounts cannot be read to their end; what came before has been handed on then.
 */
export const readBackend = async (
  deps: ReadDeps & {
    /** Takes at most `mostAtOnce`, so that no other write waits long. */
    readonly keep: (observations: readonly Observation[]) => Promise<void>;
    readonly onPage: (page: PageRead) => void;
  },
  options: CallOptions,
): Promise<void> => {
  const { backend, keep, onPage } = deps;
  const attribute = await backend.prepareAttribution?.(options);
  const tellsOrigins = attribute !== undefined || backend.getAssignments === undefined;
  const heldByRole = new Map<string, Assignment>();

  const batches = createBatches(mostAtOnce, keep);
  try {
    for await (const { entries, total } of backend.listAccounts(options)) {
      onPage({ seen: entries.length, total });
      const observations = entries.map((account): Observation => {
        const assignments = attribute?.(account) ?? account.assignments;
        for (const assignment of assignments) heldByRole.set(assignment.nativeRoleId, assignment);
        const isAttributed = tellsOrigins && assignments.every(({ origin }) => origin !== null);
        return { account: { ...account, assignments }, isAttributed };
      });
      await batches.add(observations);
    }
  } finally {
    await batches.flush();
  }
  await readCatalogue(deps, { ...options, held: [...heldByRole.values()] });
};

export type PageRead = { readonly seen: number; readonly total: number | null };

export type ReadDeps = {
  readonly backend: Backend;
  readonly index: Pick<IdentityIndex, 'keepCatalogue'>;
  readonly now: () => number;
  /** Told what went wrong beside the accounts, or for no fault of the backend. */
  readonly onFault: (error: unknown, sentence: string) => void;
};

/** Only names hang on it: where it cannot be read, the one that is kept goes on being told. */
const readCatalogue = async (
  { backend, index, now, onFault }: ReadDeps,
  { held, ...options }: CallOptions & { readonly held: readonly Assignment[] },
): Promise<void> => {
  const asOf = now();
  const catalogue = await attempt(async () => {
    const nativeRoles = await backend.listNativeRoles({ ...options, held });
    const organizations: Organization[] = [];
    for await (const { entries } of backend.organizations?.list(options) ?? [])
      organizations.push(...entries);
    return { nativeRoles, organizations, asOf };
  });
  if (catalogue instanceof BackendError)
    onFault(catalogue, 'native roles or organizations could not be read');
  else await index.keepCatalogue(backend.id, catalogue);
};
