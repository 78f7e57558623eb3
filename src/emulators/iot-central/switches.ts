/** What Microsoft leaves open, one switch each. They may be flipped while the emulator runs. */
export type IotCentralSwitches = {
  /** Records on a page of any list. The default page size is unpublished. */
  pageSize: number;
  /** The contract shows an absolute `nextLink` but promises only a string. */
  nextLinkStyle: 'absolute' | 'relative';
  /** How a list ends: whether `nextLink` is absent or `null`, and whether a full last page is followed by an empty one. */
  lastPage: 'no-link' | 'null-link' | 'empty-page';
  /** Where a page continues when records vanish meanwhile: behind the last one shown, or at a count, so that some are skipped. */
  paging: 'stable' | 'drifting';
  /** Microsoft's own CLI sends `api-version` twice while it follows `nextLink`; nothing says that this is allowed. */
  repeatedApiVersion: 'accepted' | 'refused';
  /** A live answer called an unknown version `NotFound` (Azure/azure-sdk-for-go issue 23817); the error table suggests 400. */
  apiVersionStatus: 404 | 400;
  /** Whether the answer to the PUT of an email user lacks `id`: in the Swagger example it does, in the how-to it does not. */
  putOmitsId: boolean;
  /** Whether PUT of a known user id overwrites ("add or update" in example titles) or counts as a duplicate. */
  putOnExistingUser: 'overwrites' | 'refused';
  /** Whether PUT of a known API token id is refused or makes a new secret. Not described. */
  putOnExistingToken: 'refused' | 'rotates';
  /** How addresses are stored. A third-party live test expects lower case; nothing is documented. They are unique in any case. */
  emailCase: 'lower' | 'kept';
  /** What a PATCH that changes `type`, `email`, `tenantId` or `objectId` meets: "cannot be updated" is all the CLI says. */
  immutableFields: 'refused' | 'ignored';
  /** For an application role within an organization, or an organization role without one. */
  roleKindStatus: 422 | 400;
  /** For leaving the application without an Administrator. */
  lastAdministratorStatus: 422 | 400;
  /** For a second use of an email, a directory identity or a refused id. 409 is not among the service's codes, yet usual. */
  duplicateStatus: 422 | 400 | 409;
  /** For deleting an organization that still has users, devices, device groups or children. */
  organizationInUseStatus: 422 | 400 | 409;
  /** The how-to calls an organization's `displayName` required, the schema does not. */
  displayNameRequired: boolean;
  /** The schema gives device groups an `etag`, no example shows one. */
  deviceGroupEtag: boolean;
  /** Sent as `Retry-After` with a 429; `null` sends none, as nothing is documented. */
  retryAfterSeconds: number | null;
  /** How far reads lag behind writes. Nothing is published on consistency. */
  readLagMs: number;
  /** Role assignments of all users together. The documented quota is 200; off, as invented populations exceed it. */
  roleAssignmentQuota: number;
  /** The `type` of one more user in reads, of a kind that a later service may add; `null` shows none. */
  futureUserType: string | null;
  /** The header that names each request. Azure's services usually send this one, but only a body's `requestId` is documented; `null` sends none. */
  requestIdHeader: string | null;
};

export const defaultIotCentralSwitches: Readonly<IotCentralSwitches> = {
  pageSize: 100,
  nextLinkStyle: 'absolute',
  lastPage: 'no-link',
  paging: 'stable',
  repeatedApiVersion: 'accepted',
  apiVersionStatus: 404,
  putOmitsId: false,
  putOnExistingUser: 'overwrites',
  putOnExistingToken: 'refused',
  emailCase: 'lower',
  immutableFields: 'refused',
  roleKindStatus: 422,
  lastAdministratorStatus: 422,
  duplicateStatus: 422,
  organizationInUseStatus: 422,
  displayNameRequired: true,
  deviceGroupEtag: false,
  retryAfterSeconds: null,
  readLagMs: 0,
  roleAssignmentQuota: Number.POSITIVE_INFINITY,
  futureUserType: null,
  requestIdHeader: 'x-ms-request-id',
};
