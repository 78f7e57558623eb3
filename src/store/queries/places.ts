import type { Expression, Selectable } from 'kysely';
import type { Position } from '../../domain/account-query.ts';
import type { AccountTable } from '../tables.ts';
import { column } from './account-columns.ts';

/** An order of accounts that has an index to walk along; USER is that of users as they were first seen. */
export type WalkOrder = {
  readonly by: 'ACCOUNT' | 'NAME' | 'EMAIL' | 'USER';
  readonly descending: boolean;
};

/** Of an account, what tells its place in any order. */
export type Place = Pick<
  Selectable<AccountTable>,
  'key' | 'user_number' | 'backend' | 'native_id' | 'is_external' | 'sort_name' | 'email'
>;

export const placeNames = [
  'account.key',
  'account.user_number',
  'account.backend',
  'account.native_id',
  'account.is_external',
  'account.sort_name',
  'account.email',
] as const;

export const placeColumns = ({ by }: WalkOrder): readonly Expression<string | number | null>[] =>
  orders[by].map((name) => column('account', name));

export const positionIn = ({ by }: WalkOrder, place: Place): Position =>
  orders[by].map((name) => place[name] ?? 0);

const orders = {
  ACCOUNT: ['backend', 'native_id', 'is_external'],
  NAME: ['sort_name', 'key'],
  EMAIL: ['email', 'key'],
  USER: ['user_number'],
} as const;
