import type { LinkKeys } from '../domain/link.ts';
import type { LinkedAccount, LinkReader } from '../store/store.ts';
import { askInChunks } from './chunks.ts';
import { createKeyCounts, mostBearers } from './common-keys.ts';
import { fieldOf, forEachRule, type KeyRule, keyRules, type Trust } from './correlation/link-rules.ts';

/** Finds who bears a value, each value once, as long as few enough do or did so until now. */
export type BearerSearch = {
  /** An account is known: where all bearers of a value are, there is nothing to find. */
  noteKnown(account: LinkedAccount): void;
  /** What an account of this backend bore, and bears now, where that is another thing since the last correlation. */
  noteChange(backend: string, before: LinkKeys | null, after: LinkKeys | null): void;
  /** `null` is none. EMAIL stands for VERIFIED_EMAIL too: where too many claim an address, whoever proves it is found all the same. */
  find(
    rule: Exclude<KeyRule, 'VERIFIED_EMAIL'>,
    values: ReadonlySet<string | null>,
  ): Promise<readonly LinkedAccount[]>;
  readonly tooCommon: Trust['tooCommon'];
};

export const createBearerSearch = (
  links: LinkReader,
  verifiedBackends: ReadonlySet<string>,
): BearerSearch => {
  const counts = createKeyCounts(links, verifiedBackends);
  const known = createTally(verifiedBackends);
  const changes = createTally(verifiedBackends);
  const searched = forEachRule(() => new Set<string>());

  const search = async (rule: KeyRule, values: readonly string[]): Promise<readonly LinkedAccount[]> => {
    await counts.read(rule, values);
    const telling = values.filter((value) => {
      const now = counts.countOf(rule, value);
      const before = now - changes.of(rule, value);
      return Math.min(before, now) <= mostBearers && now > known.of(rule, value);
    });
    const among = rule === 'VERIFIED_EMAIL' ? [[...verifiedBackends]] : [];
    return askInChunks(telling, (chunk) => links.bearers(fieldOf[rule], chunk, ...among));
  };

  return {
    tooCommon: counts.tooCommon,
    noteKnown: ({ isPresent, ref, keys }) => {
      if (isPresent) known.add(ref.backend, keys, 1);
    },
    noteChange: (backend, before, after) => {
      if (before !== null) changes.add(backend, before, -1);
      if (after !== null) changes.add(backend, after, 1);
    },
    find: async (rule, wanted) => {
      const values = [...wanted.difference(searched[rule])].filter((value) => value !== null);
      for (const value of values) searched[rule].add(value);
      const found = await search(rule, values);
      if (rule !== 'EMAIL') return found;
      const crowded = values.filter((value) => counts.tooCommon('EMAIL', value));
      return [...found, ...(await search('VERIFIED_EMAIL', crowded))];
    },
  };
};

/** Sums up by rule and value, in the way in which the store counts bearers. */
const createTally = (verifiedBackends: ReadonlySet<string>) => {
  const sums = forEachRule(() => new Map<string, number>());
  return {
    of: (rule: KeyRule, value: string): number => sums[rule].get(value) ?? 0,
    add: (backend: string, keys: LinkKeys, by: number): void => {
      for (const rule of keyRules) {
        const value = keys[fieldOf[rule]];
        if (value === null || (rule === 'VERIFIED_EMAIL' && !verifiedBackends.has(backend))) continue;
        sums[rule].set(value, (sums[rule].get(value) ?? 0) + by);
      }
    },
  };
};
