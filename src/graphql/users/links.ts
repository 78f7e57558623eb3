import type { LinkState } from '../../domain/link.ts';
import type { Evidence } from '../../identity/correlation/evidence.ts';
import type { LinkExplanation } from '../../identity/correlation/explain.ts';
import type { Context } from '../context.ts';
import { fromIndex } from '../index/read-accounts.ts';
import type { AccountParent, ExplainedLink, LinkParent } from '../parents.ts';
import { userOf } from './users.ts';

/** Why an account is held to be a user's; `null` where the index does not know it. Candidates are found only for those who ask for them. */
export const linkOf = async (
  context: Context,
  account: AccountParent,
  { withCandidates }: { readonly withCandidates: boolean },
): Promise<LinkParent | null> => {
  const kept = await keptOf(context, account);
  if (kept === null) return null;
  const explain = async (): Promise<ExplainedLink> => {
    // Whoever does not see all is told by the candidates how sure a link is.
    const loader =
      withCandidates || !context.seesAll
        ? context.indexLoaders.explanations
        : context.indexLoaders.explanationsWithoutCandidates;
    const { explanations, refs } = await loader.load(kept.userId);
    return { explanation: explanations.get(kept.key) ?? unexplained, refs };
  };
  return {
    account: { ...account, kept },
    user: userOf(kept.userId),
    state: context.seesAll ? kept.link : await stateSeen(context, kept, explain),
    explain,
  };
};

/** Whose an account is, as the index keeps it; `null` where it does not. */
export const keptOf = async (
  { indexLoaders }: Context,
  account: AccountParent,
): Promise<AccountParent['kept']> => {
  if (account.kept !== null) return account.kept;
  const { backend, id } = account.ref;
  const namesakes = await indexLoaders.accounts.load({ backend, id });
  return namesakes.find((one) => one.account.external === account.external) ?? null;
};

/** Those of these accounts that are there, in this order. */
export const accountsOfKeys = async (
  { indexLoaders }: Context,
  { refs }: Pick<ExplainedLink, 'refs'>,
  keys: readonly number[],
): Promise<readonly AccountParent[]> => {
  const found = await Promise.all(
    keys.map(async (key) => {
      const ref = refs.get(key);
      return ref === undefined
        ? []
        : (await indexLoaders.accounts.load(ref)).filter((one) => one.key === key);
    }),
  );
  return found.flat().map(fromIndex);
};

const stateSeen = async (
  { indexLoaders }: Context,
  { userId, link }: NonNullable<AccountParent['kept']>,
  explain: LinkParent['explain'],
): Promise<LinkState> => {
  const [{ explanation }, ofUser] = await Promise.all([explain(), indexLoaders.accountsOfUser.load(userId)]);
  return shownState(link, explanation, { isAlone: ofUser.length < 2 });
};

/**
 * How sure a link is as far as a caller may know who does not see every backend: by what speaks for it among the accounts that it sees.
 * Whether there are others, it does not learn.
 */
const shownState = (
  state: LinkState,
  { evidence, candidates }: LinkExplanation,
  { isAlone }: { readonly isAlone: boolean },
): LinkState => {
  if (!isAlone) return evidence.some(isCertain) ? state : 'SUGGESTED';
  const isDenied = state === 'DENIED';
  const isUndecided = isDenied || state === 'DISPUTED';
  return isUndecided && candidates.some((one) => one.isDenied === isDenied) ? state : 'UNLINKED';
};

const isCertain = ({ rule }: Evidence): boolean => rule === 'CONFIRMED' || rule === 'VERIFIED_EMAIL';

const unexplained: LinkExplanation = { evidence: [], confidence: null, ifConfirmed: [], candidates: [] };
