import type { Backend } from '../../backends/backend.ts';
import type { AccountRef } from '../../domain/account.ts';
import { attempt } from '../../domain/attempt.ts';
import type { CallOptions } from '../../domain/call-options.ts';
import { BackendError } from '../../domain/errors.ts';

/** Of the accounts that did not come so many are asked for by id, before any is held to have vanished. No more: for many, an adapter may ask the list again. */
export const mostWitnesses = 4;

/** A list may leave out accounts without a trace. Why accounts that it left out may be there all the same; `null` where nothing says so. */
export const reasonToDoubtMissing = async (
  backend: Backend,
  missing: readonly AccountRef[],
  options: CallOptions,
): Promise<string | null> => {
  if (missing.length === 0) return null;
  const answers = await attempt(() =>
    backend.getAccounts(
      missing.map(({ id }) => id),
      options,
    ),
  );
  if (answers instanceof BackendError)
    return `Whether missing accounts are gone cannot be told: ${answers.message}`;
  const [witness] = answers.filter((answer) => answer !== null);
  if (witness === undefined) return null;
  return witness instanceof BackendError
    ? `Whether missing accounts are gone cannot be told: ${witness.message}`
    : `The list leaves out accounts that there are, such as ${witness.ref.id}`;
};
