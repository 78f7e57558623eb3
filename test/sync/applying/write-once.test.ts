import { describe, expect, it } from 'vitest';
import { BackendError, RolecallError } from '../../../src/domain/errors.ts';
import { atOnce, type Manner, writeOnce } from '../../../src/sync/applying/write-once.ts';

const lost = new BackendError('UPSTREAM_TIMEOUT', 'no answer', { backend: 'iot' });
const refused = new BackendError('UPSTREAM_REJECTED', 'no', { backend: 'iot' });
const down = new BackendError('UPSTREAM_UNAVAILABLE', 'down', { backend: 'iot' });

/** Writes `after` over `before`: `sees` is what reading then shows, in turn. */
const write = async (answer: Error | null, sees: readonly (string | Error)[], manner: Manner = atOnce) => {
  let clock = 0;
  let writes = 0;
  let reads = 0;
  const written = await writeOnce<string>(
    {
      write: async () => {
        writes += 1;
        if (answer !== null) throw answer;
        return null;
      },
      read: async () => {
        const seen = sees[Math.min(reads, sees.length - 1)] ?? '';
        reads += 1;
        clock = reads;
        if (seen instanceof Error) throw seen;
        return seen;
      },
      isDone: (seen) => seen === 'after',
      isUndone: (seen) => seen === 'before',
      difference: (seen) => `shows ${seen}`,
    },
    { now: () => clock, manner },
  );
  return { ...written, writes, reads };
};

describe('a write', () => {
  it.each([
    ['is APPLIED where it is acknowledged and reading shows it', null, ['after'], 'APPLIED', 1],
    ['is APPLIED where reading shows it a little later', null, ['before', 'before', 'after'], 'APPLIED', 3],
    ['is APPLIED where the answer was lost and reading shows it (P32)', lost, ['after'], 'APPLIED', 1],
    ['is FAILED where the answer was lost and it stays as it was (P32)', lost, ['before'], 'FAILED', 3],
    ['is UNKNOWN where the answer was lost and something else is shown', lost, ['other'], 'UNKNOWN', 1],
    ['is FAILED where it is refused, and nothing is read', refused, ['before'], 'FAILED', 0],
    [
      'is a CONFLICT where it is acknowledged and something else is shown (P35)',
      null,
      ['other'],
      'CONFLICT',
      1,
    ],
    ['is a CONFLICT where it is acknowledged and never shows', null, ['before'], 'CONFLICT', 3],
    ['is UNKNOWN where nothing can be read (P32)', null, [down], 'UNKNOWN', 1],
    ['is UNKNOWN where the answer was lost and nothing can be read (P32)', lost, [down], 'UNKNOWN', 1],
  ] as const)('%s', async (_title, answer, sees, kind, reads) => {
    expect(await write(answer, sees)).toMatchObject({ kind, reads, writes: 1 });
  });

  it('tells why it is not done: the failure of the write, or that of reading back as one that settles nothing', async () => {
    expect(await write(lost, ['before'])).toMatchObject({ error: lost });
    const unread = await write(null, [
      new BackendError('UPSTREAM_REFUSED', 'who are you', { backend: 'iot' }),
    ]);
    expect(unread).toMatchObject({
      error: {
        code: 'UPSTREAM_REFUSED',
        isUnsettled: true,
        message: 'who are you, so whether it was done is not known',
      },
    });
  });

  it('does not hide a fault of Rolecall', async () => {
    await expect(write(new TypeError('a fault'), ['before'])).rejects.toThrow(TypeError);
    expect(await write(new RolecallError('BAD_INPUT', 'no such role'), ['before'])).toMatchObject({
      kind: 'FAILED',
    });
  });
});
