import { createConnection, type Question, requestBytes } from './door-connection.ts';
import { startFlood } from './door-flood-process.ts';
import { askSteadily, describeSteady, type Steady } from './door-steady.ts';
import type { GatewayProcess } from './gateway-process.ts';
import { percentile } from './load.ts';

/** One caller sends ten times what the gateway can answer; two others go on as if there were nobody else. */
export const fairness = async (
  gateway: GatewayProcess,
  question: () => Question,
  seconds: number,
): Promise<void> => {
  const capacity = await capacityOf(gateway, question);
  console.info(`One caller sends ten times what can be answered; each measured for ${seconds} s`);
  console.info(`  users by address that can be answered over 32 connections: ${capacity} a second`);
  const askBoth = (seconds: number) =>
    Promise.all([
      askSteadily({ url: gateway.url, token: 'one-a-second', question, perSecond: 1, seconds }),
      askSteadily({ url: gateway.url, token: 'twenty-a-second', question, perSecond: 20, seconds }),
    ]);
  const alone = await askBoth(seconds);
  const flooding = startFlood({
    url: gateway.url,
    token: 'flood',
    questions: Array.from({ length: 500 }, question),
    perSecond: 10 * capacity,
    connections: 1000,
    seconds: firstSeconds + seconds + 1,
  });
  const [, first] = await askBoth(firstSeconds);
  const beside = await askBoth(seconds);
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
  console.info(`  twenty a second, in the first ${firstSeconds} s  ${describeSteady(first)}`);
  const { 200: answered = 0, 429: refused = 0, ...others } = flood.statuses;
  const perSecond = (count: number) => Math.round(count / (firstSeconds + seconds + 1));
  console.info(
    `  the flood        ${perSecond(flood.offered)} a second were sent of ${10 * capacity}; ${perSecond(answered)} a second answered (p50 ${flood.answeredP50Ms.toFixed(0)} ms, p99 ${flood.answeredP99Ms.toFixed(0)} ms)`,
  );
  console.info(
    `                   ${((100 * refused) / flood.offered).toFixed(1)} % refused with 429, of these ${((100 * flood.withRetryAfter) / refused).toFixed(1)} % with Retry-After; otherwise ${JSON.stringify(others)}`,
  );
};

/** While the flood opens its connections. */
const firstSeconds = 2;

const capacityOf = async ({ url, token }: GatewayProcess, question: () => Question): Promise<number> => {
  const answeredIn = async (ms: number): Promise<number> => {
    const end = performance.now() + ms;
    let answered = 0;
    await Promise.all(
      Array.from({ length: 32 }, async () => {
        const connection = createConnection(url);
        while (performance.now() < end) {
          const { status } = await connection.ask(requestBytes(url, token, question()));
          if (status === 200) answered += 1;
        }
        connection.close();
      }),
    );
    return answered;
  };
  await answeredIn(4000);
  return Math.round((await answeredIn(5000)) / 5);
};

const times = (before: Steady, during: Steady, share: number): string =>
  `${(percentile(during.tookMs, share) / percentile(before.tookMs, share)).toFixed(2)} times`;
