import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendAudit } from '../../../src/audit/audit.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { readTrail } from '../../audit/trail.ts';
import { verifyChain } from '../../audit/verify-chain.ts';
import { auditEventOf, changeOf, outcomeOf, planOf, runOf } from '../records.ts';
import { useDirectory } from './directory.ts';

const steps = 100;

describe('a store whose machine loses power (P33)', () => {
  const path = useDirectory();

  const begin = async (): Promise<Store> => {
    // What was there before is in the file itself; all that follows is in its log.
    await (await openStore(`file:${path()}`)).close();
    const store = await openStore(`file:${path()}`);
    await store.write(async ({ plans, runs }) => {
      await plans.save(planOf('p'));
      await plans.addChanges(
        'p',
        0,
        Array.from({ length: steps }, (_, at) => changeOf('iot', `${at}`)),
      );
      await runs.begin(runOf('r', 'p'));
    });
    return store;
  };
  /** Intends the change at an even step, and settles it at the odd one after. */
  const take = (store: Store, step: number): Promise<void> =>
    store.write(async (writer) => {
      const position = Math.floor(step / 2);
      const settled = { runId: 'r', position, outcome: outcomeOf('APPLIED'), at: step, requestIds: [] };
      await (step % 2 === 0 ? writer.runs.intend('r', [position], step) : writer.runs.settle(settled));
      const phase = step % 2 === 0 ? 'INTENT' : 'OUTCOME';
      await appendAudit(writer, [auditEventOf({ at: step, phase, runId: 'r', position })]);
    });
  const stepsIn = async (store: Store): Promise<number> => {
    const entries = await store.runs.entries('r', { first: 500 });
    return entries
      .map(({ intendedAt, settledAt }) => Number(intendedAt !== null) + Number(settledAt !== null))
      .reduce((sum, count) => sum + count, 0);
  };

  it('has every step that was acknowledged, each with its part of the audit trail, and opens, however its last record is torn', async () => {
    const store = await begin();
    const sizes = [(await stat(path('rolecall.db-wal'))).size];
    for (let step = 0; step < steps; step += 1) {
      await take(store, step);
      sizes.push((await stat(path('rolecall.db-wal'))).size);
    }
    const log = await readFile(path('rolecall.db-wal'));
    await copyFile(path(), path('before.db'));
    await store.close();
    expect(sizes.toSorted((one, other) => one - other)).toEqual(sizes);

    const tails = fc.sample(
      fc.record({ share: fc.double({ min: 0, max: 0.999, noNaN: true }), torn: fc.constantFrom(...ways) }),
      { numRuns: steps, seed: 3 },
    );
    for (const [acknowledged, { share, torn }] of tails.entries()) {
      const [durable = 0, next = 0] = sizes.slice(acknowledged, acknowledged + 2);
      const cut = durable + Math.floor(share * (next - durable));
      const directory = path(`${acknowledged}`);
      await mkdir(directory);
      await copyFile(path('before.db'), `${directory}/rolecall.db`);
      await writeFile(
        `${directory}/rolecall.db-wal`,
        Buffer.concat([log.subarray(0, cut), tear(torn, next - cut)]),
      );
      const opened = await openStore(`file:${directory}/rolecall.db`);
      expect([acknowledged, cut, torn, await stepsIn(opened)]).toEqual([
        acknowledged,
        cut,
        torn,
        acknowledged,
      ]);
      expect(await verifyChain(readTrail(opened))).toMatchObject({ isIntact: true, count: acknowledged });
      await take(opened, acknowledged);
      expect(await stepsIn(opened)).toBe(acknowledged + 1);
      await opened.close();
    }
  }, 60_000);
});

/** What stands where the rest of the last record was to be. */
const ways = ['NOTHING', 'ZEROS', 'GARBAGE'] as const;

const tear = (torn: (typeof ways)[number], length: number): Buffer => {
  if (torn === 'NOTHING') return Buffer.alloc(0);
  return Buffer.alloc(length, torn === 'ZEROS' ? 0 : 0x5a);
};
