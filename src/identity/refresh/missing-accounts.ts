import type { Backend } from '../../backends/backend.ts';
import type { AccountRef } from '../../domain/account.ts';
import { attempt } from '../../domain/attempt.ts';
import type { CallOptions } from '../../domain/call-options.ts';
import { BackendError } from '../../domain/errors.ts';

/** Of the accounts that did not come so many are asked for by id, before any is held to have vanished. */
export const mostWitnesses = 40;

/** No more: for many, an adapter may ask the list again. */
const askedAtOnce = 4;

/** A list may leave out accounts without a trace. Why accounts that it left out may be there all the same; `null` where nothing says so. */
export const reasonToDoubtMissing = async (
  backend: Backend,
  witnesses: readonly AccountRef[],
  options: CallOptions,
): Promise<string | null> => {
  for (let at = 0; at < witnesses.length; at += askedAtOnce) {
    const ids = witnesses.slice(at, at + askedAtOnce).map(({ id }) => id);
    const answers = await attempt(() => backend.getAccounts(ids, options));
    if (answers instanceof BackendError) return cannotTell(answers);
    const [first] = answers.filter((answer) => answer !== null);
    if (first === undefined) continue;
    return first instanceof BackendError
      ? cannotTell(first)
      : `The list leaves out accounts that there are, such as ${first.ref.id}`;
  }
  return null;
};

const cannotTell = ({ message }: BackendError): string =>
  `Whether missing accounts are gone cannot be told: ${message}`;
