import type { Health, HealthState } from '../domain/health.ts';
import type { Breakers } from './breakers.ts';
import type { Pause } from './pause.ts';

/** What is known of a backend's health. */
export type HealthRecord = {
  health(): Health;
  /** A call has succeeded, or the last breaker has closed. */
  setWell(): void;
  /** Looks again, and tells of a change. */
  tellChange(): void;
};

/** Told of each change of state, once. */
export type OnHealthChange = (health: Health, before: HealthState) => void;

export const createHealthRecord = (
  source: { readonly breakers: Pick<Breakers, 'opened'>; readonly pause: Pick<Pause, 'current'> },
  onChange: OnHealthChange = () => undefined,
): HealthRecord => {
  let lastTold: HealthState = 'UNKNOWN';
  let wellSince: number | null = null;

  const health = (): Health => {
    const opened = source.breakers.opened();
    const paused = source.pause.current();
    if (opened !== null) {
      const { code, reason, since } = opened;
      const state = code === 'QUARANTINED' ? 'QUARANTINED' : 'UNAVAILABLE';
      const nextProbe = Math.max(opened.nextProbe, paused?.until ?? 0);
      return { state, reason: `It ${reason}`, since, nextProbe };
    }
    if (paused !== null)
      return {
        state: 'THROTTLED',
        reason: 'It asked for a pause',
        since: paused.since,
        nextProbe: paused.until,
      };
    const state = wellSince === null ? 'UNKNOWN' : 'HEALTHY';
    return { state, reason: null, since: wellSince, nextProbe: null };
  };

  const tellChange = (): void => {
    const before = lastTold;
    const now = health();
    lastTold = now.state;
    if (lastTold !== before) onChange(now, before);
  };

  return {
    health,
    setWell: () => {
      if (lastTold === 'HEALTHY' || source.breakers.opened() !== null) return;
      wellSince = Date.now();
      tellChange();
    },
    tellChange,
  };
};
