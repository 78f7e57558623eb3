import type { CallOptions } from '../../domain/call-options.ts';
import { canonicalJson } from '../../domain/canonical.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { Outcome } from '../../domain/run.ts';
import type { Context } from '../context.ts';
import { unforeseen } from '../errors.ts';
import { mayHaveHappened } from '../index/reread.ts';
import { auditEventOf } from './audit-event.ts';

/** Sees to it that the audit trail tells of each write of one mutation before a backend is told, and what came of it. */
export type Witness = {
  /**
   * Writes down that the backend is about to be told, and tells it. Throws STORE_UNAVAILABLE where the one cannot be done, and does not do the
   * other then.
   */
  write<T>(deed: Deed, write: (options: CallOptions) => Promise<T>): Promise<T>;
  /** Writes down what came of all that was written. `failure` is what the mutation ended in, `null` where it is done. Does not reject. */
  end(failure: unknown): Promise<void>;
};

export type Deed = {
  readonly backend: string;
  /** Of what it is about; `null` where the backend chooses it, whose answer then has it. */
  readonly nativeId: string | null;
  /** As the backend tells it; `null` where there is nothing to tell. */
  readonly before: unknown;
};

export const createWitness = (
  context: Pick<Context, 'mutation' | 'caller' | 'requestId' | 'trail' | 'now' | 'log'>,
): Witness => {
  const { trail, log, requestId } = context;
  const written: Written[] = [];

  const eventOf = ({ backend, nativeId, before }: Deed, phase: 'INTENT' | 'OUTCOME') => ({
    ...auditEventOf(context, phase),
    backend,
    nativeId,
    before: before === null ? null : canonicalJson(before),
  });

  return {
    write: async (deed, write) => {
      await trail.intend(eventOf(deed, 'INTENT'));
      const one: Written = { deed, requestIds: [], isAcknowledged: false };
      written.push(one);
      const done = await write({ onRequestId: (id) => one.requestIds.push(id) });
      one.isAcknowledged = true;
      one.deed = { ...deed, nativeId: deed.nativeId ?? idOf(done) };
      return done;
    },
    end: async (failure) => {
      if (written.length === 0) return;
      try {
        await trail.append(
          written.map(({ deed, requestIds, isAcknowledged }) => {
            const { kind: outcome, code, message } = outcomeOf(failure, isAcknowledged);
            return {
              ...eventOf(deed, 'OUTCOME'),
              outcome,
              code,
              message,
              upstreamRequestIds: requestIds,
            };
          }),
        );
      } catch (err) {
        log.error({ requestId, err }, 'what came of a mutation could not be written down');
      }
    },
  };
};

type Written = { deed: Deed; readonly requestIds: string[]; isAcknowledged: boolean };

/** What was acknowledged and then not seen as it should be may be there all the same. */
const outcomeOf = (failure: unknown, isAcknowledged: boolean): Outcome => {
  if (failure === null) return { kind: 'APPLIED', code: null, message: null };
  if (!(failure instanceof RolecallError)) return { kind: 'UNKNOWN', code: 'INTERNAL', message: unforeseen };
  const { code, message } = failure;
  return { kind: isAcknowledged || mayHaveHappened(failure) ? 'UNKNOWN' : 'FAILED', code, message };
};

/** Of what was created: a record, or one beside its secret. */
const idOf = (done: unknown): string | null => {
  if (typeof done !== 'object' || done === null || !('id' in done)) return null;
  return typeof done.id === 'string' ? done.id : null;
};
