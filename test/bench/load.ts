import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import type { GatewayProcess } from './gateway-process.ts';

/** What a load saw, in milliseconds. */
export type Load = {
  /** Sorted. */
  readonly tookMs: readonly number[];
  /** Codes of errors, with how often each came. */
  readonly codes: ReadonlyMap<string, number>;
};

/** Asks again and again over so many connections, each waiting for its answer, until `isOver`; a function makes each question anew. */
export const load = async (
  gateway: Pick<GatewayProcess, 'url' | 'token'>,
  query: string | (() => string),
  options: {
    readonly connections: number;
    /** Of each connection between an answer and the next question. */
    readonly pauseMs?: number;
    readonly isOver: (done: number) => boolean;
  },
): Promise<Load> => {
  const { origin, pathname } = new URL(gateway.url);
  const pool = new Pool(origin, { connections: options.connections, headersTimeout: 0, bodyTimeout: 0 });
  const tookMs: number[] = [];
  const codes = new Map<string, number>();
  let asked = 0;

  const ask = async (): Promise<void> => {
    const started = performance.now();
    const { statusCode, body } = await pool.request({
      method: 'POST',
      path: pathname,
      headers: { authorization: `Bearer ${gateway.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: typeof query === 'string' ? query : query() }),
    });
    const answer = (await body.json()) as { errors?: readonly { extensions: { code: string } }[] };
    if (statusCode !== 200) throw new Error(`the gateway answered ${statusCode}`);
    tookMs.push(performance.now() - started);
    for (const { extensions } of answer.errors ?? [])
      codes.set(extensions.code, (codes.get(extensions.code) ?? 0) + 1);
  };
  await Promise.all(
    Array.from({ length: options.connections }, async () => {
      while (!options.isOver(asked)) {
        asked += 1;
        await ask();
        if (options.pauseMs !== undefined) await pause(options.pauseMs);
      }
    }),
  );
  await pool.close();
  return { tookMs: tookMs.toSorted((one, other) => one - other), codes };
};

/** The value below which that share of the sorted values lies. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** Such as `p50 1.2 ms, p99 3.4 ms, most 5.0 ms of 10000`. */
export const describeLoad = ({ tookMs, codes }: Load): string => {
  const ms = (share: number) => `${percentile(tookMs, share).toFixed(1)} ms`;
  const errors = [...codes].map(([code, times]) => `${times} ${code}`).join(', ') || 'no errors';
  return `p50 ${ms(0.5)}, p99 ${ms(0.99)}, most ${ms(1)} of ${tookMs.length}; ${errors}`;
};
