import type { Assignment } from '../../domain/assignment.ts';
import type { CallOptions } from '../../domain/call-options.ts';
import { mostAtOnce, type Observation } from '../../store/store.ts';
import { createBatches } from './batches.ts';
import { type CatalogueDeps, readCatalogue } from './read-catalogue.ts';

/**
 * Reads all accounts of a backend and hands them on. What tells where assignments come from is read first, accounts next, and last what
 * only gives names. Rejects where the accounts cannot be read to their end; what came before has been handed on then.
 */
export const readBackend = async (
  deps: CatalogueDeps & {
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
