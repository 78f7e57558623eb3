import type { AccountKind } from '../../../src/domain/account.ts';
import type { LinkDecision, LinkKeys } from '../../../src/domain/link.ts';
import { type Cluster, correlate } from '../../../src/identity/correlation/correlate.ts';
import {
  comparedValue,
  fieldOf,
  keyRules,
  type Trust,
} from '../../../src/identity/correlation/link-rules.ts';
import type { LinkedAccount } from '../../../src/store/store.ts';

/** Two backends that prove addresses, three that do not. */
export const verifiedBackends: ReadonlySet<string> = new Set(['iot', 'vpn']);

export const trust: Trust = { verifiedBackends, tooCommon: () => false };

/** An account that is present and has never been correlated, with as much as the case is about. */
export const account = (
  key: number,
  backend: string,
  about: Partial<LinkKeys> & {
    readonly kind?: AccountKind;
    readonly emailConfirmed?: boolean | null;
    readonly isPresent?: boolean;
    readonly userId?: string | null;
    /** That of its user, where it is not given. */
    readonly home?: string | null;
    readonly link?: LinkedAccount['link'];
  } = {},
): LinkedAccount => ({
  key,
  ref: { backend, id: `native-${key}` },
  kind: about.kind ?? 'PERSON',
  keys: {
    externalId: about.externalId ?? null,
    email: about.email ?? null,
    userName: about.userName ?? null,
  },
  emailConfirmed: about.emailConfirmed ?? null,
  isPresent: about.isPresent ?? true,
  userId: about.userId ?? null,
  home: about.home === undefined ? (about.userId ?? null) : about.home,
  link: about.link ?? 'UNLINKED',
});

export const decision = (
  verdict: LinkDecision['verdict'],
  one: number,
  other: number,
  at = 0,
): LinkDecision => ({
  accounts: one < other ? [one, other] : [other, one],
  verdict,
  reason: `${verdict} at ${at}`,
  by: 'ops',
  at,
});

export const confirmed = (one: number, other: number, at?: number) => decision('CONFIRMED', one, other, at);
export const denied = (one: number, other: number, at?: number) => decision('DENIED', one, other, at);

/** `1 LINKED, 2 LINKED, 3 SUGGESTED | 4 UNLINKED`. */
export const told = (clusters: readonly Cluster[]): string =>
  clusters
    .map((cluster) => cluster.map(({ account: { key }, link }) => `${key} ${link}`).join(', '))
    .join(' | ');

export const correlated = (
  accounts: readonly LinkedAccount[],
  decisions: readonly LinkDecision[] = [],
): string => told(correlate(accounts, decisions, trust));

/** As the index does it, with fewer bearers: addresses that are proven count apart. */
export const trustOf = (
  accounts: readonly LinkedAccount[],
  mostBearers: number,
  verified: ReadonlySet<string> = verifiedBackends,
): Trust => {
  const counts = new Map<string, number>();
  for (const { isPresent, keys, ref } of accounts)
    for (const rule of keyRules)
      if (isPresent && (rule !== 'VERIFIED_EMAIL' || verified.has(ref.backend))) {
        const name = `${rule} ${keys[fieldOf[rule]]}`;
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
  return {
    verifiedBackends: verified,
    tooCommon: (rule, value) => (counts.get(`${rule} ${value}`) ?? 0) > mostBearers,
  };
};

/** Whether by any rule something speaks for the two. */
export const shareKey = (one: LinkedAccount, other: LinkedAccount, { tooCommon }: Trust): boolean =>
  keyRules.some((rule) => {
    const value = comparedValue(rule, one, verifiedBackends);
    return (
      value !== null &&
      one.kind === other.kind &&
      value === comparedValue(rule, other, verifiedBackends) &&
      !tooCommon(rule, value)
    );
  });
