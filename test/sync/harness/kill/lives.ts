import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GatewayProcess, startGatewayProcess } from '../gateway-process.ts';
import { type JournalRow, openJournal } from '../journal.ts';
import { type Watch, type Write, watchWorld } from '../watch.ts';
import { type AllAccounts, accountsOf, configOver, startWorld, type World } from '../world.ts';
import { afterwards, arm, type KillPoint, killsOf } from './kill-point.ts';
import { newcomers, type Request, type Scenario } from './scenarios.ts';

/** A world over which gateways are started, killed and started again. One at a time. */
export type Lives = {
  readonly world: World;
  /** Lets a scenario happen from its start to its end, and kills gateways meanwhile where a point says so. */
  live(scenario: Scenario, point: KillPoint | null): Promise<Lived>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** What happened. */
export type Lived = {
  readonly accounts: AllAccounts;
  /** In order, over all gateways. */
  readonly writes: readonly Write[];
  readonly reads: number;
  /** From the request that began it to its answer; `null` where there was none. */
  readonly answeredAfterMs: number | null;
  /** At each kill: how many writes there had been, and what was written down by then. */
  readonly kills: readonly { readonly writes: number; readonly journal: readonly JournalRow[] }[];
  readonly run: LivedRun;
  /** Mails to those whom the scenario invites. */
  readonly mails: Readonly<Record<string, number>>;
  readonly trail: readonly TrailEntry[];
  /** What came of asking the same once more in the end, under the same idempotency key. */
  readonly again: {
    readonly writes: number;
    readonly errors: readonly { readonly message: string }[];
    readonly mails: Readonly<Record<string, number>>;
  };
};

export type LivedRun = {
  readonly id: string;
  readonly state: string;
  readonly outcomes: {
    readonly nodes: readonly {
      readonly outcome: string | null;
      readonly code: string | null;
      readonly reason: string | null;
      readonly change: {
        readonly account: {
          readonly backend: string;
          readonly nativeId: string | null;
          readonly name: string | null;
        };
      };
    }[];
  };
};

export type TrailEntry = {
  readonly sequence: number;
  readonly previous: string;
  readonly hash: string;
  readonly source: string;
  readonly phase: string;
  readonly run: string | null;
};

export const startLives = async (): Promise<Lives> => {
  const world = await startWorld();
  const watch = watchWorld(world);
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-kill-'));
  const templates = new Map<string, Promise<{ readonly file: string; readonly request: Request }>>();
  const file = join(folder, 'lived.db');
  const start = (of: string) => startGatewayProcess(configOver(world, { store: `file:${of}` }));

  /** Ready to begin, as a file to copy: what is ready once need not be made ready again. */
  const ready = (scenario: Scenario) => {
    const made = templates.get(scenario.name) ?? makeReady(scenario);
    templates.set(scenario.name, made);
    return made;
  };
  const makeReady = async (scenario: Scenario) => {
    world.reset();
    const template = join(folder, `${scenario.name}.db`);
    await using gateway = await start(template);
    const request = await scenario.prepare(gateway, world);
    await gateway.stop();
    return { file: template, request };
  };

  return {
    world,
    live: async (scenario, point) => {
      const { file: template, request } = await ready(scenario);
      world.reset();
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
      copyFileSync(template, file);

      const lived = { writes: [] as Write[], kills: [] as Lived['kills'][number][], reads: 0 };
      let answeredAfterMs: number | null = null;
      for (let life = 0; point !== null && life < killsOf(point); life += 1) {
        await using gateway = await start(file);
        answeredAfterMs = await liveAndDie({ file, gateway, watch, point, life, request, lived });
      }
      await using gateway = await start(file);
      using journal = openJournal(file);
      watch.begin({ isIntended: journal.isIntended });
      const begunAt = performance.now();
      let run = await runOf(gateway);
      if (run === null) {
        await gateway.ask(request.document, request.variables);
        answeredAfterMs = performance.now() - begunAt;
        run = await runOf(gateway);
      }
      const ended = await untilEnded(gateway, run);
      const writes = watch.writes.length;
      const end = {
        ...lived,
        writes: [...lived.writes, ...watch.writes],
        reads: lived.reads + watch.reads,
        answeredAfterMs,
        accounts: accountsOf(world),
        run: ended,
        mails: mailsTo(world, scenario),
        trail: await trailOf(gateway),
      };
      const errors = errorsIn(await gateway.ask<Payloads>(request.document, request.variables));
      return {
        ...end,
        again: { writes: watch.writes.length - writes, errors, mails: mailsTo(world, scenario) },
      };
    },
    [Symbol.asyncDispose]: async () => {
      await world[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

type Payloads = Readonly<Record<string, Payload & { readonly results?: readonly Payload[] }>>;

type Payload = { readonly errors: readonly { readonly message: string }[] };

const errorsIn = (payloads: Payloads) =>
  Object.values(payloads).flatMap(({ errors, results = [] }) => [
    ...errors,
    ...results.flatMap((one) => one.errors),
  ]);

/** From a start to a kill. Answers how long the request took that was answered before. */
const liveAndDie = async ({
  file,
  gateway,
  watch,
  point,
  life,
  request,
  lived,
}: {
  readonly file: string;
  readonly gateway: GatewayProcess;
  readonly watch: Watch;
  readonly point: KillPoint;
  readonly life: number;
  readonly request: Request;
  readonly lived: { writes: Write[]; kills: Lived['kills'][number][]; reads: number };
}): Promise<number | null> => {
  let answeredAfterMs: number | null = null;
  {
    using journal = openJournal(file);
    watch.begin({ isIntended: journal.isIntended, ...arm(point, life, gateway.kill) });
    const begunAt = performance.now();
    const isBegun = (await runOf(gateway).catch(() => null)) !== null;
    if (!isBegun) {
      const asked = gateway.ask(request.document, request.variables).then(
        () => {
          answeredAfterMs = performance.now() - begunAt;
        },
        () => {},
      );
      if (point.kind === 'beginning') afterwards(point.delayUs, gateway.kill);
      await Promise.race([asked, gateway.ended]);
    }
    // A point that lies behind the end is one at the end.
    await Promise.race([gateway.ended, new Promise((resolve) => setTimeout(resolve, 300))]);
    gateway.kill();
    await gateway.ended;
  }
  // Opened anew: what was open beside it would know more than the disk.
  using journal = openJournal(file);
  lived.kills.push({ writes: lived.writes.length + watch.writes.length, journal: journal.entries() });
  lived.writes.push(...watch.writes);
  lived.reads += watch.reads;
  return answeredAfterMs;
};

const runFields =
  'id state outcomes(first: 100) { nodes { outcome code reason change { account { backend nativeId name } } } }';

/** The last one. */
const runOf = async (gateway: GatewayProcess): Promise<LivedRun | null> => {
  const { runs } = await gateway.ask<{ readonly runs: { readonly nodes: readonly LivedRun[] } }>(
    `{ runs(first: 1) { nodes { ${runFields} } } }`,
  );
  return runs.nodes[0] ?? null;
};

const untilEnded = async (gateway: GatewayProcess, first: LivedRun | null): Promise<LivedRun> => {
  const until = performance.now() + 30_000;
  for (let run = first; ; run = await runOf(gateway)) {
    if (run !== null && run.state !== 'RUNNING') return run;
    if (performance.now() > until) throw new Error(`the run did not end: ${JSON.stringify(run)}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
};

const mailsTo = ({ vpn }: World, scenario: Scenario): Readonly<Record<string, number>> => {
  if (scenario.isRepeatable) return {};
  const invited = [...vpn.state.users.values()].filter(
    ({ id, email }) => newcomers.includes(email ?? '') || vpn.state.mails.has(id),
  );
  return Object.fromEntries(invited.map(({ id, email }) => [email ?? id, vpn.state.mails.get(id) ?? 0]));
};

const trailOf = async (gateway: GatewayProcess): Promise<readonly TrailEntry[]> => {
  const entries: TrailEntry[] = [];
  for (let after: string | null = null; ; ) {
    const { auditEntries: page }: { readonly auditEntries: TrailPage } = await gateway.ask(
      `query ($after: String) { auditEntries(first: 100, after: $after, direction: ASC) {
        nodes { sequence previous hash source phase run } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    entries.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return entries;
    after = page.pageInfo.endCursor;
  }
};

type TrailPage = {
  readonly nodes: readonly TrailEntry[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
};
