import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createCursors } from '../../../src/graphql/paging/cursor.ts';

const key = randomBytes(32);
const ofOps = createCursors({ key, caller: 'ops' });
const place = { name: 'ann petrov', at: 7, empty: null };
const refusal = 'expected a cursor that this list gave you, got another';

describe('a cursor', () => {
  it('leads back to its place, also after a restart with the same key', () => {
    const cursor = ofOps.write('accounts', place);
    expect(ofOps.read('accounts', cursor)).toEqual(place);
    expect(createCursors({ key, caller: 'ops' }).read('accounts', cursor)).toEqual(place);
    expect(ofOps.isOf('accounts', cursor)).toBe(true);
  });

  it('tells nothing of its place, not even whether two are equal', () => {
    const cursors = [ofOps.write('accounts', place), ofOps.write('accounts', place)];
    expect(cursors[0]).not.toBe(cursors[1]);
    for (const cursor of cursors)
      expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('ann');
  });

  it('is refused to another list, another caller and another key', () => {
    const cursor = ofOps.write('accounts', place);
    expect(ofOps.isOf('users', cursor)).toBe(false);
    expect(() => ofOps.read('users', cursor)).toThrow(refusal);
    expect(() => createCursors({ key, caller: 'dev' }).read('accounts', cursor)).toThrow(refusal);
    expect(() => createCursors({ key: randomBytes(32), caller: 'ops' }).read('accounts', cursor)).toThrow(
      refusal,
    );
  });

  it('is refused where a single character is another, missing, or too many', () => {
    const cursor = ofOps.write('accounts', place);
    for (let at = 0; at < cursor.length; at += 1) {
      const other = cursor.charAt(at) === 'A' ? 'B' : 'A';
      const changed = `${cursor.slice(0, at)}${other}${cursor.slice(at + 1)}`;
      expect(() => ofOps.read('accounts', changed)).toThrow(refusal);
    }
    for (const changed of [
      '',
      'x',
      cursor.slice(1),
      cursor.slice(0, -1),
      `${cursor}A`,
      `${cursor}=`,
      ` ${cursor}`,
    ])
      expect(() => ofOps.read('accounts', changed)).toThrow(refusal);
  });
});
