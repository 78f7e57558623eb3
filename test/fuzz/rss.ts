import { readFileSync } from 'node:fs';

/** Resident memory of a process, in MiB. Linux. */
export const rssOf = (pid: number): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
