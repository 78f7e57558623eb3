import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Question } from './door-connection.ts';

/** What one caller sends and how often, whatever becomes of it. */
export type FloodOptions = {
  readonly url: string;
  readonly token: string;
  /** One after the other, again and again. */
  readonly questions: readonly Question[];
  readonly perSecond: number;
  /** What finds none of so many connections free is not sent. */
  readonly connections: number;
  readonly seconds: number;
};

export type Flood = {
  readonly offered: number;
  /** What was due, and for which there was no connection. */
  readonly unsent: number;
  /** How often each status came; 0 for none. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Of those with status 429. */
  readonly withRetryAfter: number;
  readonly answeredP50Ms: number;
  readonly answeredP99Ms: number;
};

/** In a process of its own, as the load that it bears is not the gateway's. */
export const startFlood = async (options: FloodOptions): Promise<Flood> => {
  const child = fork(fileURLToPath(new URL('./door-flood.ts', import.meta.url)));
  child.send(options);
  const [seen] = await once(child, 'message');
  return seen as Flood;
};
