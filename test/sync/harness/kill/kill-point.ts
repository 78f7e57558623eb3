import type { Fault } from '../../../../src/emulators/faults.ts';
import { below, pick, type Random } from '../random.ts';
import type { Told } from '../watch.ts';

/** When a gateway is killed. */
export type KillPoint =
  /** When the backend has the request, and before it does anything. */
  | { readonly kind: 'seen'; readonly write: number }
  /** When the backend has done it and answered nothing. */
  | { readonly kind: 'applied'; readonly write: number }
  /** When half of the answer is on its way. */
  | { readonly kind: 'half'; readonly write: number }
  /** So long after the answer. */
  | { readonly kind: 'answered'; readonly write: number; readonly delayMs: number }
  /** Around the outcome's being written down: so long after the answer to the write. */
  | { readonly kind: 'settling'; readonly write: number; readonly delayUs: number }
  /** Around an intent's being written down: so long after the answer to a read. */
  | { readonly kind: 'intending'; readonly read: number; readonly delayUs: number }
  /** Around the run's being written down: so long after the request that begins it was sent. */
  | { readonly kind: 'beginning'; readonly delayUs: number }
  /** At a write, and once more when the next gateway does its first. */
  | { readonly kind: 'twice'; readonly write: number; readonly again: 'seen' | 'applied' };

export const killKinds = [
  'seen',
  'applied',
  'half',
  'answered',
  'settling',
  'intending',
  'beginning',
  'twice',
] as const satisfies readonly KillPoint['kind'][];

export const inventKillPoint = (
  kind: KillPoint['kind'],
  random: Random,
  counts: { readonly writes: number; readonly reads: number; readonly beginningUs: number },
): KillPoint => {
  const write = below(random, counts.writes);
  switch (kind) {
    case 'seen':
    case 'applied':
    case 'half':
      return { kind, write };
    case 'answered':
      return { kind, write, delayMs: random() * 50 };
    case 'settling':
      return { kind, write, delayUs: random() * 6000 };
    case 'intending':
      return { kind, read: below(random, counts.reads), delayUs: random() * 6000 };
    case 'beginning':
      return { kind, delayUs: random() * counts.beginningUs };
    case 'twice':
      return { kind, write, again: pick(random, ['seen', 'applied']) };
  }
};

/** How many gateways are killed. */
export const killsOf = ({ kind }: KillPoint): number => (kind === 'twice' ? 2 : 1);

/** Arms the kill of the gateway that is the `life`-th, from 0. */
export const arm = (point: KillPoint, life: number, kill: () => void): Told => {
  if (life > 0) {
    const again = point.kind === 'twice' ? point.again : 'seen';
    return { onWrite: (number) => (number === 0 ? atOnce(again, kill) : null) };
  }
  switch (point.kind) {
    case 'seen':
    case 'applied':
    case 'half':
      return { onWrite: (number) => (number === point.write ? atOnce(point.kind, kill) : null) };
    case 'twice':
      return { onWrite: (number) => (number === point.write ? atOnce('applied', kill) : null) };
    case 'answered':
      return {
        onWrite: (number) => {
          if (number === point.write) setTimeout(kill, point.delayMs);
          return null;
        },
      };
    case 'settling':
      return {
        onWrite: (number) => {
          if (number === point.write) afterwards(point.delayUs, kill);
          return null;
        },
      };
    case 'intending':
      return {
        onRead: (number) => {
          if (number === point.read) afterwards(point.delayUs, kill);
          return null;
        },
      };
    case 'beginning':
      return {};
  }
};

const atOnce = (kind: 'seen' | 'applied' | 'half', kill: () => void): Fault => {
  if (kind === 'half') {
    setImmediate(kill);
    return { kind: 'half-body' };
  }
  kill();
  return { kind: 'hang', applied: kind === 'applied' };
};

/** Once the answer is out, to the microsecond: timers are coarser than a write to the journal. */
export const afterwards = (delayUs: number, kill: () => void): void => {
  setImmediate(() => {
    const end = performance.now() + delayUs / 1000;
    while (performance.now() < end);
    kill();
  });
};
