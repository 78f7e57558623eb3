import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RolecallError } from '../../src/domain/errors.ts';
import { legible } from '../../src/domain/legible.ts';

describe('P9: a message', () => {
  it('holds nothing that shows as something else', () => {
    expect(legible('a\u0000b\rc\u001b[31md\u202ee\u2066f\ud800g\ufeffh\u2028i\u0085')).toBe(
      'a\uFFFDb\uFFFDc\uFFFD[31md\uFFFDe\uFFFDf\uFFFDg\uFFFDh\uFFFDi\uFFFD',
    );
    expect(new RolecallError('BAD_INPUT', 'a\u202eb').message).toBe('a\uFFFDb');
  });

  it('is as it was where it holds nothing such: letters of every script, joiners, emoji, line ends', () => {
    for (const text of [
      'Dmitri García',
      '\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
      '👩‍💻',
      'one\ntwo',
      '日本語',
    ])
      expect(legible(text)).toBe(text);
  });

  it('is as long as it was, and legible twice is legible', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(legible(text)).toHaveLength(text.length);
        expect(legible(legible(text))).toBe(legible(text));
      }),
    );
  });
});
