export type CfengineState = {
  /** Users by name. The table's key is name and source, so that a name may be here and in `external`. */
  readonly internal: Map<string, User>;
  /** Known LDAP users by name, with what is annotated locally. */
  readonly external: Map<string, User>;
  readonly roles: Map<string, Role>;
  /** Every permission there is, by alias. */
  readonly permissions: ReadonlyMap<string, Permission>;
  /** Aliases by role id. */
  readonly aliasesByRole: Map<string, ReadonlySet<string>>;
  /** By internal name; an account without one cannot log in. Never shown. */
  readonly passwords: Map<string, string>;
  /** Internal names locked out for want of a second factor. */
  readonly locked: Set<string>;
};

/** A row; a key is absent where the column is null. */
export type User = {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly roles: readonly string[];
  readonly external: boolean;
  readonly time_zone?: string;
  readonly two_factor_enabled?: boolean;
};

export type Role = {
  readonly id: string;
  readonly description?: string;
  readonly includeContext?: string;
  readonly excludeContext?: string;
};

export type Permission = {
  readonly alias: string;
  readonly group: string;
  readonly name: string;
  readonly description: string;
  readonly application: 'API' | 'Mission portal';
  readonly allowed_by_default: boolean;
};

/** Writes a row, which thereby becomes the last of its table. */
export const saveUser = (state: CfengineState, user: User): void => {
  const table = user.external ? state.external : state.internal;
  table.delete(user.id);
  table.set(user.id, user);
};
