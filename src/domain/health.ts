/** How a backend does, as far as Rolecall's own calls of it tell. */
export type Health = {
  readonly state: HealthState;
  /** Why it is in a state other than HEALTHY, in one sentence; `null` where there is nothing to say. Never what the backend said. */
  readonly reason: string | null;
  /** When the state began, in milliseconds since the epoch; `null` where nothing was asked yet. */
  readonly since: number | null;
  /** The earliest time of the next call, in milliseconds since the epoch; `null` where calls are made as they come. */
  readonly nextProbe: number | null;
};

export type HealthState =
  /** Nothing was asked yet. */
  | 'UNKNOWN'
  | 'HEALTHY'
  /** It asked for a pause, and gets it. */
  | 'THROTTLED'
  /** It failed several times in a row: calls are answered at once, without asking it, until a probe succeeds. */
  | 'UNAVAILABLE'
  /** It refused Rolecall's credentials, or failed too often in the last minutes: the same, with probes further apart. */
  | 'QUARANTINED';
