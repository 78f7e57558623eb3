import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withSubject } from '../check.ts';
import type { Fixture, Unnoticeable } from '../fixture.ts';
import { isWrite, type MatrixFault, matrixFaults } from './faults.ts';
import { type Invocation, invocationsOf } from './invocations.ts';
import { judge, type Verdict } from './judge.ts';
import { operationsOf } from './operations.ts';
import { type Trial, tryOut } from './trial.ts';

/**
 * Lets every fault befall every request of every operation: adapter x operation x request x fault. Each cell must end in a typed error or
 * in the right answer, and leave the state that it says it left.
 */
export const faultMatrix = async (name: string, fixture: Fixture): Promise<void> => {
  const operations = await withSubject(fixture, { people: 0 }, async ({ backend }) => operationsOf(backend));

  describe(`P27: whatever befalls one request of ${name} is told, or does no harm`, () => {
    const tally = createTally(fixture.unnoticeable ?? []);
    const elsewhere = createListener();
    beforeAll(elsewhere.start);
    afterAll(elsewhere.stop);

    it('every operation has a row', () => {
      expect(operations.filter((operation) => invocationsOf(operation).length === 0)).toEqual([]);
    });

    for (const operation of operations)
      for (const invocation of invocationsOf(operation))
        it.concurrent(`${operation} ${invocation.variant}`.trim(), async () => {
          const reference = await tryOut(fixture, invocation, null);
          if (reference.outcome.kind !== 'RESOLVED')
            throw new Error('it fails without a fault', { cause: reference.outcome });
          const cells = cellsOf(reference);
          const complaints: string[] = [];
          await inTurns(cells, cellsAtOnce, async (cell) => {
            const verdict = await runCell(
              { fixture, invocation, reference, elsewhere: elsewhere.url() },
              cell,
            );
            if (verdict === null) return;
            const title = `request ${cell.index + 1} (${cell.method} ${cell.target}), ${cell.fault.name}`;
            const excuse =
              verdict.complaints.length === 0 ? null : tally.excuseFor(operation, cell.fault.name);
            tally.count(verdict, excuse);
            if (excuse === null) complaints.push(...verdict.complaints.map((one) => `${title}: ${one}`));
          });
          expect(complaints).toEqual([]);
        }, 60_000);

    it('P24: no redirect led anywhere', () => {
      expect(elsewhere.connections()).toBe(0);
    });

    it('every exclusion is needed', () => {
      console.info(`${name}: ${tally.summary()}`);
      expect(tally.unused()).toEqual([]);
    });
  });
};

/** Of an operation with more requests the first ones; what follows only goes on with more of the same. */
const mostRequests = 6;
/** For each row; vitest runs five rows at once. */
const cellsAtOnce = 4;

type Cell = {
  readonly index: number;
  readonly method: string;
  readonly target: string;
  readonly fault: MatrixFault;
};

const cellsOf = ({ requests }: Trial): readonly Cell[] =>
  requests
    .slice(0, mostRequests)
    .flatMap((request, index) =>
      matrixFaults
        .filter(({ writesOnly }) => !writesOnly || isWrite(request))
        .map((fault) => ({ index, method: request.method, target: request.target, fault })),
    );

/** `null` where the fault has nothing to change in what the backend says. */
const runCell = async (
  run: {
    readonly fixture: Fixture;
    readonly invocation: Invocation;
    readonly reference: Trial;
    readonly elsewhere: string;
  },
  { index, target, fault }: Cell,
): Promise<Verdict | null> => {
  const befallen = { index, fault: fault.toFault({ target, elsewhere: run.elsewhere }) };
  const trial = await tryOut(run.fixture, run.invocation, befallen);
  if (!trial.isTouched) return null;
  const isLookUp = /(^|\.)get[A-Z]?\w*$/.test(run.invocation.operation);
  return judge(trial, run.reference, { fault: fault.name, isLookUp });
};

const inTurns = async <T>(
  tasks: readonly T[],
  atOnce: number,
  work: (task: T) => Promise<void>,
): Promise<void> => {
  const waiting = [...tasks];
  const worker = async (): Promise<void> => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) await work(task);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};

/** Counts how cells ended. */
const createTally = (unnoticeable: readonly Unnoticeable[]) => {
  const endings = new Map<string, number>();
  const used = new Map<Unnoticeable, number>();
  const add = <Key>(counts: Map<Key, number>, key: Key) => counts.set(key, (counts.get(key) ?? 0) + 1);
  let cells = 0;

  return {
    excuseFor: (operation: string, fault: string): Unnoticeable | null =>
      unnoticeable.find((one) => one.operation.test(operation) && one.fault.test(fault)) ?? null,
    count: ({ codes }: Verdict, excuse: Unnoticeable | null): void => {
      cells += 1;
      if (excuse === null) add(endings, [...new Set(codes)].toSorted().join(' and ') || 'the right answer');
      else add(used, excuse);
    },
    unused: (): readonly string[] => unnoticeable.filter((one) => !used.has(one)).map(({ reason }) => reason),
    summary: (): string =>
      [
        `${cells} cells`,
        ...[...endings]
          .toSorted(([, one], [, other]) => other - one)
          .map(([ending, count]) => `  ${count} ${ending}`),
        ...[...used].map(([{ reason }, count]) => `  ${count} not noticeable: ${reason}`),
      ].join('\n'),
  };
};

/** Counts who comes. */
const createListener = () => {
  let connections = 0;
  const server = createServer().on('connection', (socket) => {
    connections += 1;
    socket.destroy();
  });
  return {
    start: () => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
  };
};
