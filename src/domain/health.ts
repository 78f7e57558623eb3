/** Whether Rolecall asks a backend now; if not, why and until when. Times are milliseconds since the epoch. */
export type Health =
  | {
      readonly state: 'UNKNOWN' | 'HEALTHY';
      readonly reason: null;
      /** When the state began; `null` where it is UNKNOWN. */
      readonly since: number | null;
      readonly nextProbe: null;
    }
  | {
      readonly state: 'THROTTLED' | 'UNAVAILABLE' | 'QUARANTINED';
      /** In one sentence, and never what the backend said. */
      readonly reason: string;
      readonly since: number;
      /** The earliest time of the next call. */
      readonly nextProbe: number;
    };

/** What each means is in the schema. */
export type HealthState = Health['state'];
