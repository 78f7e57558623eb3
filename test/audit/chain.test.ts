import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainEvent, firstPrevious, hashOf, sourceOf } from '../../src/audit/chain.ts';
import type { AuditEntry, AuditEvent } from '../../src/domain/audit-entry.ts';
import { auditEventOf } from '../store/records.ts';
import { verifyChain } from './verify-chain.ts';

const chain = (events: readonly AuditEvent[]): readonly AuditEntry[] => {
  const entries: AuditEntry[] = [];
  for (const event of events) entries.push(chainEvent(entries.at(-1) ?? null, event));
  return entries;
};

describe('a chain (G41)', () => {
  it('begins with 1 and 64 zeros, and goes on with the hash before', () => {
    const [first, second] = chain([auditEventOf(), auditEventOf({ at: 2000 })]);
    expect(first).toMatchObject({ ...auditEventOf(), sequence: 1, previous: '0'.repeat(64) });
    expect(firstPrevious).toBe('0'.repeat(64));
    expect(second).toMatchObject({ sequence: 2, previous: first?.hash, at: 2000 });
  });

  it('hashes a text that anybody can hash again: all of an entry but the hash, its members sorted', () => {
    const entry = chainEvent(null, auditEventOf({ reason: 'tidy', upstreamRequestIds: ['one'] }));
    expect(sourceOf(entry)).toBe(
      `{"action":"createGroup","after":null,"at":1000,"backend":null,"before":null,"caller":"ops","code":null,"digest":null,"message":null,"nativeId":null,"outcome":null,"phase":"DECISION","planId":null,"position":null,"previous":"${'0'.repeat(64)}","reason":"tidy","requestId":"request","runId":null,"sequence":1,"upstreamRequestIds":["one"]}`,
    );
    expect(entry.hash).toBe(createHash('sha256').update(sourceOf(entry)).digest('hex'));
    expect(hashOf(entry)).toBe(entry.hash);
  });

  it('takes no member that an entry does not have, and no half of a surrogate pair', () => {
    const odd = { ...auditEventOf({ caller: 'a\ud800', upstreamRequestIds: ['\udc00'] }), token: 'secret' };
    const entry = chainEvent(null, odd);
    expect(entry).toMatchObject({ caller: 'a\ufffd', upstreamRequestIds: ['\ufffd'] });
    expect(sourceOf(entry)).not.toContain('secret');
  });

  it('is intact as it was made, whatever it tells', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someEvent, { maxLength: 10 }), async (events) => {
        const entries = chain(events);
        expect(await verifyChain(entries)).toEqual({
          isIntact: true,
          count: events.length,
          head: entries.at(-1)?.hash ?? null,
        });
      }),
    );
  });

  it('tells the entry of which anything at all was changed (P45)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(someEvent, { minLength: 1, maxLength: 6 }),
        fc.nat(),
        fc.constantFrom<keyof AuditEvent>(...eventMembers),
        async (events, which, member) => {
          const entries = chain(events);
          const at = which % entries.length;
          const tampered = entries.map((entry, place) =>
            place === at ? { ...entry, [member]: otherThan(entry[member]) } : entry,
          );
          expect(await verifyChain(tampered)).toEqual({
            isIntact: false,
            count: at,
            head: entries[at - 1]?.hash ?? null,
            sequence: at + 1,
            fault: 'HASH',
          });
        },
      ),
    );
  });
});

describe('a chain of which the order is another', () => {
  const entries = chain([1, 2, 3, 4].map((at) => auditEventOf({ at })));
  const [one, two, three, four] = entries as [AuditEntry, AuditEntry, AuditEntry, AuditEntry];

  it.each([
    ['misses an entry', [one, three, four], 3, 'GAP'],
    ['misses the first', [two, three, four], 2, 'GAP'],
    ['has two exchanged', [one, three, two, four], 3, 'GAP'],
    ['has one twice', [one, two, two, three], 2, 'ORDER'],
    ['has one moved to the end', [one, two, four, three], 4, 'GAP'],
    ['has one with the number of another', [one, { ...three, sequence: 2 }, two], 2, 'PREVIOUS'],
    [
      'goes on from another entry',
      [one, two, chainEvent({ ...two, hash: one.hash }, auditEventOf())],
      3,
      'PREVIOUS',
    ],
  ] as const)('%s: is told (P45)', async (_, tampered, sequence, fault) => {
    expect(await verifyChain(tampered)).toMatchObject({ isIntact: false, sequence, fault });
  });

  it('lost its end: is told by nothing but the head and the count that somebody kept', async () => {
    const kept = await verifyChain(entries);
    const cut = await verifyChain(entries.slice(0, 2));
    expect(cut).toEqual({ isIntact: true, count: 2, head: two.hash });
    expect(kept).toEqual({ isIntact: true, count: 4, head: four.hash });
  });

  it('was written anew by somebody who can hash: is told by the head alone', async () => {
    const anew = chain([1, 7, 3, 4].map((at) => auditEventOf({ at })));
    const verified = await verifyChain(anew);
    expect(verified).toMatchObject({ isIntact: true, count: 4 });
    expect(verified.head).not.toBe(four.hash);
  });
});

const text = fc.string({ unit: 'binary', maxLength: 8 });
const orNone = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });

const someEvent: fc.Arbitrary<AuditEvent> = fc.record({
  at: fc.nat(),
  caller: text,
  requestId: orNone(text),
  action: text,
  phase: fc.constantFrom('INTENT', 'OUTCOME', 'DECISION'),
  planId: orNone(text),
  digest: orNone(text),
  runId: orNone(text),
  position: orNone(fc.nat()),
  backend: orNone(text),
  nativeId: orNone(text),
  before: orNone(text),
  after: orNone(text),
  outcome: orNone(fc.constantFrom('APPLIED', 'UNKNOWN')),
  code: orNone(fc.constantFrom('CONFLICT', 'INTERNAL')),
  message: orNone(text),
  reason: orNone(text),
  upstreamRequestIds: fc.array(text, { maxLength: 2 }),
});

const eventMembers = Object.keys(auditEventOf()) as readonly (keyof AuditEvent)[];

const otherThan = (value: AuditEvent[keyof AuditEvent]) => {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return `${value}.`;
  return value === null ? '' : [...value, 'another'];
};
