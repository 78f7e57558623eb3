import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withSubject } from '../check.ts';
import type { Fixture } from '../fixture.ts';
import { isWrite } from '../is-write.ts';
import { createElsewhere } from './elsewhere.ts';
import { type MatrixFault, matrixFaults } from './faults.ts';
import { invocationsOf } from './invocations.ts';
import { judge, type Verdict } from './judge.ts';
import { operationsOf } from './operations.ts';
import { createTally, type Tally } from './tally.ts';
import { type Trial, tryOut } from './trial.ts';
import type { Invocation } from './ways.ts';

/**
 * Lets every fault befall every request of every operation: adapter x operation x request x fault. Each cell must end in a typed error or
 * in the right answer, and leave the state that it says it left.
 */
export const faultMatrix = async (name: string, fixture: Fixture): Promise<void> => {
  const operations = await withSubject(fixture, { people: 0 }, async ({ backend }) => operationsOf(backend));

  describe(`P27: whatever befalls one request of ${name} is told, or does no harm`, () => {
    const tally = createTally(fixture.unnoticeable ?? [], { mostRequests });
    const elsewhere = createElsewhere();
    beforeAll(elsewhere.start);
    afterAll(elsewhere.stop);

    it('every operation has a row', () => {
      expect(operations.filter((operation) => invocationsOf(operation).length === 0)).toEqual([]);
    });

    for (const invocation of operations.flatMap(invocationsOf))
      it.concurrent(`${invocation.operation} ${invocation.variant}`.trim(), async () => {
        const reference = await tryOut(fixture, invocation, null);
        if (reference.outcome.kind !== 'RESOLVED')
          throw new Error('it fails without a fault', { cause: reference.outcome });
        const row = { fixture, invocation, reference, elsewhere: elsewhere.url(), tally };
        expect(await complaintsOf(row)).toEqual([]);
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

/** One operation, called in one way. */
type Row = {
  readonly fixture: Fixture;
  readonly invocation: Invocation;
  readonly reference: Trial;
  readonly elsewhere: string;
  readonly tally: Tally;
};

const complaintsOf = async (row: Row): Promise<readonly string[]> => {
  const complaints: string[] = [];
  const { requests } = row.reference;
  row.tally.leaveOut(Math.max(0, requests.length - mostRequests));
  await inTurns(cellsOf(row.reference), cellsAtOnce, async (cell) => {
    const verdict = await runCell(row, cell);
    if (verdict === null) return;
    const { index, method, target, fault } = cell;
    if (row.tally.count(row.invocation.operation, fault.name, verdict) === 'EXCUSED') return;
    const title = `request ${index + 1} (${method} ${target}), ${fault.name}`;
    complaints.push(...verdict.complaints.map((one) => `${title}: ${one}`));
  });
  return complaints;
};

/** Of an operation with more requests the first ones; what follows only goes on with more of the same. */
const mostRequests = 12;
/** For each row; vitest runs five rows at once. */
const cellsAtOnce = 8;

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
const runCell = async (row: Row, { index, target, fault }: Cell): Promise<Verdict | null> => {
  const { isLasting } = fault;
  const faultAt = { index, isLasting, fault: fault.toFault({ target, elsewhere: row.elsewhere }) };
  const trial = await tryOut(row.fixture, row.invocation, faultAt);
  if (!trial.isTouched) return null;
  const isLookUp = /(^|\.)get[A-Z]?\w*$/.test(row.invocation.operation);
  return judge(trial, row.reference, { fault: fault.name, isLookUp });
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
