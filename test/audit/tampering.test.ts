import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { auditEventOf } from '../store/records.ts';
import { useDirectory } from '../store/sqlite/directory.ts';
import { append, readTrail } from './trail.ts';
import { type Verification, verifyChain } from './verify-chain.ts';

const length = 12;

/** Somebody who can write the store's file, and does. */
describe('the rows of an audit trail, in the hands of somebody else (P45)', () => {
  const path = useDirectory();
  let store: Store;
  beforeEach(async () => {
    store = await openStore(`file:${path()}`);
    await append(
      store,
      Array.from({ length }, (_, at) =>
        auditEventOf({ at, backend: 'iot', nativeId: `account ${at}`, upstreamRequestIds: [`${at}`] }),
      ),
    );
  });
  afterEach(() => store.close());

  const verify = (): Promise<Verification> => verifyChain(readTrail(store));
  /** Does something to the file, looks, and takes it back. */
  const whileTampered = async (statements: readonly string[]): Promise<Verification> => {
    const database = new DatabaseSync(path());
    database.exec('create table untouched as select * from audit');
    for (const statement of statements) database.exec(statement);
    const verified = await verify();
    database.exec('delete from audit; insert into audit select * from untouched; drop table untouched');
    database.close();
    return verified;
  };
  const sequence = fc.integer({ min: 1, max: length });
  const forAny = <T>(some: fc.Arbitrary<T>, check: (value: T) => Promise<void>) =>
    fc.assert(fc.asyncProperty(some, check), { numRuns: 25 });

  it('are intact while nobody touches them', async () => {
    const last = await store.audit.last();
    expect(await verify()).toEqual({ isIntact: true, count: length, head: last?.hash });
  });

  it('are found where any column of any row was changed to anything', async () => {
    const database = new DatabaseSync(path(), { readOnly: true });
    const columns = database
      .prepare('select name from pragma_table_info(?)')
      .all('audit')
      .map(({ name }) => String(name));
    database.close();
    expect(columns).toHaveLength(21);
    const values = ["'forged'", '17', "x'00ff'", "''", '0.5', "'[]'", "'null'"];
    await forAny(
      fc.tuple(sequence, fc.constantFrom(...columns), fc.constantFrom(...values)),
      async ([at, column, value]) => {
        if (column === 'sequence' && value !== '17') return;
        const verified = await whileTampered([
          `update audit set "${column}" = ${value} where sequence = ${at}`,
        ]);
        const isFirstFound = !verified.isIntact && verified.count === at - 1;
        expect([column, value, at, isFirstFound]).toEqual([column, value, at, true]);
      },
    );
  });

  it('are found where a row was taken away that is not the last', () =>
    forAny(fc.integer({ min: 1, max: length - 1 }), async (at) => {
      expect(await whileTampered([`delete from audit where sequence = ${at}`])).toMatchObject({
        isIntact: false,
        count: at - 1,
        sequence: at + 1,
        fault: 'GAP',
      });
    }));

  it('are found where a row was taken away and the others moved up', () =>
    forAny(fc.integer({ min: 1, max: length - 1 }), async (at) => {
      const verified = await whileTampered([
        `delete from audit where sequence = ${at}`,
        `update audit set sequence = -(sequence - 1) where sequence > ${at}`,
        'update audit set sequence = -sequence where sequence < 0',
      ]);
      expect(verified).toMatchObject({ isIntact: false, count: at - 1, sequence: at, fault: 'PREVIOUS' });
    }));

  it('are found where some were cut out of the middle', () =>
    forAny(fc.tuple(sequence, sequence), async ([one, other]) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const verified = await whileTampered([`delete from audit where sequence between ${from} and ${to}`]);
      // What was cut off the end is not found by a chain, but by whoever kept its head.
      expect(verified.isIntact).toBe(to === length);
      expect(verified.count).toBe(from - 1);
      expect(verified.head).not.toBe((await store.audit.last())?.hash);
    }));

  it('are found where two were exchanged', () =>
    forAny(fc.tuple(sequence, sequence), async ([one, other]) => {
      if (one === other) return;
      const verified = await whileTampered([
        `update audit set sequence = -1 where sequence = ${one}`,
        `update audit set sequence = ${one} where sequence = ${other}`,
        `update audit set sequence = ${other} where sequence = -1`,
      ]);
      expect(verified).toMatchObject({ isIntact: false, count: Math.min(one, other) - 1 });
    }));

  it('are found where one was put in between', () =>
    forAny(fc.integer({ min: 1, max: length }), async (at) => {
      const verified = await whileTampered([
        `update audit set sequence = -(sequence + 1) where sequence >= ${at}`,
        'update audit set sequence = -sequence where sequence < 0',
        `insert into audit select * from (select ${at} as sequence, at, caller, request_id, action, phase, plan_id, digest, run_id, position, backend, 'forged', before, after, outcome, code, message, reason, upstream_request_ids, previous, hash from untouched where sequence = ${at})`,
      ]);
      expect(verified).toMatchObject({ isIntact: false, count: at - 1, sequence: at, fault: 'HASH' });
    }));
});
