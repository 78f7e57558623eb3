import { firstPrevious, hashOf } from '../../src/audit/chain.ts';
import type { AuditEntry } from '../../src/domain/audit-entry.ts';

/**
 * What the entries of an audit trail say of themselves.
 *
 * A chain cannot tell that its newest entries are missing, nor that somebody who can compute hashes wrote all of it anew from some entry on:
 * both leave a chain that is whole. So `count` and `head` are told, to be held against those that somebody keeps elsewhere: later, the trail
 * has to have that hash at that sequence number still.
 */
export type Verification =
  /** `head` is the hash of the last entry; `null` where there is none. */
  | { readonly isIntact: true; readonly count: number; readonly head: string | null }
  /** `sequence` is where the first thing is wrong, `count` how many entries before it are right, and `head` the hash of the last of these. */
  | {
      readonly isIntact: false;
      readonly count: number;
      readonly head: string | null;
      readonly sequence: number;
      readonly fault: ChainFault;
    };

/**
 * GAP: entries before this one are missing. ORDER: it comes behind one that has its number or a later one. PREVIOUS: it does not hold the hash
 * of the one before. HASH: it is not what was written.
 */
export type ChainFault = 'GAP' | 'ORDER' | 'PREVIOUS' | 'HASH';

/** Goes through all entries of a trail, from the first on and in order, of which it holds one at a time. */
export const verifyChain = async (
  entries: AsyncIterable<AuditEntry> | Iterable<AuditEntry>,
): Promise<Verification> => {
  let last: AuditEntry | null = null;
  for await (const entry of entries) {
    const before = { count: last?.sequence ?? 0, head: last?.hash ?? null };
    const fault = faultOf(last, entry);
    if (fault !== null) return { isIntact: false, ...before, sequence: entry.sequence, fault };
    last = entry;
  }
  return { isIntact: true, count: last?.sequence ?? 0, head: last?.hash ?? null };
};

const faultOf = (last: AuditEntry | null, entry: AuditEntry): ChainFault | null => {
  const expected = (last?.sequence ?? 0) + 1;
  if (entry.sequence > expected) return 'GAP';
  if (entry.sequence !== expected) return 'ORDER';
  if (entry.previous !== (last?.hash ?? firstPrevious)) return 'PREVIOUS';
  return entry.hash === hashOf(entry) ? null : 'HASH';
};
