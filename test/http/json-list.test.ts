import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { listOf } from '../../src/http/json-list.ts';
import { describeMismatch } from '../../src/http/json-mismatch.ts';

const users = z.object({
  value: listOf(z.object({ id: z.string().min(1), roles: listOf(z.string()).optional() })),
});

const mismatchOf = (value: unknown): string => {
  const { error } = users.safeParse(value, { reportInput: true });
  if (error === undefined) throw new Error('expected a mismatch');
  return describeMismatch(error);
};

describe('a list', () => {
  it('is read as an array is', () => {
    expect(users.parse({ value: [] })).toEqual({ value: [] });
    expect(users.parse({ value: [{ id: 'a', roles: ['x'], more: 1 }, { id: 'b' }] })).toEqual({
      value: [{ id: 'a', roles: ['x'] }, { id: 'b' }],
    });
  });

  it.each([
    [{}, 'expected array at $.value, got nothing'],
    [{ value: { length: 1 } }, 'expected array at $.value, got object'],
    [{ value: [{ id: 'a' }, { id: 7 }] }, 'expected string at $.value[1].id, got number'],
    [{ value: [{ id: 'a', roles: ['x', null] }] }, 'expected string at $.value[0].roles[1], got null'],
    [{ value: [{ id: 'a', roles: 'x' }] }, 'expected array at $.value[0].roles, got string'],
    [{ value: [{ id: '' }] }, 'too_small at $.value[0].id, got string'],
  ])('tells the place of what does not fit in %j', (value, sentence) => {
    expect(mismatchOf(value)).toBe(sentence);
  });

  it('P27: tells of the first entry that does not fit and of no other', () => {
    const value = [{ id: 'a' }, ...Array.from({ length: 100_000 }, () => ({ id: '' }))];
    expect(users.safeParse({ value }).error?.issues).toHaveLength(1);
    expect(mismatchOf({ value })).toBe('too_small at $.value[1].id, got string');
  });

  it('P27: has a greatest length within a record, told before its entries are read', () => {
    const some = z.object({ roles: listOf(z.string(), { most: 3 }) });
    expect(some.safeParse({ roles: ['a', 'b', 'c'] }).success).toBe(true);
    const { error } = some.safeParse({ roles: [1, 2, 3, 4] }, { reportInput: true });
    expect(error && describeMismatch(error)).toBe('too_big at $.roles, got array');
  });

  it('can have a length', () => {
    const some = listOf(z.string()).check(z.minLength(1));
    expect(some.safeParse(['a']).success).toBe(true);
    expect(some.safeParse([]).error?.issues).toMatchObject([{ code: 'too_small', path: [] }]);
  });
});
