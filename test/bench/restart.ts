import { isDeepStrictEqual } from 'node:util';
import { ask } from './ask.ts';
import type { GatewayProcess } from './gateway-process.ts';
import { lookUp } from './look-up.ts';
import type { createPicker } from './people.ts';

/** What a gateway knew before it was stopped, and how soon the next one knows it. */
export const restart = async (
  gateway: GatewayProcess,
  start: () => Promise<GatewayProcess>,
  pickPerson: ReturnType<typeof createPicker>,
): Promise<void> => {
  console.info('A restart on the same file');
  const emails = Array.from({ length: 50 }, () => pickPerson().email);
  const before = await knownOf(gateway, emails);
  const stopping = performance.now();
  await gateway.stop();
  const started = performance.now();
  await using next = await start();
  await ask(next, lookUp(emails[0] ?? ''));
  const answeredMs = performance.now() - started;
  const after = await knownOf(next, emails);

  console.info(
    `  stopped in ${Math.round(started - stopping)} ms, first answer ${Math.round(answeredMs)} ms after the start`,
  );
  const [users] = before;
  const found = users.filter((user) => user !== null).length;
  const verdict = isDeepStrictEqual(after, before) ? 'as before' : 'NOT as before';
  console.info(`  ids, accounts and links of ${found} users, and when each backend was read: ${verdict}`);
};

const knownOf = async (
  gateway: GatewayProcess,
  emails: readonly string[],
): Promise<readonly [users: readonly (object | null)[], backends: object]> => {
  const users: (object | null)[] = [];
  for (const email of emails) {
    const { user } = await ask<{ readonly user: object | null }>(gateway, lookUp(email));
    users.push(user);
  }
  return [users, await ask<object>(gateway, '{ backends { id index { asOf completeness accounts } } }')];
};
