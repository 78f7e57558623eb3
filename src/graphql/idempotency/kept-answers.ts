import { createHash, createHmac } from 'node:crypto';
import type { Logger } from 'pino';
import { promptly } from '../../audit/promptly.ts';
import { canonicalJson } from '../../domain/canonical.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { KeptAnswer } from '../../store/answer-records.ts';
import { mostAtOnce, type Store } from '../../store/store.ts';
import { withoutSecrets } from '../trail/without-secrets.ts';

/** What a mutation gives: all payloads have `errors`. */
export type Payload = { readonly errors: readonly unknown[] };

/** A mutation that was asked for under an idempotency key. */
export type Asked = {
  /** Names of callers and keys of different callers are independent. */
  readonly caller: string;
  readonly key: string;
  readonly field: string;
  /** Without the key. */
  readonly input: unknown;
  readonly requestId: string;
};

/** Answers to mutations by the key under which they were asked for. */
export type KeptAnswers = {
  /**
   * Asks once. Whoever asks the same under the same key gets the answer that there is, or will be, for 24 hours and over a restart too, but
   * for secrets in it. Where nothing was begun or decided, the answer is not kept. Throws IDEMPOTENCY_MISMATCH for another request under the key, and
   * rejects with STORE_UNAVAILABLE where it cannot be written down that it is about to be asked.
   *
   * `ask` is told of requests that asked the same and never answered, so that it may have been done; `null` where there are none.
   */
  once(asked: Asked, ask: (abandoned: Abandoned | null) => Promise<Payload>): Answering;
};

/** Requests over which a process died, or which failed after something was begun: the first one first, since when. */
export type Abandoned = { readonly since: number; readonly requestIds: readonly string[] };

/** `isFirst`: this very call has asked, or found the answer; else the answer is that of a call under way. */
export type Answering = { readonly isFirst: boolean; readonly answer: Promise<Payload> };

export const createKeptAnswers = (deps: {
  readonly store: Pick<Store, 'write' | 'audit'>;
  /** Kept as long as the answers are. */
  readonly key: Buffer;
  readonly now: () => number;
  readonly log: Pick<Logger, 'error'>;
}): KeptAnswers => {
  const { store, now, log } = deps;
  const underWay = new Map<string, { readonly request: string; readonly replay: Promise<Payload> }>();

  const claim = (id: string, request: string, requestId: string): Promise<Claimed> =>
    store.write(async ({ answers, audit }) => {
      const at = now();
      await answers.forgetBefore(at - keptMs);
      const kept = await answers.find(id);
      if (kept !== null && kept.request !== request) throw mismatch();
      if (kept !== null && kept.answer !== null) return { kind: 'ANSWERED', answer: kept.answer };
      await answers.claim(id, {
        request,
        claimedAt: kept?.claimedAt ?? at,
        requestIds: [...(kept?.requestIds ?? []), requestId],
      });
      return { kind: 'CLAIMED', earlier: kept, lastEntry: (await audit.last())?.sequence ?? 0 };
    });

  /** Whether the audit trail tells that something of it was begun or decided. */
  const hasBegun = async ({ caller, field, requestId }: Asked, lastEntry: number): Promise<boolean> => {
    for (let after = lastEntry; ; ) {
      const query = { first: mostAtOnce, after, caller, action: field, backends: null };
      const entries = await store.audit.list(query);
      // An OUTCOME alone tells of what was refused.
      if (entries.some((entry) => entry.requestId === requestId && entry.phase !== 'OUTCOME')) return true;
      const last = entries.at(-1);
      if (last === undefined || entries.length < mostAtOnce) return false;
      after = last.sequence;
    }
  };

  /** Leaves it as if it had not been claimed. */
  const release = (id: string, earlier: KeptAnswer | null): Promise<void> =>
    store.write(({ answers }) => (earlier === null ? answers.release(id) : answers.claim(id, earlier)));

  const answer = async (
    id: string,
    request: string,
    asked: Asked,
    ask: (abandoned: Abandoned | null) => Promise<Payload>,
  ): Promise<Payload> => {
    const claimed = await promptly(claim(id, request, asked.requestId), async (made) => {
      if (made.kind === 'CLAIMED') await release(id, made.earlier);
    });
    if (claimed.kind === 'ANSWERED') return fromJson(claimed.answer);
    const { earlier, lastEntry } = claimed;
    const settle = async (payload: Payload | null): Promise<void> => {
      try {
        const isDone = payload !== null && payload.errors.length === 0;
        if (isDone || (await hasBegun(asked, lastEntry))) {
          if (payload !== null) await store.write(({ answers }) => answers.keep(id, toJson(payload)));
        } else await release(id, earlier);
      } catch (err) {
        log.error({ requestId: asked.requestId, err }, 'an answer could not be kept');
      }
    };
    try {
      const payload = await ask(
        earlier === null ? null : { since: earlier.claimedAt, requestIds: earlier.requestIds },
      );
      await settle(payload);
      return payload;
    } catch (error) {
      await settle(null);
      throw error;
    }
  };

  return {
    once: (asked, ask) => {
      const { caller, key, field, input } = asked;
      const id = createHash('sha256')
        .update(JSON.stringify([caller, key]))
        .digest('hex');
      const request = createHmac('sha256', deps.key)
        .update(canonicalJson([field, input]))
        .digest('hex');
      const other = underWay.get(id);
      if (other !== undefined) {
        if (other.request !== request) throw mismatch();
        return { isFirst: false, answer: other.replay };
      }
      const own = answer(id, request, asked, ask).finally(() => underWay.delete(id));
      const replay = own.then((payload) => fromJson(toJson(payload)));
      // Whoever waits for it is told; it may be nobody.
      replay.catch(() => {});
      underWay.set(id, { request, replay });
      return { isFirst: true, answer: own };
    },
  };
};

/** `earlier` is the claim that nobody answered; `lastEntry` that of the audit trail before the mutation. */
type Claimed =
  | { readonly kind: 'ANSWERED'; readonly answer: string }
  | { readonly kind: 'CLAIMED'; readonly earlier: KeptAnswer | null; readonly lastEntry: number };

const keptMs = 24 * 60 * 60_000;

const mismatch = (): RolecallError =>
  new RolecallError('IDEMPOTENCY_MISMATCH', 'This idempotency key was used for another request', {
    path: ['idempotencyKey'],
  });

const toJson = (payload: Payload): string => JSON.stringify(withoutSecrets(payload, null));

const fromJson = (text: string): Payload => JSON.parse(text) as Payload;
