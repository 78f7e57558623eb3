import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createProgress } from '../../../src/cli/watching/progress.ts';

const terminal = (isTTY: boolean) => {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  let written = '';
  stream.on('data', (piece) => {
    written += piece;
  });
  return { stream, written: () => written };
};

describe('progress', () => {
  it('is a bar on a terminal, gone once it ends', async () => {
    const { stream, written } = terminal(true);
    const progress = createProgress(stream, 'applying');
    progress.update(3, 20, '3 applied');
    await expect.poll(written).toMatch(/applying .*3 of 20 3 applied/);
    progress.update(20, 20, '20 applied');
    progress.stop();
    const atTheEnd = written().length;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(written().length).toBe(atTheEnd);
  });

  it('of which nobody knows the end tells how long it has been', async () => {
    const { stream, written } = terminal(true);
    let now = 0;
    const progress = createProgress(stream, 'planning', () => now);
    progress.update(0, null);
    now = 12_000;
    progress.update(40, null);
    await expect.poll(written).toContain('planning 40 12 s');
    progress.stop();
  });

  it('is a plain line now and then where there is no terminal, and none that says the same', () => {
    const { stream, written } = terminal(false);
    let now = 0;
    const progress = createProgress(stream, 'applying', () => now);
    for (const [at, done] of [
      [0, 1],
      [1999, 2],
      [2000, 3],
      [2500, 4],
      [4000, 3],
      [6000, 5],
    ] as const) {
      now = at;
      progress.update(done, 20, `${done} applied`);
    }
    progress.stop();
    expect(written()).toBe('applying 3 of 20 3 applied\napplying 5 of 20 5 applied\n');
  });

  it('that never began is ended without a word', () => {
    const { stream, written } = terminal(true);
    createProgress(stream, 'applying').stop();
    expect(written()).toBe('');
  });
});
