export type Device = {
  readonly backend: string;
  readonly id: string;
  readonly displayName: string | null;
  readonly template: string | null;
  readonly enabled: boolean | null;
  readonly simulated: boolean | null;
  readonly provisioned: boolean | null;
  /** At most one; `null` directly under the root. */
  readonly organizationId: string | null;
};

export type DeviceGroup = {
  readonly backend: string;
  readonly id: string;
  readonly displayName: string | null;
  readonly description: string | null;
  /** The query that selects its devices. */
  readonly filter: string | null;
  /** At most one; `null` directly under the root. */
  readonly organizationId: string | null;
};
