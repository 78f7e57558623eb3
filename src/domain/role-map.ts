/** How much a native role gives, held against the role that it spells. */
export type Relation = 'EXACT' | 'BROADER' | 'NARROWER';

/** One native role that spells a role on one backend. A role is spelled by all its entries of one scope together. */
export type Spelling = {
  /** `NativeRole.id`, or `NativeRole.alias` where ids differ between installations. */
  readonly native: string;
  readonly relation: Relation;
  /** Where it can be granted; not given = both for the application and within an organization. */
  readonly scope?: 'APPLICATION' | 'ORGANIZATION' | undefined;
};

/** What a backend's native roles spell, by the role's name. A role that is missing here is not expressible there. */
export type RoleMap = { readonly [role: string]: readonly Spelling[] };
