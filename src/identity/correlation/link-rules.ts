import type { AccountKind } from '../../domain/account.ts';
import type { LinkKeys, LinkRule } from '../../domain/link.ts';
import type { LinkedAccount } from '../../store/store.ts';

/** The rules that compare what accounts bear, the strongest first. Only the first makes LINKED: all others go by what anybody may claim. */
export const keyRules = [
  'VERIFIED_EMAIL',
  'EXTERNAL_ID',
  'EMAIL',
  'USER_NAME',
] as const satisfies readonly LinkRule[];

export type KeyRule = (typeof keyRules)[number];

/** One thing for each rule. */
export const forEachRule = <T>(make: () => T): { readonly [rule in KeyRule]: T } => ({
  VERIFIED_EMAIL: make(),
  EXTERNAL_ID: make(),
  EMAIL: make(),
  USER_NAME: make(),
});

/** What the evidence of a rule is worth, from 0 to 1. Set by hand to tell what is surer than what; nothing is computed with it. */
export const confidenceOf: { readonly [rule in LinkRule]: number } = {
  CONFIRMED: 1,
  VERIFIED_EMAIL: 0.95,
  EXTERNAL_ID: 0.8,
  EMAIL: 0.6,
  USER_NAME: 0.3,
};

/** Which field of an account a rule compares. */
export const fieldOf: { readonly [rule in KeyRule]: keyof LinkKeys } = {
  VERIFIED_EMAIL: 'email',
  EXTERNAL_ID: 'externalId',
  EMAIL: 'email',
  USER_NAME: 'userName',
};

/** What evidence is taken for. */
export type Trust = {
  /** Backends with `emailTrust: verified`. */
  readonly verifiedBackends: ReadonlySet<string>;
  /** Whether so many bear the value that it tells nothing of any of them. */
  readonly tooCommon: (rule: KeyRule, value: string) => boolean;
};

/** Whether the backend vouches for the account's address. */
export const isProven = (
  { ref, emailConfirmed }: LinkedAccount,
  verifiedBackends: ReadonlySet<string>,
): boolean => verifiedBackends.has(ref.backend) && emailConfirmed !== false;

/** What a rule compares of an account; `null` where it says nothing of it. */
export const comparedValue = (
  rule: KeyRule,
  account: LinkedAccount,
  verifiedBackends: ReadonlySet<string>,
): string | null => {
  if (!account.isPresent || !comparedKinds.has(account.kind)) return null;
  if (rule === 'VERIFIED_EMAIL' && !isProven(account, verifiedBackends)) return null;
  return account.keys[fieldOf[rule]];
};

/** A group may bear the address of one of its people, and of an account of unknown kind nobody knows whether it is one. */
const comparedKinds: ReadonlySet<AccountKind> = new Set(['PERSON', 'SERVICE']);

/** A value that several accounts of one kind bear, by their indexes in the list that was asked. */
export type SharedKey = {
  readonly rule: KeyRule;
  readonly value: string;
  readonly bearers: readonly number[];
};

/** Every value that by this rule speaks for some of these accounts being one user's. */
export const sharedKeys = (
  rule: KeyRule,
  accounts: readonly LinkedAccount[],
  { verifiedBackends, tooCommon }: Trust,
): readonly SharedKey[] => {
  const bearersByKind = new Map<AccountKind, Map<string, number[]>>();
  accounts.forEach((account, index) => {
    const value = comparedValue(rule, account, verifiedBackends);
    if (value === null) return;
    const bearersByValue = bearersByKind.get(account.kind) ?? new Map<string, number[]>();
    bearersByKind.set(account.kind, bearersByValue);
    const bearers = bearersByValue.get(value);
    if (bearers === undefined) bearersByValue.set(value, [index]);
    else bearers.push(index);
  });
  const shared: SharedKey[] = [];
  for (const bearersByValue of bearersByKind.values())
    for (const [value, bearers] of bearersByValue)
      if (bearers.length > 1 && !tooCommon(rule, value)) shared.push({ rule, value, bearers });
  return shared;
};
