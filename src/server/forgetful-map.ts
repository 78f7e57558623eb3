/** A map that forgets what no longer matters. */
export type ForgetfulMap<Value> = {
  readonly size: number;
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
};

/**
 * Callers with JWTs are as many as their issuer likes. What is idle is swept out whenever the map has doubled since: it holds at most twice what
 * matters, or a thousand.
 */
export const createForgetfulMap = <Value>(isIdle: (value: Value) => boolean): ForgetfulMap<Value> => {
  const values = new Map<string, Value>();
  let sweepAt = fewest;
  return {
    get size() {
      return values.size;
    },
    get: (key) => values.get(key),
    set: (key, value) => {
      values.set(key, value);
      if (values.size <= sweepAt) return;
      for (const [each, kept] of values) if (isIdle(kept)) values.delete(each);
      sweepAt = Math.max(fewest, 2 * values.size);
    },
  };
};

const fewest = 1000;
