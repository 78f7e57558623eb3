import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../src/cli/documents/audit.ts';
import { createChainCheck } from '../../../src/cli/gateway/audit-chain.ts';

const globalId = (type: string, id: string) => Buffer.from(JSON.stringify([type, id])).toString('base64url');

/** An entry as a gateway tells it, its hash computed here. */
const entry = (
  sequence: number,
  previous: string,
  more: Readonly<Record<string, unknown>> = {},
): AuditEntry => {
  const event = {
    action: 'applyPlan',
    after: '["Operator"]',
    at: 1_790_000_000_000 + sequence,
    backend: 'etl',
    before: '["Viewer"]',
    caller: 'ops',
    code: null,
    digest: 'd'.repeat(64),
    message: null,
    nativeId: 'ada',
    outcome: 'APPLIED',
    phase: 'OUTCOME',
    planId: 'p-1',
    position: 0,
    previous,
    reason: null,
    requestId: 'r-1',
    runId: 'u-1',
    sequence,
    upstreamRequestIds: ['x'],
    ...more,
  } as const;
  const source = JSON.stringify(event);
  const { planId, runId, at, ...same } = event;
  return {
    ...same,
    at: new Date(at).toISOString(),
    plan: planId === null ? null : globalId('Plan', planId),
    run: runId === null ? null : globalId('Run', runId),
    hash: createHash('sha256').update(source).digest('hex'),
    source,
  };
};

const chain = (length: number): readonly AuditEntry[] => {
  const entries: AuditEntry[] = [];
  for (let sequence = 1; sequence <= length; sequence += 1)
    entries.push(entry(sequence, entries.at(-1)?.hash ?? '0'.repeat(64)));
  return entries;
};

/** Why the chain breaks, and at which entry; `null` where it holds. */
const breaksAt = (entries: readonly AuditEntry[]): readonly [number, string] | null => {
  const check = createChainCheck();
  for (const one of entries) {
    const reason = check.add(one);
    if (reason !== null) return [(check.head?.sequence ?? 0) + 1, reason];
  }
  return null;
};

const altered = (more: Partial<AuditEntry>): readonly AuditEntry[] =>
  chain(3).map((one) => (one.sequence === 2 ? { ...one, ...more } : one));

describe('the audit trail, verified by whoever has it (G41, P45)', () => {
  it('holds as it was written, and tells its head', () => {
    expect(breaksAt(chain(3))).toBeNull();
    const check = createChainCheck();
    expect(check.head).toBeNull();
    for (const one of chain(3)) check.add(one);
    expect(check.head).toEqual({ sequence: 3, hash: chain(3)[2]?.hash });
  });

  it('shows an entry that was left out, moved, or put in twice', () => {
    const [first, second, third] = chain(3) as [AuditEntry, AuditEntry, AuditEntry];
    expect(breaksAt([first, third])).toEqual([2, 'expected entry 2, got 3']);
    expect(breaksAt([second, third])).toEqual([1, 'expected entry 1, got 2']);
    expect(breaksAt([first, third, second])).toEqual([2, 'expected entry 2, got 3']);
    expect(breaksAt([first, first])).toEqual([2, 'expected entry 2, got 1']);
  });

  it('shows an entry that was made anew with a hash of its own, at the one after it', () => {
    const [first, second, third] = chain(3) as [AuditEntry, AuditEntry, AuditEntry];
    const forged = entry(2, first.hash, { caller: 'somebody' });
    expect(forged.hash).not.toBe(second.hash);
    expect(breaksAt([first, forged, third])).toEqual([3, 'it does not hold the hash of the entry before']);
  });

  it('shows a source that was changed', () => {
    expect(breaksAt(altered({ source: chain(3)[1]?.source.replace('ops', 'oops') ?? '' }))).toEqual([
      2,
      'its hash is not that of its source',
    ]);
    expect(breaksAt(altered({ hash: 'f'.repeat(64) }))).toEqual([2, 'its hash is not that of its source']);
  });

  it.each<[Partial<AuditEntry>, string]>([
    [{ caller: 'somebody' }, 'caller'],
    [{ at: '2026-01-01T00:00:00.000Z' }, 'at'],
    [{ action: 'undoRun' }, 'action'],
    [{ phase: 'INTENT' }, 'phase'],
    [{ plan: globalId('Plan', 'p-2') }, 'plan'],
    [{ plan: globalId('Plan', 'p-10') }, 'plan'],
    [{ plan: globalId('Run', 'p-1') }, 'plan'],
    [{ plan: 'p-1' }, 'plan'],
    [{ plan: null }, 'plan'],
    [{ run: globalId('Run', 'u-2') }, 'run'],
    [{ position: 7 }, 'position'],
    [{ backend: 'hub' }, 'backend'],
    [{ nativeId: 'grace' }, 'nativeId'],
    [{ before: null }, 'before'],
    [{ after: '["Admin"]' }, 'after'],
    [{ outcome: 'FAILED' }, 'outcome'],
    [{ code: 'CONFLICT' }, 'code'],
    [{ message: 'x' }, 'message'],
    [{ reason: 'x' }, 'reason'],
    [{ requestId: null }, 'requestId'],
    [{ digest: 'e'.repeat(64) }, 'digest'],
    [{ upstreamRequestIds: [] }, 'upstreamRequestIds'],
  ])('shows what is told otherwise than in the source: %j', (more, name) => {
    expect(breaksAt(altered(more))).toEqual([2, `its source says something else of ${name}`]);
  });

  it('shows a source that is none', () => {
    const source = 'nothing';
    const hash = createHash('sha256').update(source).digest('hex');
    expect(breaksAt(altered({ source, hash }))).toEqual([2, 'its source says something else of everything']);
  });
});
