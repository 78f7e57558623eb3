import { setPriority } from 'node:os';
import { type Connection, createConnection, requestBytes } from './door-connection.ts';
import type { Flood, FloodOptions } from './door-flood-process.ts';
import { percentile } from './load.ts';

// The process behind `startFlood`. Whoever measures beside it on the same two cores goes first.

setPriority(10);

const flood = async (options: FloodOptions): Promise<Flood> => {
  const { url, token, questions, perSecond, connections, seconds } = options;
  const requests = questions.map((question) => requestBytes(url, token, question));
  const all: Connection[] = [];
  const free: Connection[] = [];
  const statuses = new Map<number, number>();
  const answeredMs: number[] = [];
  let [offered, unsent, withRetryAfter, underWay] = [0, 0, 0, 0];

  const open = (): Connection | undefined => {
    if (all.length >= connections) return undefined;
    const connection = createConnection(url);
    all.push(connection);
    return connection;
  };
  const ask = async (connection: Connection, bytes: Buffer): Promise<void> => {
    underWay += 1;
    const sent = performance.now();
    const { status, head } = await connection.ask(bytes);
    underWay -= 1;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status === 200) answeredMs.push(performance.now() - sent);
    if (status === 429 && /\nretry-after: [1-9]/i.test(head)) withRetryAfter += 1;
    free.push(connection);
  };

  const began = performance.now();
  const end = began + 1000 * seconds;
  await new Promise<void>((resolve) => {
    const offer = (): void => {
      const now = performance.now();
      const due = Math.floor(((Math.min(now, end) - began) * perSecond) / 1000);
      while (offered + unsent < due) {
        const connection = free.pop() ?? open();
        const bytes = requests[offered % requests.length];
        if (connection === undefined || bytes === undefined) unsent = due - offered;
        else {
          offered += 1;
          void ask(connection, bytes);
        }
      }
      if (now < end) setTimeout(offer, 1);
      else if (underWay === 0 || now > end + 10_000) resolve();
      else setTimeout(offer, 20);
    };
    offer();
  });
  for (const connection of all) connection.close();
  const sorted = answeredMs.toSorted((one, other) => one - other);
  return {
    offered,
    unsent,
    statuses: Object.fromEntries(statuses),
    withRetryAfter,
    answeredP50Ms: percentile(sorted, 0.5),
    answeredP99Ms: percentile(sorted, 0.99),
  };
};

process.once('message', (options: FloodOptions) => {
  void flood(options).then((seen) => process.send?.(seen, () => process.exit()));
});
