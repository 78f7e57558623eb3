/** The truth that the API shows. Every map keeps the order in which its records were made. */
export type CdataSyncState = {
  /** By id. */
  readonly users: Map<string, CdataSyncUser>;
  /** By id, built-in and custom. The API cannot list them. */
  readonly roles: Map<string, CdataSyncRole>;
  /** The id of the user whom each token speaks for. */
  readonly tokens: Map<string, string>;
  /** How many users were ever made: ids are not used twice. */
  made: number;
};

export type CdataSyncUser = {
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

export type CdataSyncRole = {
  readonly id: string;
  /** Custom roles can be renamed in the console; their id stays. */
  name: string;
  /** What the console calls a built-in role; `null` for a custom one. */
  readonly displayName: string | null;
};

export const adminRole = 'cdata_admin';

export const addUser = (
  state: CdataSyncState,
  user: Partial<CdataSyncUser> & Pick<CdataSyncUser, 'id' | 'user'>,
  at: string,
): CdataSyncUser => {
  const added: CdataSyncUser = {
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

export const isActiveAdmin = ({ is_active, roles }: CdataSyncUser): boolean =>
  is_active && roles.includes(adminRole);

export const isLastAdmin = (state: CdataSyncState, user: CdataSyncUser): boolean =>
  isActiveAdmin(user) && state.users.values().filter(isActiveAdmin).toArray().length === 1;

/** 2^53: doubles skip integers from here on. */
const lastExactInteger = 9_007_199_254_740_992n;
