import type { Account } from '../../domain/account.ts';
import { foldText } from '../../domain/fold-text.ts';
import type { LinkKeys } from '../../domain/link.ts';
import { linkKeysOf } from '../../domain/link-keys.ts';
import type { AccountTable } from '../tables.ts';

/** What the table `account` tells of an account as observed. */
export type AccountRow = Omit<AccountTable, 'key' | 'user_number' | 'home_number' | 'link' | 'vanished_at'>;

export const accountRowColumns = [
  'backend',
  'native_id',
  'is_external',
  'kind',
  'status',
  'sort_name',
  'search_text',
  'email',
  'email_confirmed',
  'external_id',
  'user_name',
] as const satisfies readonly (keyof AccountRow)[];

export const toAccountRow = (account: Account): AccountRow => {
  const { ref, kind, status, displayName, userName, email, emailConfirmed, external } = account;
  const keys = linkKeysOf(account);
  return {
    // A lone surrogate has no form in UTF-8: it is kept as the database would hand it back, so that what is kept compares equal.
    backend: ref.backend.toWellFormed(),
    native_id: ref.id.toWellFormed(),
    is_external: external === true ? 1 : 0,
    kind,
    status,
    sort_name: foldText((displayName ?? userName ?? email ?? ref.id).toWellFormed()),
    search_text: toSearchText([displayName, userName, email]),
    email: keys.email?.toWellFormed() ?? '',
    email_confirmed: emailConfirmed === null ? null : Number(emailConfirmed),
    external_id: keys.externalId?.toWellFormed() ?? null,
    user_name: keys.userName?.toWellFormed() ?? null,
  };
};

/** A folded text has no line break in it, so nothing is found across two of them. */
const toSearchText = (texts: readonly (string | null)[]): string =>
  texts
    .filter((text) => text !== null)
    .map((text) => foldText(text.toWellFormed()))
    .join('\n');

export const toLinkKeys = (row: Pick<AccountTable, 'external_id' | 'email' | 'user_name'>): LinkKeys => ({
  externalId: row.external_id,
  email: row.email === '' ? null : row.email,
  userName: row.user_name,
});

/** One account apart from all others. */
export const identityOf = (row: Pick<AccountTable, 'backend' | 'native_id' | 'is_external'>): string =>
  JSON.stringify([row.backend, row.native_id, row.is_external]);

/** The account as it is kept, without its assignments. The members are named so that equal accounts make equal text. */
export const toRecord = (account: Account): string => {
  const { ref } = account;
  const record: Partial<Record<keyof Account, unknown>> = { ref: { backend: ref.backend, id: ref.id } };
  for (const name of recordMembers) record[name] = account[name];
  return JSON.stringify(record);
};

const recordMembers = Object.keys({
  kind: true,
  userName: true,
  displayName: true,
  email: true,
  emailConfirmed: true,
  externalId: true,
  status: true,
  nativeStatus: true,
  external: true,
  protection: true,
  groups: true,
  createdAt: true,
  updatedAt: true,
  lastSeenAt: true,
  vendor: true,
} satisfies Record<Exclude<keyof Account, 'ref' | 'assignments'>, true>) as readonly (keyof Account)[];
