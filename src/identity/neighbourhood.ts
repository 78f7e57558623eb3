import type { LinkDecision, LinkKeys } from '../domain/link.ts';
import type { LinkedAccount, LinkReader, Observed } from '../store/store.ts';
import { createBearerSearch } from './bearer-search.ts';
import { askInChunks } from './chunks.ts';
import { nameOfPair } from './correlation/confirmed-groups.ts';
import { comparedValue, fieldOf, type Trust } from './correlation/link-rules.ts';

/** All that has to be correlated together, and what of it is too common to tell anything. */
export type Neighbourhood = {
  readonly accounts: readonly LinkedAccount[];
  readonly decisions: readonly LinkDecision[];
  readonly tooCommon: Trust['tooCommon'];
};

/** An account and the keys that it bore and bears; `null` where it was or is not there. */
export type Moved = Pick<Observed, 'key' | 'before' | 'after'>;

/** An account that is as it was, but has to be correlated anew. */
export const asMoved = ({ key, keys, isPresent }: LinkedAccount): Moved => {
  const held = isPresent ? keys : null;
  return { key, before: held, after: held };
};

/**
 * Everything whose links may be others because these accounts moved: whatever shares a key with them, as they were and as they are, a user or
 * a decision, and so on from there.
 *
 * A key that too many bear leads nowhere, but where it became so just now: then those that it connected have to hear of it. So all that has
 * moved since accounts were last correlated has to be given at once.
 *
 * An example: fifty accounts bear `info@`, which still suggests that they are one user's, and a new one bears it, too. Now fifty-one do
 * and it tells nothing any more. The store counts 51; that one came just now tells that it were 50, so all are found, and part. The
 * fifty-second then leads nowhere: the address told nothing before it came, and tells nothing now.
 */
export const collectNeighbourhood = async (
  links: LinkReader,
  moved: readonly Moved[],
  verifiedBackends: ReadonlySet<string>,
): Promise<Neighbourhood> => {
  const accounts = new Map<number, LinkedAccount>();
  const decisions = new Map<string, LinkDecision>();
  const users = new Set<string>();
  const search = createBearerSearch(links, verifiedBackends);

  /** Those that were not known yet. */
  const arrive = (some: readonly LinkedAccount[]): readonly LinkedAccount[] =>
    some.filter((account) => {
      if (accounts.has(account.key)) return false;
      accounts.set(account.key, account);
      search.noteKnown(account);
      return true;
    });
  const membersWith = async (some: readonly LinkedAccount[]): Promise<readonly LinkedAccount[]> => {
    const ids = new Set(some.flatMap(({ userId }) => (userId === null || users.has(userId) ? [] : [userId])));
    for (const id of ids) users.add(id);
    return askInChunks([...ids], links.membersOf);
  };
  const decidedWith = async (some: readonly LinkedAccount[]): Promise<readonly LinkedAccount[]> => {
    const keys = some.map(({ key }) => key);
    const found = await askInChunks(keys, links.decisionsOn);
    for (const decision of found) decisions.set(nameOfPair(decision.accounts), decision);
    const ends = new Set(found.flatMap((decision) => decision.accounts)).difference(accounts);
    return askInChunks([...ends], links.byKeys);
  };
  /** One step from these accounts, and from what anybody bears of `keys`. What arrives by one way need not be found by the next. */
  const reachFrom = async (
    some: readonly LinkedAccount[],
    keys: readonly LinkKeys[],
  ): Promise<readonly LinkedAccount[]> => {
    const arrived = [...arrive(await membersWith(some)), ...arrive(await decidedWith(some))];
    for (const rule of ['EMAIL', 'EXTERNAL_ID', 'USER_NAME'] as const) {
      const values = new Set(some.map((account) => comparedValue(rule, account, verifiedBackends)));
      for (const held of keys) values.add(held[fieldOf[rule]]);
      arrived.push(...arrive(await search.find(rule, values)));
    }
    return arrived;
  };

  const keys = moved.map(({ key }) => key);
  let arrived = arrive(await askInChunks(keys, links.byKeys));
  for (const { key, before, after } of moved) {
    const backend = accounts.get(key)?.ref.backend;
    if (backend !== undefined) search.noteChange(backend, before, after);
  }
  // Of what is not compared itself too: one bearer more or fewer may make a key tell something or nothing.
  const movedKeys = moved.flatMap(({ before, after }) => [before, after].filter((held) => held !== null));
  arrived = await reachFrom(arrived, movedKeys);
  while (arrived.length > 0) arrived = await reachFrom(arrived, []);
  return {
    accounts: [...accounts.values()],
    decisions: [...decisions.values()],
    tooCommon: search.tooCommon,
  };
};
