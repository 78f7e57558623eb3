import { describe, expect, it } from 'vitest';
import { hasShrunk } from '../../../src/identity/refresh/shrink-guard.ts';

const guard = { maxVanishedPercent: 20, smallBackend: 20, smallMaxVanished: 5 };

describe('a backend has shrunk too much', () => {
  it.each([
    { before: 1000, vanished: 0, is: false, since: 'nobody is missing' },
    { before: 1000, vanished: 200, is: false, since: '20 % may be' },
    { before: 1000, vanished: 201, is: true, since: 'more than 20 % are missing' },
    { before: 1000, vanished: 1000, is: true, since: 'an empty list is what a broken answer looks like' },
    { before: 20, vanished: 5, is: true, since: '20 accounts are no small backend' },
    { before: 19, vanished: 5, is: false, since: 'of a small backend a few may be missing' },
    { before: 19, vanished: 6, is: true, since: 'six are more than a few' },
    { before: 3, vanished: 3, is: true, since: 'all of a small backend are missing' },
    { before: 1, vanished: 1, is: true, since: 'the only one is missing' },
    { before: 0, vanished: 0, is: false, since: 'there was nobody before' },
  ])('$is for $vanished of $before: $since', ({ before, vanished, is }) => {
    expect(hasShrunk(guard, { vanished, before })).toBe(is);
  });

  it('never where the configuration lets all of them vanish', () => {
    const open = { ...guard, maxVanishedPercent: 100 };
    expect(hasShrunk(open, { vanished: 1000, before: 1000 })).toBe(false);
  });

  it('at one account where none may vanish, small backends aside', () => {
    expect(hasShrunk({ ...guard, maxVanishedPercent: 0 }, { vanished: 1, before: 1000 })).toBe(true);
  });
});
