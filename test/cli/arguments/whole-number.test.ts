import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { wholeNumber } from '../../../src/cli/arguments/whole-number.ts';

describe('a whole number on the command line', () => {
  const port = wholeNumber(0, 65_535);

  it('is read within its bounds', () => {
    expect(['0', '4000', '65535', '007'].map(port)).toEqual([0, 4000, 65_535, 7]);
  });

  it.each(['', ' ', '-1', '+1', '1.5', '1e3', '0x10', '65536', '9'.repeat(400), 'many', '1 2', '٣'])(
    'is not `%.20s`',
    (text) => {
      expect(() => port(text)).toThrow(new InvalidArgumentError('Expected a whole number from 0 to 65535.'));
    },
  );
});
