import { describe, expect, it } from 'vitest';
import { linkKeysOf } from '../../src/domain/link-keys.ts';

describe('what an account may be linked by', () => {
  const keysOf = (told: Partial<Parameters<typeof linkKeysOf>[0]>) =>
    linkKeysOf({ externalId: null, email: null, userName: null, ...told });

  it('is the outside name as it is', () => {
    expect(keysOf({ externalId: ' Ab-\u00c9' }).externalId).toBe(' Ab-\u00c9');
    expect(keysOf({ externalId: 'e\u0301' }).externalId).not.toBe(
      keysOf({ externalId: '\u00e9' }).externalId,
    );
  });

  it('is the address where it is one, without regard to case and composition', () => {
    expect(keysOf({ email: 'Rene\u0301e@X.io' }).email).toBe('ren\u00e9e@x.io');
    expect(keysOf({ email: 'a@@b' }).email).toBeNull();
  });

  it('is the user name without regard to case and composition, but with its accents', () => {
    expect(keysOf({ userName: 'RENE\u0301E' }).userName).toBe('ren\u00e9e');
    expect(keysOf({ userName: 'renee' }).userName).not.toBe('ren\u00e9e');
    expect(keysOf({ userName: 'ada ' }).userName).toBe('ada ');
  });

  it('is nothing that is empty: else all that have none would be one user’s', () => {
    expect(keysOf({ externalId: '', email: '', userName: '' })).toEqual({
      externalId: null,
      email: null,
      userName: null,
    });
  });

  it('are none where a text has half a surrogate pair, which a store could not tell from another', () => {
    expect(linkKeysOf({ externalId: 'a\ud800', email: 'a\ud800@x.com', userName: 'a\udc00' })).toEqual({
      externalId: null,
      email: null,
      userName: null,
    });
  });
});
