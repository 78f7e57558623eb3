import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendAudit } from '../../../src/audit/audit.ts';
import type { AuditEntry, AuditEvent } from '../../../src/domain/audit-entry.ts';
import type { AuditQuery } from '../../../src/store/audit-records.ts';
import { verifyChain } from '../../audit/verify-chain.ts';
import type { Place } from '../contract.ts';
import { auditEventOf } from '../records.ts';
import { useFreshStore } from './fresh-store.ts';

export const auditContract = (makePlace: () => Promise<Place>): void => {
  describe('the audit trail (G41)', () => {
    const store = useFreshStore(makePlace);
    const append = (...events: readonly AuditEvent[]) =>
      store().write((writer) => appendAudit(writer, events));
    const all = () => store().audit.list({ first: 500, backends: null });

    it('keeps every entry as it was appended, and tells the last', async () => {
      expect(await store().audit.last()).toBeNull();
      const whole = auditEventOf({
        at: 1234,
        phase: 'OUTCOME',
        planId: 'p',
        digest: 'd',
        runId: 'r',
        position: 7,
        backend: 'iot',
        nativeId: 'ada',
        before: '{}',
        after: '{"a":1}',
        outcome: 'FAILED',
        code: 'UPSTREAM_TIMEOUT',
        message: 'No answer came',
        reason: 'tidy',
        upstreamRequestIds: ['one', 'two'],
      });
      await append(auditEventOf(), whole);
      const entries = await all();
      expect(entries).toMatchObject([
        { ...auditEventOf(), sequence: 1 },
        { ...whole, sequence: 2 },
      ]);
      expect(await store().audit.last()).toEqual(entries[1]);
    });

    it('gives any text back as it is in its hash', async () => {
      const texts = ['', 'a\0b', '\ud800', '\u{1f600}', '"\\\n', "'; drop table audit; --", 'ß'.repeat(5000)];
      await append(
        ...texts.map((text) =>
          auditEventOf({
            caller: text,
            nativeId: text,
            reason: text,
            after: text,
            upstreamRequestIds: [text],
          }),
        ),
      );
      expect(await verifyChain(await all())).toMatchObject({ isIntact: true, count: texts.length });
    });

    it('takes no entry that does not follow the last, and none of those that come with it (P45)', async () => {
      await append(auditEventOf(), auditEventOf());
      const [first, second] = await all();
      if (first === undefined || second === undefined) throw new Error('expected two entries');
      const third: AuditEntry = { ...second, sequence: 3, previous: second.hash };
      const refused: readonly (readonly AuditEntry[])[] = [
        [first],
        [second],
        [{ ...third, sequence: 4 }],
        [{ ...third, previous: first.hash }],
        [third, third],
      ];
      for (const entries of refused)
        await expect(store().write(({ audit }) => audit.append(entries))).rejects.toThrow();
      expect(await all()).toEqual([first, second]);
      await store().write(({ audit }) => audit.append([third]));
      expect(await store().audit.last()).toEqual(third);
    });

    it('is listed by any conditions, either way, in pages that make the whole', async () => {
      const events = fc.sample(someEvent, { numRuns: 300, seed: 5 });
      await append(...events);
      const entries = await all();
      expect(entries).toHaveLength(300);
      await fc.assert(
        fc.asyncProperty(someQuery, async (query) => {
          const passing = entries.filter((entry) => lets(query, entry));
          const expected = query.descending ? passing.toReversed() : passing;
          const found: AuditEntry[] = [];
          for (;;) {
            const after = found.at(-1)?.sequence;
            const page = await store().audit.list({ ...query, after });
            found.push(...page);
            if (page.length < query.first) break;
          }
          expect(found).toEqual(expected);
        }),
        { numRuns: 300 },
      );
    }, 60_000);
  });

  describe('an intent outside of runs', () => {
    const store = useFreshStore(makePlace);
    const append = (...events: readonly AuditEvent[]) =>
      store().write((writer) => appendAudit(writer, events));
    const unanswered = async () => (await store().audit.unanswered()).map(({ sequence }) => sequence);
    const deed = { requestId: 'request', action: 'createGroup', backend: 'vpn' } as const;
    const intent = (told: Partial<AuditEvent> = {}) => auditEventOf({ ...deed, phase: 'INTENT', ...told });
    const outcome = (told: Partial<AuditEvent> = {}) =>
      auditEventOf({ ...deed, phase: 'OUTCOME', outcome: 'APPLIED', ...told });

    it('is unanswered until its outcome follows (G41)', async () => {
      await append(intent({ nativeId: 'g' }), auditEventOf({ ...deed, phase: 'DECISION', nativeId: 'g' }));
      expect(await unanswered()).toEqual([1]);
      for (const other of [
        { nativeId: 'h' },
        { nativeId: 'g', requestId: 'another' },
        { nativeId: 'g', action: 'deleteGroup' },
        { nativeId: 'g', backend: 'hub' },
        { nativeId: 'g', position: 1 },
        { nativeId: 'g', runId: 'run' },
      ])
        await append(outcome(other));
      expect(await unanswered()).toEqual([1]);
      await append(outcome({ nativeId: 'g' }));
      expect(await unanswered()).toEqual([]);
    });

    it('is answered by an outcome that tells the id which the backend has chosen', async () => {
      await append(intent(), outcome({ nativeId: 'chosen' }));
      expect(await unanswered()).toEqual([]);
    });

    it('is answered once, the first of several alike first', async () => {
      await append(intent(), intent(), outcome());
      expect(await unanswered()).toEqual([2]);
      await append(intent(), outcome());
      expect(await unanswered()).toEqual([4]);
    });

    it('is none of those of runs, whose journal knows', async () => {
      await append(intent({ runId: 'run', position: 0 }), intent({ requestId: null }));
      expect(await unanswered()).toEqual([2]);
      await append(outcome({ requestId: null }));
      expect(await unanswered()).toEqual([]);
    });
  });
};

const orNone = <T>(...values: readonly T[]) => fc.constantFrom(null, ...values);

const someEvent: fc.Arbitrary<AuditEvent> = fc
  .record({
    at: fc.constantFrom(100, 200, 300, 150),
    caller: fc.constantFrom('ops', 'boss'),
    action: fc.constantFrom('applyPlan', 'createGroup'),
    planId: orNone('p', 'q'),
    runId: orNone('r', 's'),
    backend: orNone('iot', 'hub'),
    nativeId: orNone('ada', 'mia'),
    outcome: orNone('APPLIED' as const, 'UNKNOWN' as const),
  })
  .map((told) => auditEventOf(told));

const someQuery = fc.record(
  {
    first: fc.constantFrom(1, 20, 500),
    backends: fc.constantFrom<readonly string[] | null>(null, [], ['iot'], ['iot', 'hub']),
    descending: fc.boolean(),
    caller: fc.constantFrom('ops', 'nobody'),
    action: fc.constantFrom('applyPlan', 'createGroup'),
    planId: fc.constantFrom('p', 'x'),
    runId: fc.constantFrom('r', 'x'),
    account: fc.constantFrom({ backend: 'iot', nativeId: 'ada' }, { backend: 'hub', nativeId: 'mia' }),
    outcome: fc.constantFrom('APPLIED' as const, 'FAILED' as const),
    from: fc.constantFrom(100, 150, 201),
    until: fc.constantFrom(100, 200, 301),
  },
  { requiredKeys: ['first', 'backends'] },
);

/** Whether a query lets an entry through, read from its words and nothing else. */
const lets = (query: AuditQuery, entry: AuditEntry): boolean =>
  (query.backends === null || (entry.backend !== null && query.backends.includes(entry.backend))) &&
  (query.caller === undefined || entry.caller === query.caller) &&
  (query.action === undefined || entry.action === query.action) &&
  (query.planId === undefined || entry.planId === query.planId) &&
  (query.runId === undefined || entry.runId === query.runId) &&
  (query.account === undefined ||
    (entry.backend === query.account.backend && entry.nativeId === query.account.nativeId)) &&
  (query.outcome === undefined || entry.outcome === query.outcome) &&
  (query.from === undefined || entry.at >= query.from) &&
  (query.until === undefined || entry.at < query.until);
