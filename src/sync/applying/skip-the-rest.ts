import type { Run } from '../../domain/run.ts';
import type { StoreReader } from '../../store/store.ts';
import type { Author, Journal } from './journal.ts';

/** Settles what a run that is cancelled has not tried, many in one write. */
export const skipTheRest = async (
  run: Run,
  by: Author,
  {
    store,
    journal,
  }: { readonly store: Pick<StoreReader, 'runs'>; readonly journal: Pick<Journal, 'settle'> },
): Promise<void> => {
  for (;;) {
    const open = await store.runs.entries(run.id, { isOpen: true, first: mostSkippedAtOnce });
    if (open.length === 0) return;
    await journal.settle(
      run,
      open.map(({ change, position, intendedAt }) => ({
        change,
        position,
        outcome: {
          kind: intendedAt === null ? ('SKIPPED' as const) : ('UNKNOWN' as const),
          code: null,
          message: 'The run was cancelled before this change was tried',
        },
        requestIds: [],
      })),
      by,
    );
  }
};

const mostSkippedAtOnce = 250;
