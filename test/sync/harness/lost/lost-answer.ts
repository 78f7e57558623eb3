import type { Fault } from '../../../../src/emulators/faults.ts';
import { below, pick, type Random } from '../random.ts';

/** How an answer gets lost, and whether one can look afterwards. */
export type LostAnswer = {
  readonly kind: 'status' | 'reset' | 'hang' | 'half-body';
  readonly applied: boolean;
  /** How many reads fail after it. */
  readonly blindReads: number;
  readonly blindBy: 'status' | 'reset' | 'hang';
};

export const inventLostAnswer = (random: Random): LostAnswer => {
  const kind = pick(random, ['status', 'reset', 'hang', 'half-body']);
  return {
    kind,
    applied: kind === 'half-body' || random() < 0.7,
    blindReads: pick(random, [0, 0, 0, 1, 2, below(random, 6), Number.POSITIVE_INFINITY]),
    blindBy: pick(random, ['status', 'reset', 'hang']),
  };
};

export const faultOf = ({ kind, applied }: Pick<LostAnswer, 'kind' | 'applied'>): Fault => {
  switch (kind) {
    case 'status':
      return { kind, applied, answer: { status: 500, text: 'Internal Server Error' } };
    case 'reset':
    case 'hang':
      return { kind, applied };
    case 'half-body':
      return { kind };
  }
};
