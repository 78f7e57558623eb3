import { RolecallError } from '../../domain/errors.ts';
import type { StoredAccount } from '../../domain/stored-account.ts';
import type { Context } from '../context.ts';
import { type Freshness, isFresh, live } from '../index/max-age.ts';
import { fromIndex, readAccount } from '../index/read-accounts.ts';
import { sourceOf } from '../index/sources.ts';
import type { AccountParent, SourceParent, UserParent } from '../parents.ts';
import { keptAccountsOf } from './users.ts';

/** Asks each backend for those of the user's accounts that are not fresh. What fails is shown as the index has it, what is gone is not. */
export const readUserAnew = async (
  context: Context,
  user: UserParent,
  freshness: Freshness,
): Promise<UserParent | null> => {
  const asOf = context.now().toISOString();
  const old = (await keptAccountsOf(context, user.id)).filter(({ asOf: of }) => !isFresh(of, freshness));
  const readings = await Promise.all(old.map((kept) => readOne(context, kept)));
  const answers = new Map(readings.map(({ key, answer }) => [key, answer]));

  // What was read may have made it another user's.
  const standing = (await context.index.resolveUser(user.id)) ?? user.id;
  const accounts = (await keptAccountsOf(context, standing)).flatMap((kept) => {
    const answer = answers.get(kept.key);
    if (answer === null) return [];
    return [answer === undefined || answer instanceof RolecallError ? fromIndex(kept) : answer];
  });
  if (accounts.length === 0) return null;
  const sources = [...context.backends.keys()].map((id) => {
    const here = readings.filter(({ backend }) => backend === id).map(({ answer }) => answer);
    return here.length === 0 ? sourceOf(context, id) : liveSource(context, id, here, asOf);
  });
  return { id: standing, accounts, sources };
};

type Answer = AccountParent | null | RolecallError;

type Reading = { readonly key: number; readonly backend: string; readonly answer: Answer };

const readOne = async (context: Context, { key, account: { ref } }: StoredAccount): Promise<Reading> => {
  const { backend, id } = ref;
  try {
    return { key, backend, answer: await readAccount(context, { backend, id }, live) };
  } catch (error) {
    if (error instanceof RolecallError) return { key, backend, answer: error };
    throw error;
  }
};

const liveSource = (context: Context, id: string, answers: readonly Answer[], asOf: string): SourceParent => {
  const failure = answers.find((answer) => answer instanceof RolecallError);
  if (failure === undefined) return { backend: id, state: 'LIVE', asOf, error: null };
  const { code, message } = failure;
  return { ...sourceOf(context, id), state: 'FAILED', error: { code, message } };
};
