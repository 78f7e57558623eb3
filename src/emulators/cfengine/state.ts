import type { CfengineSwitches } from './switches.ts';

/** One hub: its tables, and how it behaves where the manual is silent. */
export type CfengineHub = { readonly state: CfengineState; readonly switches: CfengineSwitches };

export type CfengineState = {
  /** Users by name. The table's key is name and source, so that a name may be here and in `external`. */
  readonly internal: Map<string, CfengineUser>;
  /** Known LDAP users by name, with what is annotated locally. */
  readonly external: Map<string, CfengineUser>;
  readonly roles: Map<string, CfengineRole>;
  /** Every permission there is, by alias. */
  readonly permissions: ReadonlyMap<string, CfenginePermission>;
  /** Aliases by role id. */
  readonly aliasesByRole: Map<string, ReadonlySet<string>>;
  /** By internal name; an account without one cannot log in. Never shown. */
  readonly passwords: Map<string, string>;
  /** Internal names locked out for want of a second factor. */
  readonly locked: Set<string>;
};

/** A row; a key is absent where the column is null. */
export type CfengineUser = {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly roles: readonly string[];
  readonly external: boolean;
  readonly time_zone?: string;
  readonly two_factor_enabled?: boolean;
};

export type CfengineRole = {
  readonly id: string;
  readonly description?: string;
  readonly includeContext?: string;
  readonly excludeContext?: string;
};

export type CfenginePermission = {
  readonly alias: string;
  readonly group: string;
  readonly name: string;
  readonly description: string;
  readonly application: 'API' | 'Mission portal';
  readonly allowed_by_default: boolean;
};

/** Writes a row, which thereby becomes the last of its table. */
export const saveUser = (state: CfengineState, user: CfengineUser): void => {
  const table = user.external ? state.external : state.internal;
  table.delete(user.id);
  table.set(user.id, user);
};

/** Whom `/api/user/:username` means: nobody, one user, or both of a name. */
export const usersNamed = ({ state, switches }: CfengineHub, name: string): readonly CfengineUser[] => {
  const users = [state.internal.get(name), state.external.get(name)].filter((user) => user !== undefined);
  if (users.length < 2 || switches.sharedName === 'both') return users;
  return users.filter(({ external }) => external === (switches.sharedName === 'external'));
};
