import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createRefreshBars } from '../../src/cli/refresh-bars.ts';
import { nothingRead, type Refresh } from '../../src/domain/refresh.ts';

const refresh = (step: Partial<Pick<Refresh, 'backend' | 'seen' | 'total'>>) =>
  ({ ...nothingRead, id: 1, backend: 'iot', startedAt: 0, ...step }) as const;

const running = (step: Parameters<typeof refresh>[0]): Refresh => ({
  ...refresh(step),
  state: 'RUNNING',
  finishedAt: null,
  reason: null,
});

/** A stream that says of itself whether it is a terminal, and what was written to it. */
const terminal = (isTTY: boolean) => {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  let written = '';
  stream.on('data', (piece) => {
    written += piece;
  });
  return { stream, written: () => written };
};

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 200));

describe('the progress of readings', () => {
  it('is a bar for each backend on a terminal, gone once all have ended', async () => {
    const { stream, written } = terminal(true);
    const bars = createRefreshBars(stream);
    bars.onRefresh(running({ seen: 50, total: 200 }));
    bars.onRefresh(running({ backend: 'etl', seen: 7 }));
    await aMoment();
    expect(written()).toContain('reading iot');
    expect(written()).toContain('50 of 200 accounts');
    expect(written()).toContain('7 of 7 accounts');
    bars.onRefresh({ ...refresh({ seen: 200, total: 200 }), state: 'COMPLETE', finishedAt: 1, reason: null });
    bars.onRefresh({ ...refresh({ backend: 'etl' }), state: 'PARTIAL', finishedAt: 1, reason: 'because' });
    const atTheEnd = written().length;
    await aMoment();
    expect(written().length).toBe(atTheEnd);
  });

  it('is nothing where the output goes elsewhere', async () => {
    const { stream, written } = terminal(false);
    const bars = createRefreshBars(stream);
    bars.onRefresh(running({ seen: 50, total: 200 }));
    await aMoment();
    bars.stop();
    expect(written()).toBe('');
  });
});
