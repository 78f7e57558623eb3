import type { Account } from '../../../src/domain/account.ts';
import type { AssignmentRef } from '../../../src/domain/assignment.ts';
import type { NativeRole } from '../../../src/domain/native-role.ts';
import type { Guest, Pass, PassChange } from './client.ts';

export const toAccount = (backend: string, guest: Guest): Account => ({
  ref: { backend, id: guest.id },
  kind: 'PERSON',
  userName: null,
  displayName: guest.name,
  email: guest.email,
  emailConfirmed: null,
  externalId: null,
  status: 'ACTIVE',
  nativeStatus: null,
  external: null,
  protection: null,
  assignments: [...new Set(guest.passes)].map((nativeRoleId) => ({
    nativeRoleId,
    nativeRoleName: undefined,
    nativeRoleAlias: null,
    organizationId: null,
    origin: { kind: 'DIRECT' },
  })),
  groups: [],
  createdAt: null,
  updatedAt: null,
  lastSeenAt: null,
  vendor: null,
});

export const toNativeRole = (backend: string, { id, name }: Pass): NativeRole => ({
  backend,
  id,
  name,
  alias: null,
  description: null,
  scope: 'APPLICATION',
  builtIn: null,
  immutable: null,
  contexts: null,
});

export const toPassChange = (change: {
  readonly grants: readonly AssignmentRef[];
  readonly revokes: readonly AssignmentRef[];
}): PassChange => ({
  add: change.grants.map(({ nativeRoleId }) => nativeRoleId),
  remove: change.revokes.map(({ nativeRoleId }) => nativeRoleId),
});
