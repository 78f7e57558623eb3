import type {
  AccountChanges,
  ApiTokens,
  Groups,
  NewAccount,
  NewDevice,
  NewDeviceGroup,
  Organizations,
  RoleDefinitionChanges,
  RoleDefinitions,
} from '../../../src/backends/backend.ts';

export type AccountSamples = {
  /** One to create, with as many fields as the backend takes, an assignment among them where it takes any. */
  readonly fresh: NewAccount;
  /** Further ones to create in one call, one of them as bare as the backend allows. */
  readonly freshMany: readonly NewAccount[];
  /** One that would overwrite the editable account or take its name: in other letter case, where that does not tell two apart. */
  readonly taken: NewAccount;
  /** A change of one field for each of `updateFields` that a read shows. Its text is nowhere in the editable account before. */
  readonly changes: readonly AccountChanges[];
  /** One that was invited and did not come yet. Required where there is `accountWriter.reinvite`. */
  readonly invited?: { readonly id: string; invitations(): number } | undefined;
};

/** Of any sort of record: ids to read and to delete, and what is there, to see that nothing else moved. */
export type Samples = {
  /** Ids of all that the emulator holds now. */
  ids(): readonly string[];
  /** Of the right form, and of none. */
  readonly missingId: string;
  /** One that may be deleted: nothing depends on it. */
  readonly removableId: string;
};

export type OrganizationSamples = Samples & {
  readonly fresh: Parameters<Organizations['create']>[0];
  /** As `fresh`, with an id that there is. */
  readonly taken: Parameters<Organizations['create']>[0];
  readonly editableId: string;
  /** The one to move the editable one under, where it is not yet. */
  readonly otherParentId: string;
};

export type ApiTokenSamples = Samples & {
  readonly fresh: Parameters<ApiTokens['create']>[0];
  /** As `fresh`, with an id that there is. */
  readonly taken: Parameters<ApiTokens['create']>[0];
};

export type GroupSamples = Samples & {
  readonly fresh: Parameters<Groups['create']>[0];
  /** One with a description and a role, both of which a change of the name must keep. */
  readonly editableId: string;
  /** A group and an account that is not in it. */
  readonly joining: Membership;
  /** A group and an account that is in it and may leave. */
  readonly leaving: Membership;
  /** Ids of the members as the emulator has them now. */
  memberIds(groupId: string): readonly string[];
};

export type Membership = { readonly groupId: string; readonly accountId: string };

export type RoleDefinitionSamples = Samples & {
  readonly fresh: Parameters<RoleDefinitions['create']>[0];
  /** As `fresh`, with an id that there is. */
  readonly taken: Parameters<RoleDefinitions['create']>[0];
  /** One with a description, contexts and permissions. */
  readonly editableId: string;
  /** Other permissions than it has, at least one. */
  readonly permissions: NonNullable<RoleDefinitionChanges['permissions']>;
};

/** `removableId` is not used: devices cannot be deleted. */
export type DeviceSamples = Omit<Samples, 'removableId'> & {
  readonly knownId: string;
  readonly fresh: NewDevice;
  readonly taken: NewDevice;
  readonly group: {
    readonly knownId: string;
    readonly missingId: string;
    readonly fresh: NewDeviceGroup;
    readonly taken: NewDeviceGroup;
  };
};
