import type { LinkReader } from '../store/store.ts';
import { askInChunks } from './chunks.ts';
import { fieldOf, forEachRule, type KeyRule, type Trust } from './correlation/link-rules.ts';

/** A value that more accounts bear is no evidence of anything: `info@`, `admin`. */
export const mostBearers = 50;

/** How many accounts bear which value, as far as somebody asked. */
export type KeyCounts = {
  /** Reads what is not known yet. */
  read(rule: KeyRule, values: readonly string[]): Promise<void>;
  countOf(rule: KeyRule, value: string): number;
  readonly tooCommon: Trust['tooCommon'];
};

/**
 * For VERIFIED_EMAIL only backends that prove addresses count: else whoever may write fifty accounts elsewhere could make any address too
 * common. It need not be read where few enough bear the address at all.
 */
export const createKeyCounts = (links: LinkReader, verifiedBackends: ReadonlySet<string>): KeyCounts => {
  const counts = forEachRule(() => new Map<string, number>());
  const countOf = (rule: KeyRule, value: string): number => counts[rule].get(value) ?? 0;
  return {
    countOf,
    read: async (rule, values) => {
      const unknown = values.filter((value) => !counts[rule].has(value));
      const among = rule === 'VERIFIED_EMAIL' ? [[...verifiedBackends]] : [];
      const found = await askInChunks(unknown, (chunk) => links.countBearers(fieldOf[rule], chunk, ...among));
      for (const value of unknown) counts[rule].set(value, 0);
      for (const [value, count] of found) counts[rule].set(value, count);
    },
    tooCommon: (rule, value) => countOf(rule, value) > mostBearers,
  };
};
