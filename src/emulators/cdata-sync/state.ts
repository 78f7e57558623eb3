import { adminRole } from './ids.ts';

/** The truth that the API shows. Every map keeps the order in which its records were made. */
export type CdataSyncState = {
  /** By id. */
  readonly users: Map<string, User>;
  /** By id, built-in and custom. The API cannot list them. */
  readonly roles: Map<string, Role>;
  /** The id of the user whom each token speaks for. */
  readonly tokens: Map<string, string>;
  /** How many users were ever made: ids are not used twice. */
  made: number;
};

export type User = {
  readonly id: string;
  /** The id while the switch `ids` says `long-number`. As doubles, some are equal to their neighbours. */
  readonly longId: bigint;
  user: string;
  email_address: string | null;
  /** Never answered. */
  password: string | null;
  is_active: boolean;
  /** Role ids; one that `roles` does not know is not answered. */
  roles: readonly string[];
  readonly created_at: string;
  updated_at: string;
};

export type Role = {
  readonly id: string;
  /** Custom roles can be renamed in the console; their id stays. */
  name: string;
  /** What the console calls a built-in role; `null` for a custom one. */
  readonly displayName: string | null;
};

/** What is not given gets the default of the console. */
export type NewUser = Partial<User> & Pick<User, 'id' | 'user'>;

export const addUser = (state: CdataSyncState, user: NewUser, at: string): User => {
  const added: User = {
    longId: lastExactInteger + BigInt(state.made + 1),
    email_address: null,
    password: null,
    is_active: true,
    roles: [],
    created_at: at,
    updated_at: at,
    ...user,
  };
  state.made += 1;
  state.users.set(added.id, added);
  return added;
};

/** 2^53: doubles skip integers from here on. */
const lastExactInteger = 9_007_199_254_740_992n;

export const isActiveAdmin = ({ is_active, roles }: User): boolean => is_active && roles.includes(adminRole);

export const isLastAdmin = (state: CdataSyncState, user: User): boolean =>
  isActiveAdmin(user) && state.users.values().filter(isActiveAdmin).toArray().length === 1;
