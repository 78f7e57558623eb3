import type { Devices } from '../../backends/backend.ts';
import type { Device, DeviceGroup } from '../../domain/device.ts';
import { RolecallError } from '../../domain/errors.ts';
import { writable } from '../../sync/writable.ts';
import { backendOf, type Context } from '../context.ts';
import { settle } from '../errors.ts';
import { toGlobalId } from '../global-id.ts';
import type { OrganizationParent } from '../parents.ts';
import type { Resolvers } from '../resolver-types.ts';

export const deviceResolvers: Resolvers = {
  Query: {
    device: (_parent, { backend, nativeId }, context) => loadDevice(context, { backend, id: nativeId }),
    deviceGroup: (_parent, { backend, nativeId }, context) =>
      loadDeviceGroup(context, { backend, id: nativeId }),
  },

  Device: {
    id: ({ backend, id }) => toGlobalId({ type: 'Device', backend, id }),
    nativeId: ({ id }) => id,
    organization: (device) => organizationOf(device),
  },

  DeviceGroup: {
    id: ({ backend, id }) => toGlobalId({ type: 'DeviceGroup', backend, id }),
    nativeId: ({ id }) => id,
    organization: (group) => organizationOf(group),
  },

  Mutation: {
    createDevice: (_parent, { input }, context) =>
      settle(
        async () => {
          const devices = writable(backendOf(context, input.backend, ['backend']), 'devices');
          const device = await devices.create({
            id: input.nativeId,
            displayName: input.displayName ?? undefined,
            template: input.template ?? undefined,
            enabled: input.enabled ?? undefined,
            simulated: input.simulated ?? undefined,
            organizationId: input.organization ?? undefined,
          });
          return { device };
        },
        () => ({ device: null }),
      ),
    createDeviceGroup: (_parent, { input }, context) =>
      settle(
        async () => {
          const devices = writable(backendOf(context, input.backend, ['backend']), 'devices');
          const deviceGroup = await devices.createGroup({
            id: input.nativeId,
            displayName: input.displayName,
            description: input.description ?? undefined,
            filter: input.filter,
            organizationId: input.organization ?? undefined,
          });
          return { deviceGroup };
        },
        () => ({ deviceGroup: null }),
      ),
  },
};

type Ref = { readonly backend: string; readonly id: string };

export const loadDevice = (context: Context, { backend, id }: Ref): Promise<Device | null> =>
  devicesOf(context, backend).get(id, { signal: context.signal });

export const loadDeviceGroup = (context: Context, { backend, id }: Ref): Promise<DeviceGroup | null> =>
  devicesOf(context, backend).getGroup(id, { signal: context.signal });

const devicesOf = (context: Context, backend: string): Devices => {
  const { devices } = backendOf(context, backend).backend;
  if (devices === undefined)
    throw new RolecallError('UNSUPPORTED', `Backend ${backend} has no devices`, { path: ['backend'] });
  return devices;
};

const organizationOf = ({ backend, organizationId }: Device | DeviceGroup): OrganizationParent | null =>
  organizationId === null ? null : { backend, id: organizationId, known: null };
