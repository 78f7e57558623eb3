import * as z from 'zod';
import { recordListOf } from '../../http/json-list.ts';

/**
 * What the data plane answers, 2022-07-31. Unknown members are dropped; a known one of another type refuses the answer.
 *
 * @see https://github.com/Azure/azure-rest-api-specs/blob/main/specification/iotcentral/data-plane/Microsoft.IoTCentral/stable/2022-07-31/iotcentral.json
 */
export type WireUser = z.output<typeof user>;
export type WireRole = z.output<typeof role>;
export type WireRoleAssignment = z.output<typeof roleAssignment>;
export type WireOrganization = z.output<typeof organization>;
export type WireApiToken = z.output<typeof apiToken>;
/** With the secret, which only the answer to the creating PUT holds. */
export type WireNewApiToken = WireApiToken & { readonly token: string };
export type WireDevice = z.output<typeof device>;
export type WireDeviceGroup = z.output<typeof deviceGroup>;

/** The published form of a user's id. */
export const userIdPattern = /^[A-Za-z0-9_-]{1,48}$/;
/** The published form of an organization's id, its length included. */
export const organizationIdPattern = /^(?!-)[a-z0-9-]{1,47}[a-z0-9]$/;
/** The published form of a device group's id. */
export const deviceGroupIdPattern = /^[A-Za-z0-9_-]{1,255}$/;

const id = z.string().min(1);

const roleAssignment = z.object({ role: id, organization: id.nullish() });

/** Never empty by contract: a list without a role would be a part taken for the whole. */
const roles = recordListOf(roleAssignment).check(z.minLength(1));

/** A type newer than this code may come with any members or none. */
export const user = z
  .object({
    id: z.string().regex(userIdPattern),
    type: z.string().min(1),
    roles,
    email: z.string().nullish(),
    tenantId: z.string().nullish(),
    objectId: z.string().nullish(),
  })
  .refine(({ type, email }) => type !== 'email' || typeof email === 'string', { path: ['email'] });

export const role = z.object({ id, displayName: z.string().nullish() });

export const organization = z.object({ id, displayName: z.string().nullish(), parent: id.nullish() });

/** An answer to a write may lack the id, as the published one of an email user does. */
export const changedOrganization = organization.partial({ id: true });

export const apiToken = z.object({ id, roles, expiry: z.iso.datetime({ offset: true }).nullish() });

export const newApiToken = apiToken.partial({ id: true }).extend({ token: z.string().min(1) });

/** One at most "today", by the documentation. A second could not be shown, so it is refused. */
const organizations = z.array(id).max(1).nullish();

export const device = z.object({
  id,
  displayName: z.string().nullish(),
  template: z.string().nullish(),
  enabled: z.boolean().nullish(),
  simulated: z.boolean().nullish(),
  provisioned: z.boolean().nullish(),
  organizations,
});

export const deviceGroup = z.object({
  id,
  displayName: z.string(),
  description: z.string().nullish(),
  filter: z.string(),
  organizations,
});

/** A role to hold, for the whole application where no organization is given. Here and below, what is `undefined` is not sent. */
export type RoleAssignmentBody = { readonly role: string; readonly organization?: string | undefined };

/** Who it is, unique in the application. Cannot be changed. */
export type UserIdentity =
  | { readonly type: 'email'; readonly email: string }
  | { readonly type: 'adGroup' | 'servicePrincipal'; readonly tenantId: string; readonly objectId: string };

export type UserBody = UserIdentity & { readonly roles: readonly RoleAssignmentBody[] };

/** A merge patch (RFC 7396): `roles` replaces all of them. */
export type UserPatch = { readonly roles: readonly RoleAssignmentBody[] };

export type OrganizationBody = { readonly displayName: string; readonly parent?: string | undefined };

/** A merge patch: `parent: null` takes the parent away. */
export type OrganizationPatch = {
  readonly displayName?: string | undefined;
  readonly parent?: string | null | undefined;
};

/** Without `expiry` a token lives about a year. */
export type ApiTokenBody = {
  readonly roles: readonly RoleAssignmentBody[];
  readonly expiry?: string | undefined;
};

export type DeviceBody = {
  readonly displayName?: string | undefined;
  readonly template?: string | undefined;
  readonly simulated?: boolean | undefined;
  readonly enabled?: boolean | undefined;
  readonly organizations?: readonly string[] | undefined;
};

export type DeviceGroupBody = {
  readonly displayName: string;
  readonly description?: string | undefined;
  /** A query in the vendor's own language. */
  readonly filter: string;
  readonly organizations?: readonly string[] | undefined;
};
