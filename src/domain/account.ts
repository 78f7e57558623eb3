import type { Assignment } from './assignment.ts';

/** Where an account is: the backend's id and, inside it, the backend's own id. Never joined into one string. */
export type AccountRef = { readonly backend: string; readonly id: string };

/** A key for sets and maps; equal exactly where backend and id are equal. `id` is `null` for an account that is to be. */
export const keyOfAccount = ({
  backend,
  id,
}: {
  readonly backend: string;
  readonly id: string | null;
}): string => JSON.stringify([backend, id]);

export type AccountKind = 'PERSON' | 'SERVICE' | 'DIRECTORY_GROUP' | 'UNKNOWN';

export type AccountStatus = 'ACTIVE' | 'INVITED' | 'EXPIRED' | 'DISABLED' | 'UNKNOWN';

/** What a backend calls a user. `null` means that the backend does not tell. */
export type Account = {
  readonly ref: AccountRef;
  readonly kind: AccountKind;
  readonly userName: string | null;
  readonly displayName: string | null;
  readonly email: string | null;
  /**
   * Whether the backend has seen proof that the address is the account's own; `null` where its records do not tell, and `emailTrust` decides for
   * all.
   */
  readonly emailConfirmed: boolean | null;
  /** What a directory or identity provider outside calls it; `null` where the backend does not tell. */
  readonly externalId: string | null;
  readonly status: AccountStatus;
  /** The backend's own word for the status, as it came. */
  readonly nativeStatus: string | null;
  /** True where a directory (LDAP) masters the account: its roles and its end are decided there. `null` where the backend knows no directories. */
  readonly external: boolean | null;
  /** Why no one may change or delete it, in a few words ("the space's owner"); `null` where nothing in the backend protects it. */
  readonly protection: string | null;
  /** As the account itself tells them: complete in roles and organizations. `origin` is `null` where only `Backend.getAssignments` can tell. */
  readonly assignments: readonly Assignment[];
  /** Groups that it belongs to; empty where the backend has none. */
  readonly groups: readonly AccountGroup[];
  /** ISO 8601, UTC. */
  readonly createdAt: string | null;
  /** ISO 8601, UTC. */
  readonly updatedAt: string | null;
  /** ISO 8601, UTC: the last time that the backend saw it being used. */
  readonly lastSeenAt: string | null;
  /** What only its kind of backend knows of it; `null` where that is nothing. */
  readonly vendor: VendorAccount | null;
};

export type AccountGroup = { readonly id: string; readonly name: string | null };

/** What only one kind of backend knows of its accounts. */
export type VendorAccount = IotCentralAccount | CdataSyncAccount | CfengineAccount | CipherscaleAccount;

export type IotCentralAccount = {
  readonly vendor: 'IOT_CENTRAL';
  /** `email`, `adGroup`, `servicePrincipal`, or a type newer than this code. */
  readonly type: string;
  readonly tenantId: string | null;
  readonly objectId: string | null;
};

export type CdataSyncAccount = { readonly vendor: 'CDATA_SYNC'; readonly federationId: string | null };

export type CfengineAccount = {
  readonly vendor: 'CFENGINE';
  readonly timeZone: string | null;
  readonly twoFactorEnabled: boolean | null;
};

export type CipherscaleAccount = {
  readonly vendor: 'CIPHERSCALE';
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly image: string | null;
  readonly isOwner: boolean;
  readonly maxDevices: number | null;
  readonly devices: readonly AccountDevice[];
};

/** A device that an account connects with. */
export type AccountDevice = {
  readonly id: string;
  readonly name: string | null;
  readonly active: boolean | null;
  readonly status: string | null;
  readonly hardwareId: string | null;
  readonly appVersion: string | null;
  /** ISO 8601, UTC. */
  readonly lastSeenAt: string | null;
};
