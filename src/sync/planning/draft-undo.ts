import { type AccountRef, keyOfAccount } from '../../domain/account.ts';
import { RolecallError } from '../../domain/errors.ts';
import { type JournalEntry, mayHaveChanged } from '../../domain/run.ts';
import { pagesOf } from '../../store/pages.ts';
import { afterStep } from '../after-step.ts';
import type { Observed } from '../observe.ts';
import { createPlace } from '../place.ts';
import { accountAmbiguous, backendGone } from '../refusals.ts';
import { toObserved } from '../to-observed.ts';
import { decideUndo, type UndoneAccount } from './decide-undo.ts';
import { excluded } from './decided.ts';
import type { PlanningDeps } from './deps.ts';
import type { Draft } from './draft.ts';
import { mostReadAlone, type Readings } from './readings.ts';

/** Reads all accounts that a run changed, and decides what can be taken back. */
export const draftUndo = async (
  runId: string,
  draft: Draft,
  readings: Readings,
  deps: Pick<PlanningDeps, 'index' | 'backends' | 'store'>,
): Promise<void> => {
  await readFor(runId, readings, deps);
  /** Of accounts that are changed more than once, as they will be by then. */
  const expected = new Map<string, Observed>();
  for await (const entries of entriesOf(runId, deps)) {
    const found = await accountsOf(entries, readings, deps);
    for (const entry of entries) {
      const { change } = entry;
      const configured = deps.backends.get(change.account.backend);
      if (configured === undefined) {
        await draft.add([excluded(change.account, null, backendGone(change.account.backend))]);
        continue;
      }
      const key = keyOfAccount(change.account);
      const stored = found.get(key);
      if (stored instanceof RolecallError) {
        await draft.add([excluded(change.account, null, stored)]);
        continue;
      }
      const undone: UndoneAccount | null =
        stored === undefined ? null : { stored, expected: expected.get(key) ?? toObserved(stored) };
      const place = createPlace(configured, await readings.roleTable(change.account.backend));
      const decided = decideUndo(entry, undone, place);
      if (decided === null) continue;
      if (undone !== null)
        expected.set(
          key,
          decided.changes.reduce((state, one) => afterStep(state, one.change.step), undone.expected),
        );
      await draft.add([decided]);
    }
  }
};

/** Few accounts of a backend are read alone, more of them with all others. */
const readFor = async (
  runId: string,
  readings: Readings,
  deps: Pick<PlanningDeps, 'backends' | 'store'>,
): Promise<void> => {
  const counts = new Map<string, number>();
  for await (const entries of entriesOf(runId, deps))
    for (const { change } of entries)
      counts.set(change.account.backend, (counts.get(change.account.backend) ?? 0) + 1);
  const configured = [...counts.keys()].filter((id) => deps.backends.has(id));
  await readings.readUnknown(configured);
  await readings.readWhole(configured.filter((id) => (counts.get(id) ?? 0) > mostReadAlone));
};

/** What the run did anything of. */
async function* entriesOf(
  runId: string,
  { store }: Pick<PlanningDeps, 'store'>,
): AsyncIterable<readonly JournalEntry[]> {
  for await (const entries of pagesOf((asked) => store.runs.entries(runId, asked))) {
    const touched = entries.filter(mayHaveChanged);
    if (touched.length > 0) yield touched;
  }
}

/** As they are now. Those that are gone are missing. */
const accountsOf = async (
  entries: readonly JournalEntry[],
  readings: Readings,
  { index }: Pick<PlanningDeps, 'index'>,
): Promise<ReadonlyMap<string, UndoneAccount['stored'] | RolecallError>> => {
  const refs = entries.flatMap(({ change: { account } }): AccountRef[] =>
    account.id === null ? [] : [{ backend: account.backend, id: account.id }],
  );
  const { accounts, ambiguous } = await readings.ofAccounts(await index.accounts.find(refs));
  return new Map(
    accounts.map((stored) => [
      keyOfAccount(stored.account.ref),
      ambiguous.has(stored.key) ? accountAmbiguous() : stored,
    ]),
  );
};
