/** What the documentation leaves open. Change a member while the emulator runs: the next request heeds it. */
export type CipherscaleSwitches = {
  /** The page size where `limit` is not sent. The docs say "e.g. 10". */
  defaultLimit: number;
  /** The greatest page served. The docs say "e.g. 100". */
  limitCap: number;
  /** What a greater `limit` than the cap meets. The docs do not say. */
  limitOverCap: 'clamped' | 'refused';
  /** Which members stand beside `data` on a page. The docs require none of them. */
  pageFields: readonly PageField[];
  /** How the lists without pages are wrapped. The docs print one object; `object` unwraps a list of one. */
  unpagedLists: 'array' | 'object' | 'data';
  /** Whether the `roles` of a user name the inherited ones too. The docs do not say. */
  userRoles: 'direct' | 'effective';
  /** Whether `rolesOnly` and `groupsOnly` narrow to direct and to inherited roles. The docs give no text. */
  roleFlags: 'narrow' | 'ignored';
  /** How often a role shows that is direct and inherited. The docs do not say. */
  doubledRoles: 'once' | 'twice';
  /** What `groups` means on the users of a role when it is not sent. The docs give no default. */
  roleUsersGroups: boolean;
  /** Granting a direct role again, or revoking one that is not held. The docs do not say. */
  redundantRole: 'ignored' | 400 | 404 | 409;
  /** Revoking a role that only a group grants; it stays effective in any case. The docs do not say. */
  inheritedRole: 'ignored' | 400 | 404 | 409;
  /** One role in `addedRoles` and in `removedRoles`: which of the two wins. The docs do not say. */
  roleInBothArrays: 'removed' | 'added' | 400;
  /** Joining a group twice, or leaving one without being in it. The docs do not say. */
  redundantMembership: 'ignored' | 'refused';
  /** What a PUT does to an optional field it omits. The docs do not say. */
  omittedOnPut: 'kept' | 'cleared';
  /** Whether a field that the docs do not name is overlooked or refuses the body. The docs do not say. */
  unknownFields: 'ignored' | 'refused';
  /** The code of creating users and groups. The docs captured none. */
  createStatus: 201 | 200;
  /** Whether creating one user answers one object. The docs print both forms without saying when. */
  createAnswer: 'mirrored' | 'array';
  /** Whether one bad entry undoes a bulk create, or what stands before it is kept. The docs do not say. */
  bulkCreate: 'whole' | 'partial';
  /** A second user with an address, case aside. The docs only imply that addresses are unique. */
  duplicateEmail: 409 | 400 | 'accepted';
  /** The code of deleting users, groups and role assignments. The docs captured none. */
  deleteStatus: 204 | 200;
  /** The code of sending an invitation again. The docs captured none. */
  inviteStatus: 201 | 200 | 204;
  /** Whom `invite` serves. The API text says pending only, the help centre resends to expired ones. */
  inviteAccepts: 'pending' | 'pending-and-expired';
  /** What `invite` says to anyone else. The docs do not say. */
  inviteRefusal: 400 | 409;
  /** How statuses are spelled: the help centre, its older edition, or the API text. */
  statusWords: 'newer' | 'older' | 'api';
  /** Deactivating or reactivating a user who already is. The docs do not say. */
  redundantStatus: 'ignored' | 'refused';
  /** What becomes of an invited user who was deactivated and is reactivated. The docs do not say. */
  reactivatedInvitation: 'Active' | 'Invited';
  /** Touching the owner, the owner's role or the default group. The docs forbid it without a code. */
  protectedRefusal: 403 | 400 | 409;
  /** Taking a user out of the only group. The docs demand one group and give no code. */
  lastGroup: 400 | 403 | 409 | 'accepted';
  /** What deleting a group does to those in no other. The docs do not say. */
  orphans: 'left' | 'moved-to-default' | 'refused';
  /** A second group of a name. The docs do not say. */
  duplicateGroupName: 'accepted' | 409;
  /** A role or group named in a body that does not exist. The docs do not say. */
  unknownReference: 400 | 404;
  /** An id in the path that is no UUID. The docs do not say. */
  malformedId: 400 | 404;
  /** The form of `message`: an array for validation only, as the framework does, or always one form. */
  errorMessages: 'nest' | 'string' | 'array';
  /** Who answers for a bad key: the gateway in front, or the framework. The docs do not say. */
  unauthorized: 'kong' | 'nest';
  /** The header that names each request, such as Kong's `x-kong-request-id`; `null` sends none, as none is documented. */
  requestIdHeader: string | null;
};

export type PageField = 'total' | 'page' | 'limit' | 'hasNext' | 'hasPrevious';

export const defaultCipherscaleSwitches: Readonly<CipherscaleSwitches> = {
  defaultLimit: 10,
  limitCap: 100,
  limitOverCap: 'clamped',
  pageFields: ['total', 'page', 'limit', 'hasNext', 'hasPrevious'],
  unpagedLists: 'array',
  userRoles: 'direct',
  roleFlags: 'narrow',
  doubledRoles: 'once',
  roleUsersGroups: true,
  redundantRole: 'ignored',
  inheritedRole: 'ignored',
  roleInBothArrays: 'removed',
  redundantMembership: 'ignored',
  omittedOnPut: 'kept',
  unknownFields: 'ignored',
  createStatus: 201,
  createAnswer: 'mirrored',
  bulkCreate: 'whole',
  duplicateEmail: 409,
  deleteStatus: 204,
  inviteStatus: 201,
  inviteAccepts: 'pending',
  inviteRefusal: 400,
  statusWords: 'newer',
  redundantStatus: 'ignored',
  reactivatedInvitation: 'Active',
  protectedRefusal: 403,
  lastGroup: 400,
  orphans: 'left',
  duplicateGroupName: 'accepted',
  unknownReference: 400,
  malformedId: 400,
  errorMessages: 'nest',
  unauthorized: 'kong',
  requestIdHeader: null,
};
