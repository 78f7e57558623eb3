/** What a backend grants, in its own words. `null` means that the backend does not tell. */
export type NativeRole = {
  readonly backend: string;
  readonly id: string;
  readonly name: string | null;
  /** A name that is the same in every installation, where ids are not (CipherScale's role type); `null` where ids are. */
  readonly alias: string | null;
  readonly description: string | null;
  /** Whether it is granted for the whole application or within an organization. */
  readonly scope: NativeRoleScope | null;
  readonly builtIn: boolean | null;
  /** Why it can be neither granted nor revoked ("ownership cannot be assigned"); `null` where it can. */
  readonly immutable: string | null;
  /** CFEngine: which hosts the role sees; `null` elsewhere. */
  readonly contexts: RoleContexts | null;
};

export type NativeRoleScope = 'APPLICATION' | 'ORGANIZATION';

/** Comma-separated regular expressions over CFEngine classes, as the backend keeps them; `null` where not set. */
export type RoleContexts = { readonly include: string | null; readonly exclude: string | null };

/** The roles that a backend lists. */
export type NativeRoleTable = {
  readonly roles: readonly NativeRole[];
  /** False where roles may exist that the backend does not list: an unknown id may then still be right. */
  readonly complete: boolean;
};
