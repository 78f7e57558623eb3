import type { Plan } from '../../domain/plan.ts';
import { cameToNothing, type JournalEntry, type Run, stands } from '../../domain/run.ts';
import { pagesOf } from '../../store/pages.ts';
import type { StoreReader } from '../../store/store.ts';

/** How much goes, by backend, where a plan is applied. */
export const lossesOf = ({ outcome }: Plan): ReadonlyMap<string, number> =>
  new Map(
    outcome.state === 'PLANNED' ? outcome.summary.map(({ backend, revokes }) => [backend, revokes]) : [],
  );

/** The same where its run has ended and is resumed: what has not been tried, or has come to nothing. */
export const lossesToCome = async (
  { id }: Run,
  { runs }: Pick<StoreReader, 'runs'>,
): Promise<ReadonlyMap<string, number>> => {
  const losses = new Map<string, number>();
  for await (const page of pagesOf((asked) => runs.entries(id, asked)))
    for (const { change } of page.filter(isToCome))
      losses.set(change.account.backend, (losses.get(change.account.backend) ?? 0) + change.losses);
  return losses;
};

const isToCome = ({ outcome, intendedAt }: JournalEntry): boolean =>
  outcome === null ? intendedAt === null : cameToNothing(outcome) && !stands(outcome);
