import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldEmail, isSameEmail } from '../../src/domain/email.ts';

describe('G4: comparing e-mail addresses', () => {
  it('takes no notice of case, nor of how accents are composed', () => {
    expect(isSameEmail('A@x', 'a@X')).toBe(true);
    expect(isSameEmail('Ren\u00e9e@Example.com', 'rene\u0301e@example.COM')).toBe(true);
  });

  it('takes signs for the letters that they are by Unicode’s own definition', () => {
    expect(isSameEmail('\u212aim@example.com', 'kim@example.com')).toBe(true);
    expect(isSameEmail('\u212bsa@example.com', '\u00e5sa@example.com')).toBe(true);
  });

  it('takes notice of everything else', () => {
    for (const other of [
      'ada+x@example.com',
      'a.da@example.com',
      'ada@example.com.',
      'аda@example.com',
      'ada@example.co',
    ])
      expect(isSameEmail('ada@example.com', other)).toBe(false);
  });

  it('knows no equal of what is no address', () => {
    for (const text of [
      '',
      'ada',
      '@',
      'ada@',
      '@example.com',
      'noreply@@aol.com',
      'ada@example.com ',
      'ada@exa\u200bmple.com',
      'a\tda@example.com',
      'ada\ud800@example.com',
      'ada@example.com\udc00',
    ]) {
      expect(foldEmail(text)).toBeNull();
      expect(isSameEmail(text, text)).toBe(false);
    }
  });

  it('folds what is folded to itself', () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.boolean(), (address, upper) => {
        const folded = foldEmail(upper ? address.toUpperCase() : address);
        expect(folded).not.toBeNull();
        expect(foldEmail(folded ?? '')).toBe(folded);
      }),
    );
  });
});
