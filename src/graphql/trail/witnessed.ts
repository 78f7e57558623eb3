import type {
  ApiTokens,
  Devices,
  Groups,
  Lookup,
  Organizations,
  RoleDefinitions,
} from '../../backends/backend.ts';
import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import { attempt } from '../../domain/attempt.ts';
import type { Witness } from './witness.ts';

/**
 * A backend each of whose writes is witnessed, but for those of accounts and their roles, which runs write down themselves. What a change
 * or a deletion finds is read before, where it is not known, so that the audit trail can tell it.
 */
export const witnessed = (configured: ConfiguredBackend, witness: Witness): ConfiguredBackend => {
  const { backend } = configured;
  const { id, organizations, apiTokens, groups, roleDefinitions, devices } = backend;
  return {
    ...configured,
    backend: {
      ...backend,
      ...(organizations && { organizations: witnessedOrganizations(id, organizations, witness) }),
      ...(apiTokens && { apiTokens: witnessedApiTokens(id, apiTokens, witness) }),
      ...(groups && { groups: witnessedGroups(id, groups, witness) }),
      ...(roleDefinitions && { roleDefinitions: witnessedDefinitions(id, roleDefinitions, witness) }),
      ...(devices && { devices: witnessedDevices(id, devices, witness) }),
    },
  };
};

const witnessedOrganizations = (
  backend: string,
  organizations: Organizations,
  witness: Witness,
): Organizations => ({
  ...organizations,
  create: (organization, options) =>
    witness.write({ backend, nativeId: organization.id, before: null }, (told) =>
      organizations.create(organization, { ...options, ...told }),
    ),
  update: async (id, changes, options) =>
    witness.write(
      { backend, nativeId: id, before: await known(() => organizations.get([id], options)) },
      (told) => organizations.update(id, changes, { ...options, ...told }),
    ),
  delete: async (id, options) =>
    witness.write(
      { backend, nativeId: id, before: await known(() => organizations.get([id], options)) },
      (told) => organizations.delete(id, { ...options, ...told }),
    ),
});

const witnessedApiTokens = (backend: string, apiTokens: ApiTokens, witness: Witness): ApiTokens => ({
  ...apiTokens,
  create: (token, options) =>
    witness.write({ backend, nativeId: token.id, before: null }, (told) =>
      apiTokens.create(token, { ...options, ...told }),
    ),
  delete: async (id, options) =>
    witness.write(
      { backend, nativeId: id, before: await known(() => apiTokens.get([id], options)) },
      (told) => apiTokens.delete(id, { ...options, ...told }),
    ),
});

/** Who is in a group is told of the account. */
const witnessedGroups = (backend: string, groups: Groups, witness: Witness): Groups => ({
  ...groups,
  create: (group, options) =>
    witness.write({ backend, nativeId: null, before: null }, (told) =>
      groups.create(group, { ...options, ...told }),
    ),
  update: (group, changes, options) =>
    witness.write({ backend, nativeId: group.id, before: group }, (told) =>
      groups.update(group, changes, { ...options, ...told }),
    ),
  delete: (group, options) =>
    witness.write({ backend, nativeId: group.id, before: group }, (told) =>
      groups.delete(group, { ...options, ...told }),
    ),
  addAccount: (groupId, accountId, options) =>
    witness.write({ backend, nativeId: accountId, before: null }, (told) =>
      groups.addAccount(groupId, accountId, { ...options, ...told }),
    ),
  removeAccount: (groupId, accountId, options) =>
    witness.write({ backend, nativeId: accountId, before: null }, (told) =>
      groups.removeAccount(groupId, accountId, { ...options, ...told }),
    ),
});

const witnessedDefinitions = (
  backend: string,
  definitions: RoleDefinitions,
  witness: Witness,
): RoleDefinitions => ({
  ...definitions,
  create: (role, options) =>
    witness.write({ backend, nativeId: role.id, before: null }, (told) =>
      definitions.create(role, { ...options, ...told }),
    ),
  update: async (id, changes, options) =>
    witness.write({ backend, nativeId: id, before: await definitionOf(definitions, id) }, (told) =>
      definitions.update(id, changes, { ...options, ...told }),
    ),
  delete: async (id, options) =>
    witness.write({ backend, nativeId: id, before: await definitionOf(definitions, id) }, (told) =>
      definitions.delete(id, { ...options, ...told }),
    ),
});

const witnessedDevices = (backend: string, devices: Devices, witness: Witness): Devices => ({
  ...devices,
  create: (device, options) =>
    witness.write({ backend, nativeId: device.id, before: null }, (told) =>
      devices.create(device, { ...options, ...told }),
    ),
  createGroup: (group, options) =>
    witness.write({ backend, nativeId: group.id, before: null }, (told) =>
      devices.createGroup(group, { ...options, ...told }),
    ),
});

/** `null` where it cannot be read, or is not there: the write then says so. */
const known = async <T>(read: () => Promise<readonly Lookup<T>[]>): Promise<T | null> => {
  const [found = null] = await attempt(read).then((all) => (all instanceof Error ? [] : all));
  return found instanceof Error ? null : found;
};

/** With its permissions, which are no part of the role itself. */
const definitionOf = async (definitions: RoleDefinitions, id: string): Promise<unknown> => {
  const [role, permissions] = await Promise.all([
    attempt(() => definitions.get(id)),
    attempt(() => definitions.getPermissions(id)),
  ]);
  if (role === null || role instanceof Error) return null;
  return { ...role, permissions: permissions instanceof Error ? null : permissions };
};
