import type { Backend } from '../../backends/backend.ts';
import type { Device, DeviceGroup } from '../../domain/device.ts';
import { RolecallError } from '../../domain/errors.ts';
import { writable } from '../../sync/writable.ts';
import { backendOf, type Context } from '../context.ts';
import { type NativeRef, toGlobalId } from '../global-id.ts';
import { mutate } from '../mutation.ts';
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
      mutate(
        context,
        input,
        async (configured) => {
          const devices = writable(configured, 'devices');
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
      mutate(
        context,
        input,
        async (configured) => {
          const devices = writable(configured, 'devices');
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

/** `null` where there is none. Throws NOT_FOUND as `backendOf`, UNSUPPORTED for a backend without devices, and what the backend throws. */
export const loadDevice = (context: Context, { backend, id }: NativeRef): Promise<Device | null> =>
  context.loaders.of(withDevices(context, backend)).devices.load(id);

/** The same of a group of devices. */
export const loadDeviceGroup = (context: Context, { backend, id }: NativeRef): Promise<DeviceGroup | null> =>
  context.loaders.of(withDevices(context, backend)).deviceGroups.load(id);

const withDevices = (context: Context, id: string): Backend => {
  const { backend } = backendOf(context, id);
  if (backend.devices === undefined)
    throw new RolecallError('UNSUPPORTED', `Backend ${id} has no devices`, { path: ['backend'] });
  return backend;
};

const organizationOf = ({ backend, organizationId }: Device | DeviceGroup): OrganizationParent | null =>
  organizationId === null ? null : { backend, id: organizationId, known: null };
