/** The truth, by id. Edit it to act behind the caller's back. */
export type IotCentralState = {
  readonly users: Map<string, User>;
  readonly roles: Map<string, Role>;
  readonly organizations: Map<string, Organization>;
  readonly apiTokens: Map<string, ApiToken>;
  readonly devices: Map<string, Device>;
  readonly deviceGroups: Map<string, DeviceGroup>;
  /** Ids of the published device templates; a device may name no other. */
  readonly deviceTemplates: Set<string>;
};

export type RoleAssignment = { readonly role: string; readonly organization?: string };

export type User = {
  readonly id: string;
  /** `email`, `adGroup` or `servicePrincipal`. */
  readonly type: string;
  readonly roles: readonly RoleAssignment[];
  /** Only of type `email`. */
  readonly email?: string;
  /** Of the two directory types, as `objectId`. */
  readonly tenantId?: string;
  readonly objectId?: string;
};

export type Role = {
  readonly id: string;
  readonly displayName: string;
  /** Never on the wire. Application roles go with no organization, organization roles with one. */
  readonly kind: 'application' | 'organization';
  /** Never on the wire. Custom organization roles are missing from every read. */
  readonly custom: boolean;
};

export type Organization = {
  readonly id: string;
  readonly displayName?: string;
  /** Absent directly under the root. */
  readonly parent?: string;
};

export type ApiToken = {
  readonly id: string;
  readonly roles: readonly RoleAssignment[];
  readonly expiry: string;
  /** The whole `Authorization` value. On the wire only in the answer to the PUT. */
  readonly token: string;
};

export type Device = {
  readonly id: string;
  readonly etag: string;
  readonly displayName: string;
  readonly template?: string;
  readonly simulated: boolean;
  readonly provisioned: boolean;
  readonly enabled: boolean;
  /** One at most. */
  readonly organizations?: readonly string[];
};

export type DeviceGroup = {
  readonly id: string;
  /** On the wire only with the switch `deviceGroupEtag`. */
  readonly etag: string;
  readonly displayName: string;
  readonly description?: string;
  readonly filter: string;
  /** One at most. */
  readonly organizations?: readonly string[];
};
