import type { AccountKind, AccountStatus } from './account.ts';
import type { LinkState } from './link.ts';

/** A page of a list. */
export type ListQuery<Order> = {
  readonly filter: AccountFilter;
  readonly order: Order;
  /** Where the entry before stood; from the start when not given. It need not be there any more. */
  readonly after?: Position | undefined;
  readonly first: number;
};

export type Listed<T> = { readonly entry: T; readonly position: Position };

/** The place of an entry in one order; survives JSON. */
export type Position = readonly (string | number)[];

/**
 * ACCOUNT: by backend and native id, which never change. The others by what is shown, in the form in which it is found, those without it first;
 * equals by age.
 */
export type AccountOrder = { readonly by: 'ACCOUNT' | 'NAME' | 'EMAIL'; readonly descending: boolean };
/** FIRST_SEEN never changes. */
export type UserOrder = { readonly by: 'FIRST_SEEN' | 'NAME'; readonly descending: boolean };

/** Every condition that is given has to hold. An empty list of alternatives lets nothing through. */
export type AccountFilter = {
  readonly backends: readonly string[];
  /** Found anywhere in name, user name or address, once both are folded by `foldText`. */
  readonly search?: string | undefined;
  /** Equal to the address as folded by `foldEmail`. */
  readonly email?: string | undefined;
  readonly kinds?: readonly AccountKind[] | undefined;
  readonly statuses?: readonly AccountStatus[] | undefined;
  readonly links?: readonly LinkState[] | undefined;
  /** Any of them. */
  readonly holding?: readonly Holding[] | undefined;
  /** Holds something within it. */
  readonly organization?: { readonly backend: string; readonly id: string } | undefined;
};

/** All of these native roles, at least one, held in one and the same place: the whole application, one organization, or either. */
export type Holding = {
  readonly backend: string;
  readonly nativeRoleIds: readonly string[];
  readonly place: 'APPLICATION' | 'ORGANIZATION' | 'ANYWHERE';
};
