import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { appendAudit } from '../../../src/audit/audit.ts';
import {
  type Abandoned,
  type Asked,
  createKeptAnswers,
  type Payload,
} from '../../../src/graphql/idempotency/kept-answers.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';

const hour = 3_600_000;
const asked: Asked = {
  caller: 'ops',
  key: 'k',
  field: 'createGroup',
  input: { name: 'A' },
  requestId: 'r-1',
};
const done: Payload & { readonly group: string } = { group: 'A', errors: [] };
const refused: Payload = { errors: [{ code: 'NOT_FOUND' }] };

const start = async () => {
  const store = await openStore('memory:');
  const clock = { now: Date.parse('2026-01-01T00:00:00Z') };
  const key = randomBytes(32);
  const process = () =>
    createKeptAnswers({ store, key, now: () => clock.now, log: pino({ level: 'silent' }) });
  return { store, clock, process, answers: process() };
};

/** Asks, and counts how often that led to the deed. */
const counting = (give: () => Promise<Payload> = async () => done) => {
  const calls: (Abandoned | null)[] = [];
  const ask = (abandoned: Abandoned | null): Promise<Payload> => {
    calls.push(abandoned);
    return give();
  };
  return { calls, ask };
};

const tell = (store: Store, requestId: string): Promise<void> =>
  store.write((writer) =>
    appendAudit(writer, [
      {
        at: 1,
        caller: asked.caller,
        requestId,
        action: asked.field,
        phase: 'INTENT',
        planId: null,
        digest: null,
        runId: null,
        position: null,
        backend: 'vpn',
        nativeId: null,
        before: null,
        after: null,
        outcome: null,
        code: null,
        message: null,
        reason: null,
        upstreamRequestIds: [],
      },
    ]),
  );

describe('an answer', () => {
  it('P40: is the same for 24 hours, and no longer', async () => {
    const { clock, answers } = await start();
    const { calls, ask } = counting();
    await answers.once(asked, ask).answer;
    clock.now += 23 * hour;
    expect(await answers.once(asked, ask).answer).toEqual(done);
    expect(calls).toHaveLength(1);
    clock.now += hour + 1;
    await answers.once(asked, ask).answer;
    expect(calls).toEqual([null, null]);
  });

  it('is another process’s, too', async () => {
    const { process, answers } = await start();
    const { calls, ask } = counting();
    await answers.once(asked, ask).answer;
    expect(await process().once(asked, ask).answer).toEqual(done);
    expect(calls).toHaveLength(1);
  });

  it('is kept without secrets, however deep they are', async () => {
    const { answers } = await start();
    const { ask } = counting(async () => ({ ...done, secret: 's', results: [{ secret: 's', id: 1 }] }));
    expect(await answers.once(asked, ask).answer).toMatchObject({ secret: 's' });
    expect(await answers.once(asked, ask).answer).toEqual({
      ...done,
      secret: null,
      results: [{ secret: null, id: 1 }],
    });
  });

  it('is not kept where it refuses and the trail tells of nothing', async () => {
    const { store, answers } = await start();
    const { calls, ask } = counting(async () => refused);
    await tell(store, 'r-0');
    await answers.once(asked, ask).answer;
    await answers.once({ ...asked, input: { name: 'B' } }, ask).answer;
    expect(calls).toEqual([null, null]);
  });

  it('is kept where it refuses and the trail tells that something was begun', async () => {
    const { store, answers } = await start();
    const { calls, ask } = counting(async () => {
      await tell(store, asked.requestId);
      return refused;
    });
    await answers.once(asked, ask).answer;
    expect(await answers.once({ ...asked, requestId: 'r-2' }, ask).answer).toEqual(refused);
    expect(calls).toHaveLength(1);
  });

  it('is not kept where asking fails; whoever asks again is told by which request something may have been done, and since when', async () => {
    const { store, clock, answers } = await start();
    const claimedAt = clock.now;
    const failing = counting(async () => {
      await tell(store, asked.requestId);
      throw new Error('a fault');
    });
    await expect(answers.once(asked, failing.ask).answer).rejects.toThrow('a fault');
    clock.now += hour;
    const again = counting(async () => refused);
    await answers.once({ ...asked, requestId: 'r-2' }, again.ask).answer;
    await answers.once({ ...asked, requestId: 'r-3' }, again.ask).answer;
    const begun = { since: claimedAt, requestIds: ['r-1'] };
    expect(again.calls).toEqual([begun, begun]);
  });

  it('may have been begun by several requests, of which each failed', async () => {
    const { store, clock, answers } = await start();
    const claimedAt = clock.now;
    const failing = (requestId: string) =>
      answers.once({ ...asked, requestId }, async () => {
        await tell(store, requestId);
        throw new Error('a fault');
      }).answer;
    for (const requestId of ['r-1', 'r-2']) {
      await expect(failing(requestId)).rejects.toThrow('a fault');
      clock.now += hour;
    }
    const { calls, ask } = counting();
    await answers.once({ ...asked, requestId: 'r-3' }, ask).answer;
    expect(calls).toEqual([{ since: claimedAt, requestIds: ['r-1', 'r-2'] }]);
  });

  it('fails alike for all who wait for it', async () => {
    const { answers } = await start();
    const { calls, ask } = counting(async () => {
      throw new Error('a fault');
    });
    const answering = [answers.once(asked, ask), answers.once(asked, ask)];
    expect(answering.map(({ isFirst }) => isFirst)).toEqual([true, false]);
    for (const { answer } of answering) await expect(answer).rejects.toThrow('a fault');
    expect(calls).toHaveLength(1);
  });

  it('is the same for an input whose members come in another order', async () => {
    const { answers } = await start();
    const { calls, ask } = counting();
    await answers.once({ ...asked, input: { a: 1, b: { c: 2, d: 3 } } }, ask).answer;
    await answers.once({ ...asked, input: { b: { d: 3, c: 2 }, a: 1 } }, ask).answer;
    expect(calls).toHaveLength(1);
  });
});
