export type Organization = {
  readonly backend: string;
  readonly id: string;
  readonly displayName: string | null;
  /** The parent's id; `null` directly under the root. */
  readonly parentId: string | null;
};
