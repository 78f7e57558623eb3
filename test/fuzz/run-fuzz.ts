import { setTimeout } from 'node:timers/promises';
import { createSchema } from '../../src/graphql/schema.ts';
import { createFinder } from '../canaries/find.ts';
import { credentials } from './credentials.ts';
import { anyOf, createDice } from './dice.ts';
import { createDocuments } from './document.ts';
import { createJudge } from './judge.ts';
import { noiseFor } from './noise.ts';
import { createPool } from './pool.ts';
import { type Answer, sendBody, sendBytes } from './send.ts';
import { shapeFor } from './shape.ts';
import { blow, secretOfTheStorm } from './storm.ts';
import { password } from './words.ts';
import { callerTokens, startWorld, type World } from './world.ts';

/** What came of one seed. */
export type FuzzReport = {
  readonly sent: number;
  readonly byStatus: ReadonlyMap<number, number>;
  /** Answers with data. */
  readonly executed: number;
  readonly slowestMs: number;
  /** Of the gateway's process, once it was warm and in the end. */
  readonly memoryMiB: { readonly before: number; readonly after: number };
  /** What may not be, each with what brought it about. */
  readonly faults: readonly string[];
};

/**
 * Sends so many requests to a gateway that is started for them: documents that know the schema, bodies that do not, and odd HTTP; during
 * the last tenth of them backends fail, too. The same seed sends the same, but for ids and cursors that the gateway itself makes up.
 */
export const runFuzz = async (options: {
  readonly seed: number;
  readonly requests: number;
}): Promise<FuzzReport> => {
  const { seed, requests } = options;
  await using world = await startWorld(seed);
  await untilRead(world);
  const pool = createPool(world.emulators);
  const documentFor = createDocuments(createSchema(), pool);
  const judge = createJudge(secrets);
  const faults: string[] = [];
  const tell = (place: string, told: readonly string[]): void => {
    if (faults.length < mostTold) faults.push(...told.map((fault) => `seed ${seed}, ${place}: ${fault}`));
  };
  const byStatus = new Map<number, number>();
  let executed = 0;
  let slowestMs = 0;

  const sendOne = async (at: number): Promise<void> => {
    const own = seed * 1_000_003 + at;
    const dice = createDice(own);
    const token = dice.chance(0.5) ? ofAll : anyOf(dice, tokens);
    const sound = documentFor(own);
    const kind = kindOf(dice.between(1, 10));
    if (at > 0.9 * requests && dice.chance(0.05)) blow(dice, world.emulators);
    const bytes = {
      DOCUMENT: () => Buffer.from(JSON.stringify(sound)),
      NOISE: () => noiseFor(own, sound),
      SHAPE: () => shapeFor(own, { host: new URL(world.url).host, token, sound }),
    }[kind]();
    try {
      const answer = await (kind === 'SHAPE'
        ? sendBytes(world.url, bytes)
        : sendBody(world.url, token, bytes));
      tell(
        `request ${at}`,
        judge(answer).map((fault) => `the answer ${fault}${shown(bytes)}${excerptOf(answer)}`),
      );
      byStatus.set(answer.status, (byStatus.get(answer.status) ?? 0) + 1);
      if (answer.text.includes('"data":{')) executed += 1;
      slowestMs = Math.max(slowestMs, Math.round(answer.ms));
      if (kind === 'DOCUMENT' && token === ofAll) pool.learn(JSON.parse(answer.text));
    } catch (error) {
      tell(`request ${at}`, [`${String(error)}${shown(bytes)}`]);
    }
  };

  let next = 0;
  let before = 0;
  const walk = async (): Promise<void> => {
    while (next < requests && world.exitCode() === null) {
      const at = next;
      next += 1;
      await sendOne(at);
      if (at === Math.floor(requests / 3)) before = world.memoryMiB();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, walk));

  tell('in the end', await faultsOf(world));
  const after = world.exitCode() === null ? world.memoryMiB() : Number.NaN;
  if (after > before + mostGrowthMiB) tell('in the end', [`memory grew from ${before} to ${after} MiB`]);
  return { sent: next, byStatus, executed, slowestMs, memoryMiB: { before, after }, faults };
};

/** Of ten requests seven know the schema, two have a body that does not, and one is odd HTTP. */
const kindOf = (share: number): 'DOCUMENT' | 'NOISE' | 'SHAPE' => {
  if (share <= 7) return 'DOCUMENT';
  return share <= 9 ? 'NOISE' : 'SHAPE';
};

const atOnce = 12;

const mostTold = 20;

/** Between a third of the way, when it is warm, and the end: the store is in memory and keeps what is done. */
const mostGrowthMiB = 150;

const secrets = [...credentials, ...callerTokens, password, secretOfTheStorm];

const tokens: readonly string[] = [...callerTokens.map(({ secret }) => secret), 'nobody-knows-it'];
const [ofAll = ''] = tokens;

const shown = (bytes: Uint8Array): string => `\n    ${Buffer.from(bytes).toString('utf8').slice(0, 6000)}`;

/** What stands around the word that nobody may be told, else the beginning. */
const excerptOf = ({ text }: Answer): string => {
  const from = Math.max(0, text.indexOf('"INTERNAL"') - 500);
  return `\n    ${text.slice(from, from + 1000)}`;
};

const untilRead = async ({ url }: World): Promise<void> => {
  for (;;) {
    const answer = await sendBody(url, ofAll, JSON.stringify({ query: '{ backends { index { asOf } } }' }));
    if (answer.status === 200 && !answer.text.includes('"asOf":null')) return;
    await setTimeout(20);
  }
};

/** Whether it does not serve everybody, or has said something that it should not. */
const faultsOf = async ({ url, output, exitCode }: World): Promise<readonly string[]> => {
  if (exitCode() !== null)
    return [`the gateway has ended with ${exitCode()}: ${output().stderr.slice(-2000)}`];
  const health = await fetch(new URL('/health/live', url));
  const { text } = await sendBody(url, ofAll, JSON.stringify({ query: '{ caller { name } }' }));
  const { stdout, stderr } = output();
  const hits = createFinder(secrets).find({ place: 'the log', text: `${stdout}${stderr}` });
  return [
    ...(health.status === 200 ? [] : [`health is ${health.status}`]),
    ...(text === '{"data":{"caller":{"name":"all"}}}' ? [] : [`whoever comes next is answered ${text}`]),
    ...hits.map(({ secret, form }) => `the log holds the ${secret} (${form})`),
    ...stdout
      .split('\n')
      .filter((line) => /"level":(50|60)/.test(line))
      .slice(0, 3)
      .map((line) => `the log says ${line.slice(0, 1500)}`),
    ...(stderr === '' ? [] : [`it said ${stderr.slice(0, 1500)}`]),
  ];
};
