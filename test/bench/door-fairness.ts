import { startFlood } from './door-flood-process.ts';
import { askSteadily, describeSteady, type Steady } from './door-steady.ts';
import type { GatewayProcess } from './gateway-process.ts';
import { load, percentile } from './load.ts';

/** One caller sends ten times what the gateway can answer; two others go on as if there were nobody else. */
export const fairness = async (
  gateway: GatewayProcess,
  query: () => string,
  seconds: number,
): Promise<void> => {
  const capacity = await capacityOf(gateway, query);
  console.info(`One caller sends ten times what can be answered; each measured for ${seconds} s`);
  console.info(`  users by address that can be answered over 32 connections: ${capacity} a second`);
  const askBoth = () =>
    Promise.all([
      askSteadily({ url: gateway.url, token: 'one-a-second', query, perSecond: 1, seconds }),
      askSteadily({ url: gateway.url, token: 'twenty-a-second', query, perSecond: 20, seconds }),
    ]);
  const alone = await askBoth();
  const flooding = startFlood({
    url: gateway.url,
    token: 'flood',
    queries: Array.from({ length: 500 }, query),
    perSecond: 10 * capacity,
    connections: 1000,
    seconds: seconds + 2,
  });
  const beside = await askBoth();
  const flood = await flooding;

  for (const [at, name] of ['one a second', 'twenty a second'].entries()) {
    const [before, during] = [alone[at], beside[at]];
    if (before === undefined || during === undefined) continue;
    console.info(`  ${name.padEnd(16)} alone   ${describeSteady(before)}`);
    console.info(`  ${name.padEnd(16)} beside  ${describeSteady(during)}`);
    console.info(
      `  ${''.padEnd(16)} p50 ${times(before, during, 0.5)}, p99 ${times(before, during, 0.99)} of alone`,
    );
  }
  const { 200: answered = 0, 429: refused = 0, ...others } = flood.statuses;
  const perSecond = (count: number) => Math.round(count / (seconds + 2));
  console.info(
    `  the flood        ${perSecond(flood.offered)} a second were sent of ${10 * capacity}; ${perSecond(answered)} a second answered (p50 ${flood.answeredP50Ms.toFixed(0)} ms, p99 ${flood.answeredP99Ms.toFixed(0)} ms)`,
  );
  console.info(
    `                   ${((100 * refused) / flood.offered).toFixed(1)} % refused with 429, of these ${((100 * flood.withRetryAfter) / refused).toFixed(1)} % with Retry-After; otherwise ${JSON.stringify(others)}`,
  );
};

const capacityOf = async (gateway: GatewayProcess, query: () => string): Promise<number> => {
  await load(gateway, query, { connections: 32, isOver: (asked) => asked >= 4000 });
  const began = performance.now();
  const { tookMs } = await load(gateway, query, {
    connections: 32,
    isOver: () => performance.now() - began >= 5000,
  });
  return Math.round((1000 * tookMs.length) / (performance.now() - began));
};

const times = (before: Steady, during: Steady, share: number): string =>
  `${(percentile(during.tookMs, share) / percentile(before.tookMs, share)).toFixed(2)} times`;
