import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createUntrustedDocuments } from '../../../src/server/documents/untrusted-documents.ts';
import { createSparingLog } from '../../../src/server/sparing-log.ts';

const start = () => {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const clock = { now: 0 };
  const untrusted = createUntrustedDocuments({
    now: () => clock.now,
    log: createSparingLog({
      now: () => clock.now,
      log: { warn: (fields: object) => lines.push({ ...fields }) },
    }),
    maxTokens: 1000,
  });
  return { lines, clock, tell: untrusted.tell };
};

describe('documents that are executed though they are not trusted', () => {
  it('are each told of, though one comes far more often than others', () => {
    const { lines, clock, tell } = start();
    for (; clock.now < 60_000; clock.now += 100) {
      tell('web', 'query Often { a }');
      if (clock.now % 1000 === 0) tell('web', 'query Seldom { a }');
      if (clock.now % 5000 === 0) tell('web', '{ a }');
    }
    expect(lines.map(({ operation }) => operation)).toEqual(['Often', 'Seldom', null]);
    expect(lines[0]).toEqual({
      caller: 'web',
      sha256: createHash('sha256').update('query Often { a }').digest('hex'),
      operation: 'Often',
      requests: 1,
    });
  });

  it('are told of again after an hour, and of each caller', () => {
    const { lines, clock, tell } = start();
    const often = () => {
      tell('web', '{ a }');
      tell('app', '{ a }');
    };
    for (; clock.now < 7_200_000; clock.now += 60_000) often();
    expect(lines.map(({ caller }) => caller)).toEqual(['web', 'app', 'web', 'app']);
  });

  it('are one line of a caller in ten seconds, however many different ones come, and none of them long', () => {
    const { lines, clock, tell } = start();
    for (; clock.now < 20_000; clock.now += 10) tell('web', `query Q${'x'.repeat(1000)}${clock.now} { a }`);
    expect(lines.map(({ requests }) => requests)).toEqual([1, 1000]);
    expect(JSON.stringify(lines).length).toBeLessThan(1000);
  });

  it('are told of where they are no documents, too', () => {
    const { lines, tell } = start();
    tell('web', 'query {');
    expect(lines).toMatchObject([{ caller: 'web', operation: null }]);
  });
});
