import { createHash } from 'node:crypto';
import type { AuditEntry } from '../documents/audit.ts';
import { partsOfId } from './node-id.ts';

/** Holds a chain of entries against itself, from its first on, without asking whoever keeps it. */
export type ChainCheck = {
  /** Takes the next entry. Why the chain breaks there; `null` where it holds. */
  add(entry: AuditEntry): string | null;
  /** The last entry that held; `null` before the first. */
  readonly head: { readonly sequence: number; readonly hash: string } | null;
};

export const createChainCheck = (): ChainCheck => {
  let head: ChainCheck['head'] = null;
  return {
    add: (entry) => {
      const sequence = (head?.sequence ?? 0) + 1;
      if (entry.sequence !== sequence) return `expected entry ${sequence}, got ${entry.sequence}`;
      if (entry.previous !== (head?.hash ?? noHash)) return 'it does not hold the hash of the entry before';
      if (createHash('sha256').update(entry.source).digest('hex') !== entry.hash)
        return 'its hash is not that of its source';
      const told = differsFromSource(entry);
      if (told !== null) return `its source says something else of ${told}`;
      head = { sequence, hash: entry.hash };
      return null;
    },
    get head() {
      return head;
    },
  };
};

const noHash = '0'.repeat(64);

/** The hash is of the source alone, so that all else that is told has to be in it. */
const differsFromSource = (entry: AuditEntry): string | null => {
  const source = objectOf(entry.source);
  if (source === null) return 'everything';
  if (Date.parse(entry.at) !== source.at) return 'at';
  // The schema's ids are made from those within.
  if (!isIdOf(entry.plan, 'Plan', source.planId)) return 'plan';
  if (!isIdOf(entry.run, 'Run', source.runId)) return 'run';
  return (
    sameNames.find((name) => JSON.stringify(entry[name]) !== JSON.stringify(source[name] ?? null)) ?? null
  );
};

const sameNames = [
  'sequence',
  'previous',
  'caller',
  'requestId',
  'action',
  'phase',
  'digest',
  'position',
  'backend',
  'nativeId',
  'before',
  'after',
  'outcome',
  'code',
  'message',
  'reason',
  'upstreamRequestIds',
] as const satisfies readonly (keyof AuditEntry)[];

const isIdOf = (globalId: string | null, type: string, id: unknown): boolean => {
  if (globalId === null) return id === null;
  const parts = partsOfId(globalId);
  return parts !== null && parts.type === type && parts.id === id;
};

const objectOf = (text: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
};
