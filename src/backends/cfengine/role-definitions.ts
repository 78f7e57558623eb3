import { afterWrite } from '../../domain/after-write.ts';
import type { CallOptions } from '../../domain/call-options.ts';
import { BackendError } from '../../domain/errors.ts';
import type { NativeRole } from '../../domain/native-role.ts';
import { isSegment } from '../../http/path.ts';
import type { RoleDefinitions } from '../backend.ts';
import type { CfengineClient } from './client.ts';
import { administrator, isPredefined, toNativeRole, toRoleUpdate } from './mapping.ts';
import type { WireRole } from './wire.ts';

/** Roles as the hub defines them: which hosts they see (contexts) and what they may do in the portal and its API (permissions). */
export const createRoleDefinitions = (client: CfengineClient): RoleDefinitions => {
  const { backend } = client;
  const refusal = (code: 'BAD_INPUT' | 'PROTECTED' | 'NOT_FOUND' | 'ALREADY_EXISTS', message: string) =>
    new BackendError(code, message, { backend, ...(code === 'BAD_INPUT' ? { path: ['id'] } : {}) });

  const unknownRole = () => refusal('NOT_FOUND', `Backend ${backend} has no such role`);

  const find = async (id: string, options?: CallOptions): Promise<WireRole | null> =>
    isSegment(id) ? client.getRole(id, options) : null;

  const expect = async (id: string, options?: CallOptions): Promise<WireRole> => {
    const role = await find(id, options);
    if (role === null) throw unknownRole();
    return role;
  };

  const replacePermissions = async (
    id: string,
    permissions: readonly string[],
    options?: CallOptions,
  ): Promise<void> => {
    const aliases = [...new Set(permissions)];
    if (aliases.length > 0) return client.replaceRolePermissions(id, aliases, options);
    // Replacing takes at least one alias; what leaves none is a revocation of those that are there.
    const held = await client.getRolePermissions(id, options);
    if (held.length > 0) await client.revokeRolePermissions(id, held, options);
  };

  const readBack = async (id: string, operation: string, options?: CallOptions): Promise<NativeRole> => {
    const role = await afterWrite(() => client.getRole(id, options));
    if (role === null)
      throw new BackendError(
        'CONFLICT',
        `Backend ${backend} acknowledged ${operation}, but has no such role`,
        { backend, operation, isUnsettled: true },
      );
    return toNativeRole(backend, role);
  };

  return {
    get: async (id, options) => {
      const role = await find(id, options);
      return role === null ? null : toNativeRole(backend, role);
    },

    create: async ({ id, ...definition }, options) => {
      if (!isSegment(id))
        throw refusal(
          'BAD_INPUT',
          `Backend ${backend} expects a role name without control characters that can be part of a URL`,
        );
      if ((await client.getRole(id, options)) !== null)
        throw refusal('ALREADY_EXISTS', `Backend ${backend} has a role of this name already`);
      await client.createRole(id, toRoleUpdate({}, definition), options);
      // Without a set, the role has the permissions that the hub allows by default.
      const { permissions } = definition;
      if (permissions !== undefined) await afterWrite(() => replacePermissions(id, permissions, options));
      return readBack(id, 'createRole', options);
    },

    update: async (id, changes, options) => {
      if (id === administrator)
        throw refusal(
          'PROTECTED',
          `Role ${administrator} of backend ${backend} cannot be changed: every administrator depends on it`,
        );
      const role = await expect(id, options);
      const { description, contexts, permissions } = changes;
      const isDescribed = description !== undefined || contexts !== undefined;
      if (isDescribed) await client.updateRole(id, toRoleUpdate(role, changes), options);
      if (permissions !== undefined) {
        const replace = () => replacePermissions(id, permissions, options);
        await (isDescribed ? afterWrite(replace) : replace());
      }
      return readBack(id, 'updateRole', options);
    },

    delete: async (id, options) => {
      if (isPredefined(id))
        throw refusal('PROTECTED', `Role ${id} of backend ${backend} is predefined and cannot be deleted`);
      await expect(id, options);
      await client.deleteRole(id, options);
    },

    getPermissions: async (id, options) => {
      if (!isSegment(id)) throw unknownRole();
      return client.getRolePermissions(id, options);
    },
  };
};
