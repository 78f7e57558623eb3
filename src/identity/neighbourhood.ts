import type { LinkDecision, LinkKeys } from '../domain/link.ts';
import type { LinkedAccount, LinkReader, Observed } from '../store/store.ts';
import { askInChunks } from './chunks.ts';
import { createKeyCounts, mostBearers } from './common-keys.ts';
import { nameOfPair } from './confirmed-groups.ts';
import { comparedValue, fieldOf, type KeyRule, keyRules, type Trust } from './link-rules.ts';

/** All that has to be correlated together, and what of it is too common to tell anything. */
export type Neighbourhood = {
  readonly accounts: readonly LinkedAccount[];
  readonly decisions: readonly LinkDecision[];
  readonly tooCommon: Trust['tooCommon'];
};

/** An account and the keys that it bore and bears; `null` where it was or is not there. */
export type Moved = Pick<Observed, 'key' | 'before' | 'after'>;

/**
 * Everything whose links may be others because these accounts moved: whatever shares a key with them, as they were and as they are, a user or
 * a decision, and so on from there.
 *
 * A key that too many bear leads nowhere, but where it became so just now: then those that it connected have to hear of it. So all that has
 * moved since accounts were last correlated has to be given at once.
 */
export const collectNeighbourhood = async (
  links: LinkReader,
  moved: readonly Moved[],
  verifiedBackends: ReadonlySet<string>,
): Promise<Neighbourhood> => {
  const accounts = new Map<number, LinkedAccount>();
  const decisions = new Map<string, LinkDecision>();
  const users = new Set<string>();
  const counts = createKeyCounts(links, verifiedBackends);
  /** Of each rule's values how many bearers are met. */
  const met = createTally(verifiedBackends);
  /** Of each rule's values by how many bearers more there are than before. */
  const shift = createTally(verifiedBackends);

  const arrive = (some: readonly LinkedAccount[]): readonly LinkedAccount[] =>
    some.filter((account) => {
      if (accounts.has(account.key)) return false;
      accounts.set(account.key, account);
      if (account.isPresent) met.add(account.ref.backend, account.keys, 1);
      return true;
    });
  const findByKeys = (keys: Iterable<number>) =>
    askInChunks(
      [...new Set(keys)].filter((key) => !accounts.has(key)),
      links.byKeys,
    );

  const findMembers = async (some: readonly LinkedAccount[]): Promise<readonly LinkedAccount[]> => {
    const ids = new Set(some.flatMap(({ userId }) => (userId === null || users.has(userId) ? [] : [userId])));
    for (const id of ids) users.add(id);
    return askInChunks([...ids], links.membersOf);
  };
  const findDecided = async (some: readonly LinkedAccount[]): Promise<readonly LinkedAccount[]> => {
    const found = await askInChunks(
      some.map(({ key }) => key),
      links.decisionsOn,
    );
    for (const decision of found) decisions.set(nameOfPair(decision.accounts), decision);
    return findByKeys(found.flatMap((decision) => decision.accounts));
  };
  const findBearers = async (rule: KeyRule, values: readonly string[]): Promise<readonly LinkedAccount[]> => {
    await counts.read(rule, values);
    const open = values.filter((value) => {
      const count = counts.countOf(rule, value);
      const before = count - shift.of(rule, value);
      return Math.min(count, before) <= mostBearers && count > met.of(rule, value);
    });
    const among = rule === 'VERIFIED_EMAIL' ? [[...verifiedBackends]] : [];
    return askInChunks(open, (chunk) => links.bearers(fieldOf[rule], chunk, ...among));
  };
  const walked = new Set<string>();
  const findByValues = async (rule: KeyRule, wanted: Iterable<string>): Promise<readonly LinkedAccount[]> => {
    const values = [...new Set(wanted)].filter((value) => !walked.has(`${rule} ${value}`));
    for (const value of values) walked.add(`${rule} ${value}`);
    const found = await findBearers(rule, values);
    if (rule !== 'EMAIL') return found;
    const crowded = values.filter((value) => counts.tooCommon('EMAIL', value));
    return [...found, ...(await findBearers('VERIFIED_EMAIL', crowded))];
  };

  let arrived = arrive(await findByKeys(moved.map(({ key }) => key)));
  for (const { key, before, after } of moved) {
    const backend = accounts.get(key)?.ref.backend;
    if (backend === undefined) continue;
    if (before !== null) shift.add(backend, before, -1);
    if (after !== null) shift.add(backend, after, 1);
  }
  let formerKeys = moved.flatMap(({ before }) => before ?? []);
  while (arrived.length > 0) {
    const found = [...(await findMembers(arrived)), ...(await findDecided(arrived))];
    for (const rule of walkedRules) {
      const now = arrived.map((account) => comparedValue(rule, account, verifiedBackends));
      const former = formerKeys.map((keys) => keys[fieldOf[rule]]);
      found.push(
        ...(await findByValues(
          rule,
          [...now, ...former].filter((value) => value !== null),
        )),
      );
    }
    formerKeys = [];
    arrived = arrive(found);
  }
  return {
    accounts: [...accounts.values()],
    decisions: [...decisions.values()],
    tooCommon: counts.tooCommon,
  };
};

/** Who bears an address at all bears it by the rule for proven ones too, as far as that is walked. */
const walkedRules = keyRules.filter((rule) => rule !== 'VERIFIED_EMAIL');

/** Sums up by rule and value, in the way in which the store counts bearers. */
const createTally = (verifiedBackends: ReadonlySet<string>) => {
  const sums = new Map<string, number>();
  return {
    of: (rule: KeyRule, value: string): number => sums.get(`${rule} ${value}`) ?? 0,
    add: (backend: string, keys: LinkKeys, by: number): void => {
      for (const rule of keyRules) {
        const value = keys[fieldOf[rule]];
        if (value === null || (rule === 'VERIFIED_EMAIL' && !verifiedBackends.has(backend))) continue;
        const name = `${rule} ${value}`;
        sums.set(name, (sums.get(name) ?? 0) + by);
      }
    },
  };
};
