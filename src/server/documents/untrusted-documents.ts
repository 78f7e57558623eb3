import { createHash } from 'node:crypto';
import { getOperationAST } from 'graphql';
import { createForgetfulMap } from '../forgetful-map.ts';
import type { SparingLog } from '../sparing-log.ts';
import { parseWithin } from './parse-within.ts';

/**
 * Tells in the log which documents are executed though they are not trusted: each that a caller sends once an hour, and of a caller one in ten
 * seconds.
 */
export const createUntrustedDocuments = (deps: {
  /** Milliseconds from any fixed time. */
  readonly now: () => number;
  readonly log: SparingLog;
  readonly maxTokens: number;
}): { tell(caller: string, text: string): void } => {
  const { now, log, maxTokens } = deps;
  const toldAt = createForgetfulMap<number>((at) => now() - at >= quietMs);
  return {
    tell: (caller, text) => {
      const sha256 = createHash('sha256').update(text).digest('hex');
      const key = JSON.stringify([caller, sha256]);
      const at = toldAt.get(key);
      if (at !== undefined && now() - at < quietMs) return;
      const isTold = log.warn('documents that are not trusted were executed', { caller }, () => ({
        sha256,
        operation: nameOf(text, maxTokens),
      }));
      if (isTold) toldAt.set(key, now());
    },
  };
};

const quietMs = 3_600_000;

/** Of the operation; `null` where it has none, or there are several. */
const nameOf = (text: string, maxTokens: number): string | null => {
  const document = parseWithin(text, maxTokens);
  return (document && getOperationAST(document)?.name?.value.slice(0, 80)) ?? null;
};
