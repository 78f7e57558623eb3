import type { Unnoticeable } from '../fixture.ts';
import type { Verdict } from './judge.ts';

/** Counts how cells ended, and which exclusions were needed. */
export type Tally = {
  /** EXCUSED where the verdict has complaints that an exclusion explains. */
  count(operation: string, fault: string, verdict: Verdict): 'COUNTED' | 'EXCUSED';
  /** So many requests of an operation met no fault. */
  leaveOut(requests: number): void;
  /** Reasons of exclusions that explained nothing. */
  unused(): readonly string[];
  summary(): string;
};

export const createTally = (
  unnoticeable: readonly Unnoticeable[],
  { mostRequests }: { readonly mostRequests: number },
): Tally => {
  const endings = new Map<string, number>();
  const used = new Map<Unnoticeable, number>();
  let cells = 0;
  let leftOut = 0;

  return {
    count: (operation, fault, { complaints, codes }) => {
      cells += 1;
      const excuse = unnoticeable.find((one) => one.operation.test(operation) && one.fault.test(fault));
      if (complaints.length > 0 && excuse !== undefined) {
        add(used, excuse);
        return 'EXCUSED';
      }
      add(endings, [...new Set(codes)].toSorted().join(' and ') || 'the right answer');
      return 'COUNTED';
    },
    leaveOut: (requests) => {
      leftOut += requests;
    },
    unused: () => unnoticeable.filter((one) => !used.has(one)).map(({ reason }) => reason),
    summary: () =>
      [
        `${cells} cells`,
        ...[...endings]
          .toSorted(([, one], [, other]) => other - one)
          .map(([ending, count]) => `  ${count} ${ending}`),
        ...[...used].map(([{ reason }, count]) => `  ${count} not noticeable: ${reason}`),
        `  ${leftOut} requests left out, of operations that make more than ${mostRequests}`,
      ].join('\n'),
  };
};

const add = <Key>(counts: Map<Key, number>, key: Key): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};
