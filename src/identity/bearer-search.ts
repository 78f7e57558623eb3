import type { LinkKeys } from '../domain/link.ts';
import type { LinkedAccount, LinkReader } from '../store/store.ts';
import { askInChunks } from './chunks.ts';
import { createKeyCounts, mostBearers } from './common-keys.ts';
import { fieldOf, type KeyRule, keyRules, type Trust } from './link-rules.ts';

/** Finds who bears a value, each value once, as long as few enough do or did so until now. */
export type BearerSearch = {
  /** An account is known: where all bearers of a value are, there is nothing to find. */
  meet(account: LinkedAccount): void;
  /** What an account of this backend bore, and bears now, where that is another thing since the last correlation. */
  shift(backend: string, before: LinkKeys | null, after: LinkKeys | null): void;
  /** EMAIL stands for VERIFIED_EMAIL too: where too many claim an address, whoever proves it is found all the same. */
  find(rule: Exclude<KeyRule, 'VERIFIED_EMAIL'>, values: Iterable<string>): Promise<readonly LinkedAccount[]>;
  readonly tooCommon: Trust['tooCommon'];
};

export const createBearerSearch = (
  links: LinkReader,
  verifiedBackends: ReadonlySet<string>,
): BearerSearch => {
  const counts = createKeyCounts(links, verifiedBackends);
  const met = createTally(verifiedBackends);
  const shifted = createTally(verifiedBackends);
  const searched = new Set<string>();

  const search = async (rule: KeyRule, values: readonly string[]): Promise<readonly LinkedAccount[]> => {
    await counts.read(rule, values);
    const telling = values.filter((value) => {
      const now = counts.countOf(rule, value);
      const before = now - shifted.of(rule, value);
      return Math.min(before, now) <= mostBearers && now > met.of(rule, value);
    });
    const among = rule === 'VERIFIED_EMAIL' ? [[...verifiedBackends]] : [];
    return askInChunks(telling, (chunk) => links.bearers(fieldOf[rule], chunk, ...among));
  };

  return {
    tooCommon: counts.tooCommon,
    meet: ({ isPresent, ref, keys }) => {
      if (isPresent) met.add(ref.backend, keys, 1);
    },
    shift: (backend, before, after) => {
      if (before !== null) shifted.add(backend, before, -1);
      if (after !== null) shifted.add(backend, after, 1);
    },
    find: async (rule, wanted) => {
      const values = [...new Set(wanted)].filter((value) => !searched.has(`${rule} ${value}`));
      for (const value of values) searched.add(`${rule} ${value}`);
      const found = await search(rule, values);
      if (rule !== 'EMAIL') return found;
      const crowded = values.filter((value) => counts.tooCommon('EMAIL', value));
      return [...found, ...(await search('VERIFIED_EMAIL', crowded))];
    },
  };
};

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
