import { setTimeout as pause } from 'node:timers/promises';
import { type Connection, createConnection, type Question, requestBytes } from './door-connection.ts';
import { percentile } from './load.ts';

/** What somebody saw who asked so often, whatever the answers took. */
export type Steady = {
  readonly asked: number;
  /** Answered with 200 and no error. */
  readonly answered: number;
  /** Sorted. */
  readonly tookMs: readonly number[];
};

export const askSteadily = async (options: {
  readonly url: string;
  readonly token: string;
  readonly question: () => Question;
  readonly perSecond: number;
  readonly seconds: number;
}): Promise<Steady> => {
  const { url, token, question, perSecond, seconds } = options;
  const asked = Math.round(perSecond * seconds);
  const free: Connection[] = [];
  const began = performance.now();
  const tookMs: number[] = [];
  let answered = 0;

  const askAt = async (due: number): Promise<void> => {
    const bytes = requestBytes(url, token, question());
    const wait = due - performance.now();
    if (wait > 0) await pause(wait);
    const connection = free.pop() ?? createConnection(url);
    // A timer may be a millisecond late, for which the gateway cannot be blamed.
    const sent = performance.now();
    const { status, body } = await connection.ask(bytes);
    tookMs.push(performance.now() - sent);
    if (status === 200 && !body.includes('"errors"')) answered += 1;
    free.push(connection);
  };
  await Promise.all(Array.from({ length: asked }, (_, at) => askAt(began + ((at + 0.5) * 1000) / perSecond)));
  for (const connection of free) connection.close();
  return { asked, answered, tookMs: tookMs.toSorted((one, other) => one - other) };
};

/** Such as `p50 2.0 ms, p99 6.1 ms, most 7.0 ms; 400 of 400 answered (100.00 %)`. */
export const describeSteady = ({ asked, answered, tookMs }: Steady): string => {
  const ms = (share: number) => `${percentile(tookMs, share).toFixed(1)} ms`;
  const share = ((100 * answered) / asked).toFixed(2);
  return `p50 ${ms(0.5)}, p99 ${ms(0.99)}, most ${ms(1)}; ${answered} of ${asked} answered (${share} %)`;
};
