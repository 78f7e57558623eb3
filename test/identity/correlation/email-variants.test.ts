import { describe, expect, it } from 'vitest';
import type { LinkState } from '../../../src/domain/link.ts';
import { linkKeysOf } from '../../../src/domain/link-keys.ts';
import { correlate } from '../../../src/identity/correlation/correlate.ts';
import { account, trust } from './people.ts';

/** Of somebody who may do everything. */
const address = 'renée.noether@example.com';

/** What is the same address by the documented rule: case, and how Unicode composes what it shows. All else is another one. */
const same = [
  address,
  'Renée.Noether@example.com',
  'RENÉE.NOETHER@EXAMPLE.COM',
  'renée.noether@Example.Com',
  'renée.noether@EXAMPLE.com',
  'rENÉE.nOETHER@example.com',
  'rene\u0301e.noether@example.com',
  'RENE\u0301E.NOETHER@example.com',
  'Rene\u0301e.Noether@EXAMPLE.COM',
  // A tone mark that Unicode defines to be the accent, as KELVIN SIGN is a K.
  'rene\u0341e.noether@example.com',
];

const others = [
  // Dots, tags and comments, which some providers ignore.
  'renéenoether@example.com',
  'renée..noether@example.com',
  '.renée.noether@example.com',
  'renée.noether.@example.com',
  'r.enée.noether@example.com',
  'renée.noether+admin@example.com',
  'renée.noether+@example.com',
  'renée.noether-admin@example.com',
  'renée.noether=admin@example.com',
  '+renée.noether@example.com',
  '(admin)renée.noether@example.com',
  'renée.noether(admin)@example.com',
  'renée.noether@(admin)example.com',
  'renée.noether@example.com(admin)',
  '"renée.noether"@example.com',
  '"renée".noether@example.com',
  'renée."noether"@example.com',
  'renée\\.noether@example.com',
  '<renée.noether@example.com>',
  'Renée Noether <renée.noether@example.com>',
  'mailto:renée.noether@example.com',
  // What looks alike.
  'renée.nоether@example.com',
  'renée.noеther@example.com',
  'rеnée.noether@example.com',
  'renée.nοether@example.com',
  'renée.noether@exаmple.com',
  'renée.noether@examplе.com',
  'renée.noether@еxample.com',
  'renée.noether@examp1e.com',
  'renée.noether@exarnple.com',
  'renée.n0ether@example.com',
  'renée.noether@example.сom',
  'renéе.noether@example.com',
  'renèe.noether@example.com',
  'renêe.noether@example.com',
  'renee.noether@example.com',
  "rene'e.noether@example.com",
  'renee\u0301.noether@example.com',
  'renée\u0301.noether@example.com',
  'rene\u0301\u0301e.noether@example.com',
  'rene\u0317\u0301e.noether@example.com',
  'rene\u0341\u0317e.noether@example.com',
  // Other forms of the same letters: full width, mathematical, circled, ligatures, small capitals, the long s of another name.
  'ｒenée.noether@example.com',
  'ｒｅｎée.noether@example.com',
  'renée．noether@example.com',
  'renée.noether＠example.com',
  'renée.noether@ｅxample.com',
  'renée.noether@example．com',
  'renée.noether@example。com',
  'renée.noether@example｡com',
  'renée.noether@example\u2024com',
  'renée\u2024noether@example.com',
  '𝐫enée.noether@example.com',
  'ⓡenée.noether@example.com',
  'ʀenée.noether@example.com',
  'renée.noether@ℯxample.com',
  'renée.noether@exampℓe.com',
  'renée.noether@example.ⅽom',
  'renée.noether@example.coⅿ',
  'renée.noether@example.c\u00bam',
  'renée.noet\u02b0er@example.com',
  // What is not seen.
  'ren\u200bée.noether@example.com',
  'renée.noether@exam\u200bple.com',
  'ren\u200cée.noether@example.com',
  'ren\u200dée.noether@example.com',
  'ren\u2060ée.noether@example.com',
  '\ufeffrenée.noether@example.com',
  'renée.noether@example.com\ufeff',
  'ren\u00adée.noether@example.com',
  'renée.noether@exam\u00adple.com',
  'ren\u034fée.noether@example.com',
  'renée.noether@example.com\ufe0f',
  'ren\u180eée.noether@example.com',
  '\u200erenée.noether@example.com',
  '\u200frenée.noether@example.com',
  '\u202erenée.noether@example.com',
  '\u202emoc.elpmaxe@rehteon.eéner',
  '\u2066renée.noether\u2069@example.com',
  'renée.noether@example.com\u202c',
  'ren\u{e0061}ée.noether@example.com',
  // Space and control characters.
  ' renée.noether@example.com',
  'renée.noether@example.com ',
  'renée.noether @example.com',
  'renée.noether@ example.com',
  'renée .noether@example.com',
  '\u00a0renée.noether@example.com',
  'renée.noether@example.com\u00a0',
  'renée.noether@example.com\u3000',
  'renée.noether@example.com\u2003',
  '\trenée.noether@example.com',
  'renée.noether@example.com\t',
  'renée.noether@example.com\n',
  'renée.noether@example.com\r\n',
  'renée.noether@example.com\r\nbcc: x@y',
  'renée.noether@example.com\u0000',
  'renée.noether\u0000@example.com',
  'renée.noether@example.com\u0000.evil.example',
  'renée.noether@example.com\u0008',
  'renée.noether@example.com\u007f',
  'renée.noether@example.com\u0085',
  'renée.noether@example.com\u2028',
  // Half a character.
  'ren\ud800ée.noether@example.com',
  'renée.noether@example.com\udc00',
  'renée.noether@exam\udfffple.com',
  // More than one at sign, and what some servers route by.
  'renée.noether@@example.com',
  'renée.noether@example.com@',
  '@renée.noether@example.com',
  'renée.noether@example.com@evil.example',
  'evil@evil.example@example.com',
  '"renée.noether@example.com"@evil.example',
  'renée.noether%example.com@evil.example',
  'renée.noether%40example.com',
  'ren%C3%A9e.noether@example.com',
  'renée%2Enoether@example.com',
  'renée.noether@example%2Ecom',
  'evil.example!renée.noether@example.com',
  '@evil.example:renée.noether@example.com',
  'renée.noether@example.com,evil@evil.example',
  'renée.noether@example.com;evil@evil.example',
  'renée.noether&#64;example.com',
  'renée.noether at example.com',
  // Other spellings of a host.
  'renée.noether@example.com.',
  'renée.noether@.example.com',
  'renée.noether@example..com',
  'renée.noether@www.example.com',
  'renée.noether@mail.example.com',
  'renée.noether@example.co',
  'renée.noether@example.com.evil.example',
  'renée.noether@evil-example.com',
  'renée.noether@example.com:25',
  'renée.noether@example.com/evil',
  'renée.noether@[example.com]',
  'renée.noether@xn--example-.com',
  'renée.noether@xn--exmple-4uf.com',
  'xn--rene-dpa.noether@example.com',
  'renée.noether@example.com?subject=x',
  'renée.noether@example.com#x',
  // Less than an address.
  'renée.noether',
  'renée.noether@',
  '@example.com',
  '@',
  '',
  ' ',
  'null',
];

/** How far a backend and a record vouch for an address. */
const vouchings = ['iot', 'vpn', 'etl', 'hub'].flatMap((backend) =>
  [true, false, null].map((emailConfirmed) => ({
    backend,
    emailConfirmed,
    isProof: trust.verifiedBackends.has(backend) && emailConfirmed !== false,
  })),
);

const pairs = vouchings.flatMap((one) =>
  vouchings.filter(({ backend }) => backend !== one.backend).map((other) => [one, other] as const),
);

const comparedAs = (email: string): string | null =>
  linkKeysOf({ email, externalId: null, userName: null }).email;

type Vouching = (typeof vouchings)[number];

/** Correlates an account that bears the address with one that bears the variant. */
const correlatedWith = (
  variant: string,
  [one, other]: readonly [Vouching, Vouching],
  claims: { readonly userName?: string; readonly externalId?: string } = {},
): readonly LinkState[] => {
  const bearer = (key: number, { backend, emailConfirmed }: Vouching, email: string) =>
    account(key, backend, { ...claims, email: comparedAs(email), emailConfirmed });
  const clusters = correlate([bearer(1, one, address), bearer(2, other, variant)], [], trust);
  return clusters.flat().map(({ link }) => link);
};

const shown = (text: string): string => JSON.stringify(text);

describe('P17: an account that bears a variant of another’s address', () => {
  it('is tried with at least 100 variants, each once', () => {
    expect(others.length).toBeGreaterThanOrEqual(100);
    expect(new Set([...same, ...others]).size).toBe(same.length + others.length);
  });

  it.each(others.map((variant) => [shown(variant), variant]))(
    'is linked with it by no trust: %s',
    (_, variant) => {
      for (const pair of pairs) expect(correlatedWith(variant, pair)).toEqual(['UNLINKED', 'UNLINKED']);
    },
  );

  it.each(same.map((variant) => [shown(variant), variant]))(
    'is linked where both backends prove the same address: %s',
    (_, variant) => {
      for (const [one, other] of pairs) {
        const expected = one.isProof && other.isProof ? 'LINKED' : 'SUGGESTED';
        expect(correlatedWith(variant, [one, other])).toEqual([expected, expected]);
      }
    },
  );

  it('gains nothing by also claiming user name and external id', () => {
    for (const variant of [...same, ...others])
      for (const [one, other] of pairs) {
        const claims = { userName: 'renée', externalId: '7' };
        const states = correlatedWith(variant, [one, other], claims);
        const linked = states.filter((state) => state === 'LINKED');
        const isAllowed = one.isProof && other.isProof && same.includes(variant);
        expect(linked.length).toBe(isAllowed ? 2 : 0);
      }
  });
});
