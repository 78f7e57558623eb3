import type { AccountRef } from '../domain/account.ts';
import { RolecallError } from '../domain/errors.ts';
import type { LinkDecision } from '../domain/link.ts';
import type { LinkedAccount, StoreWriter } from '../store/store.ts';
import { askInChunks } from './chunks.ts';
import { type CorrelationOptions, correlateAnew } from './correlate-anew.ts';
import { confirm, deny, type Statement, type Verdicts } from './correlation/decide.ts';
import { asMoved } from './neighbourhood.ts';
import { ambiguousAccount, noAccount, standsAlone } from './refusals.ts';

/** Who decided, and why. */
export type Decision = Pick<Statement, 'by' | 'reason'> & {
  /** Those that whoever decided may see; `null` for all, those that are no longer configured too. */
  readonly backends: readonly string[] | null;
};

/** Confirms that these accounts are one user's, and answers which. */
export const linkAccounts = async (
  writer: StoreWriter,
  refs: readonly AccountRef[],
  { backends, ...statement }: Decision & Statement,
  options: CorrelationOptions,
): Promise<string> => {
  const accounts = await findAll(writer, refs, 'accounts');
  const keys = [...new Set(accounts.map(({ key }) => key))];
  if (keys.length < 2)
    throw new RolecallError('BAD_INPUT', 'expected at least two accounts, got one', { path: ['accounts'] });
  const decisions = await decisionsAround(writer, keys);
  const verdicts = confirm(keys, decisions, statement);
  await expectSeen(writer, verdicts.withdrawn.flat(), backends);
  return carryOut(writer, keys, verdicts, options);
};

/** Denies that the account belongs with `from`, or with all others of its user that are seen where not given, and answers whose it is then. */
export const unlinkAccount = async (
  writer: StoreWriter,
  { account, from }: { readonly account: AccountRef; readonly from: readonly AccountRef[] | undefined },
  { backends, ...statement }: Decision & Statement,
  options: CorrelationOptions,
): Promise<string> => {
  const [{ key, userId }] = await findAll(writer, [account], 'account');
  const others =
    from === undefined ? await membersSeen(writer, userId, backends) : await findAll(writer, from, 'from');
  const otherKeys = others.map((other) => other.key).filter((other) => other !== key);
  if (otherKeys.length === 0) throw standsAlone(account);
  const decisions = await decisionsAround(writer, [key]);
  return carryOut(writer, [key, ...otherKeys], deny(key, otherKeys, decisions, statement), options);
};

/** Of whom an account is parted where nobody is named: nobody shall learn of others, or decide on them, whom they may not see. */
const membersSeen = async (
  { links }: StoreWriter,
  userId: string,
  backends: readonly string[] | null,
): Promise<readonly LinkedAccount[]> =>
  (await links.membersOf([userId])).filter(({ ref }) => isSeen(ref.backend, backends));

/** Throws CONFLICT. What was said of an account goes only by the word of somebody who may see it. */
const expectSeen = async (
  { links }: StoreWriter,
  keys: readonly number[],
  backends: readonly string[] | null,
): Promise<void> => {
  const accounts = await askInChunks([...new Set(keys)], links.byKeys);
  if (accounts.every(({ ref }) => isSeen(ref.backend, backends))) return;
  throw new RolecallError('CONFLICT', 'Somebody has said otherwise of accounts that these are linked with', {
    path: ['accounts'],
  });
};

type Found = { readonly key: number; readonly userId: string };

/** Throws NOT_FOUND or ACCOUNT_AMBIGUOUS. */
const findAll = async (
  { accounts }: StoreWriter,
  refs: readonly AccountRef[],
  path: string,
): Promise<readonly [Found, ...Found[]]> => {
  const kept = await accounts.find(refs);
  const found = refs.map(({ backend, id }): Found => {
    const [one, ...namesakes] = kept.filter(
      ({ account }) => account.ref.backend === backend && account.ref.id === id,
    );
    if (one === undefined) throw noAccount({ backend, id }, [path]);
    if (namesakes.length > 0) throw ambiguousAccount({ backend, id }, [path]);
    return one;
  });
  const [first, ...others] = found;
  if (first === undefined)
    throw new RolecallError('BAD_INPUT', 'expected at least one account, got none', { path: [path] });
  return [first, ...others];
};

/** Every decision on these accounts and on all that are confirmed to be one with them. */
const decisionsAround = async (
  { links }: StoreWriter,
  keys: readonly number[],
): Promise<readonly LinkDecision[]> => {
  const decisions = new Map<string, LinkDecision>();
  const asked = new Set<number>();
  let next = [...keys];
  while (next.length > 0) {
    for (const key of next) asked.add(key);
    const found = await askInChunks(next, links.decisionsOn);
    for (const decision of found) decisions.set(JSON.stringify(decision.accounts), decision);
    const confirmed = found
      .filter(({ verdict }) => verdict === 'CONFIRMED')
      .flatMap(({ accounts }) => accounts);
    next = [...new Set(confirmed)].filter((key) => !asked.has(key));
  }
  return [...decisions.values()];
};

/** Answers whose the first of the accounts is then. */
const carryOut = async (
  writer: StoreWriter,
  keys: readonly number[],
  { decided, withdrawn }: Verdicts,
  options: CorrelationOptions,
): Promise<string> => {
  const { links } = writer;
  await links.withdraw(withdrawn);
  await links.decide(decided);
  const touched = [
    ...new Set([...keys, ...[...decided.map(({ accounts }) => accounts), ...withdrawn].flat()]),
  ];
  await correlateAnew(writer, (await askInChunks(touched, links.byKeys)).map(asMoved), options);
  const [{ userId } = { userId: null }] = await links.byKeys(keys.slice(0, 1));
  if (userId === null) throw new Error('expected every account to have a user');
  return userId;
};

const isSeen = (backend: string, backends: readonly string[] | null): boolean =>
  backends === null || backends.includes(backend);
