import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';

describe('the address of a store', () => {
  it('may be that of memory', async () => {
    await (await openStore('memory:')).close();
  });

  it('is refused with what is possible, and not repeated: it may hold a password', async () => {
    for (const [url, code] of [
      ['postgres://rolecall:hunter2@db.example/rolecall', 'UNSUPPORTED'],
      ['postgresql://rolecall:hunter2@db.example/rolecall', 'UNSUPPORTED'],
      ['mysql://rolecall:hunter2@db.example/rolecall', 'BAD_INPUT'],
      ['file:', 'BAD_INPUT'],
      ['hunter2', 'BAD_INPUT'],
    ] as const) {
      const error = await openStore(url).catch((failure: unknown) => failure);
      expect(error).toMatchObject({ code, message: expect.stringContaining('file:PATH') });
      expect(String(error)).not.toContain('hunter2');
    }
  });
});
