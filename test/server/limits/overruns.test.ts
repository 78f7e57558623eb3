import { describe, expect, it } from 'vitest';
import { createOverruns } from '../../../src/server/limits/overruns.ts';
import { createSparingLog } from '../../../src/server/sparing-log.ts';

const start = () => {
  const lines: unknown[] = [];
  const clock = { now: 0 };
  const overruns = createOverruns(
    createSparingLog({
      now: () => clock.now,
      log: { warn: (fields: object, text?: string) => lines.push({ ...fields, text }) },
    }),
  );
  const overrun = { limit: 'inFlight', caller: 'ops', value: 3, isRefused: true };
  return { lines, clock, overruns, overrun };
};

describe('overruns in the log', () => {
  it('P10: are one line in ten seconds, with how many there were since the one before', () => {
    const { lines, clock, overruns, overrun } = start();
    for (; clock.now < 30_000; clock.now += 10) overruns.tell(overrun);
    const line = { limit: 'inFlight', caller: 'ops', value: 3, text: 'requests over a limit were refused' };
    expect(lines).toEqual([1, 1000, 1000].map((requests) => ({ ...line, requests })));
  });

  it('are each told of, by limit, by caller and by what became of it', () => {
    const { lines, overruns, overrun } = start();
    overruns.tell(overrun);
    overruns.tell({ ...overrun, limit: 'requestsPerSecond' });
    overruns.tell({ ...overrun, caller: 'jwt:one' });
    overruns.tell({ ...overrun, isRefused: false });
    overruns.tell(overrun);
    expect(lines).toHaveLength(4);
    expect(lines.at(-1)).toMatchObject({ text: 'requests over a limit were let in' });
  });
});
