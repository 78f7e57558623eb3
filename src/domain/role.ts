import type { Relation } from './role-map.ts';

/** A role in Rolecall's own vocabulary, with its spellings in the order of the configured backends. */
export type Role = {
  readonly name: string;
  readonly description: string | null;
  readonly mappings: readonly RoleMapping[];
};

export type RoleMapping = {
  readonly backend: string;
  /** A native role's id or alias. */
  readonly native: string;
  readonly relation: Relation;
};
