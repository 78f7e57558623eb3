import type { Devices, NewDevice, NewDeviceGroup } from '../backend.ts';
import type { IotCentralClient } from './client.ts';
import { toDevice, toDeviceGroup } from './mapping.ts';
import { putNewAndRead } from './put-new.ts';
import { badInput } from './refusals.ts';
import {
  type DeviceBody,
  type DeviceGroupBody,
  deviceGroupIdPattern,
  type WireDevice,
  type WireDeviceGroup,
} from './wire.ts';

/** Devices and the groups of them, each in one organization at most. */
export const createDevices = (backend: string, client: IotCentralClient): Devices => {
  const { devices, deviceGroups } = client;

  return {
    get: async (id, options = {}) => {
      const device = await devices.get(id, options);
      return device === null ? null : toDevice(backend, device);
    },

    create: async (device, options = {}) => {
      const { id } = device;
      const creation = {
        backend,
        noun: 'device',
        id,
        read: () => devices.get(id, options),
        put: () => devices.put(id, toDeviceBody(device), options),
        isAsAsked: (found: WireDevice) => isSameDevice(device, found),
      };
      return toDevice(backend, await putNewAndRead(creation, options));
    },

    getGroup: async (id, options = {}) => {
      const group = await deviceGroups.get(id, options);
      return group === null ? null : toDeviceGroup(backend, group);
    },

    createGroup: async (group, options = {}) => {
      const { id } = group;
      if (!deviceGroupIdPattern.test(id))
        throw badInput(backend, 'id', 'Expected an id of 1 to 255 letters, digits, dashes and underscores');
      const creation = {
        backend,
        noun: 'device group',
        id,
        read: () => deviceGroups.get(id, options),
        put: () => deviceGroups.put(id, toDeviceGroupBody(group), options),
        isAsAsked: (found: WireDeviceGroup) => isSameGroup(group, found),
      };
      return toDeviceGroup(backend, await putNewAndRead(creation, options));
    },
  };
};

const toDeviceBody = (device: NewDevice): DeviceBody => ({
  displayName: device.displayName,
  template: device.template,
  simulated: device.simulated,
  enabled: device.enabled,
  organizations: toOrganizations(device.organizationId),
});

const toDeviceGroupBody = (group: NewDeviceGroup): DeviceGroupBody => ({
  displayName: group.displayName,
  description: group.description,
  filter: group.filter,
  organizations: toOrganizations(group.organizationId),
});

const toOrganizations = (organizationId: string | undefined): readonly string[] | undefined =>
  organizationId === undefined ? undefined : [organizationId];

/** The vendor fills in what was not given, save the organization. */
const isSameDevice = (asked: NewDevice, found: WireDevice): boolean =>
  isKept(asked.displayName, found.displayName) &&
  isKept(asked.template, found.template) &&
  isKept(asked.simulated, found.simulated) &&
  isKept(asked.enabled, found.enabled) &&
  asked.organizationId === found.organizations?.[0];

const isSameGroup = (asked: NewDeviceGroup, found: WireDeviceGroup): boolean =>
  isKept(asked.displayName, found.displayName) &&
  isKept(asked.description, found.description) &&
  isKept(asked.filter, found.filter) &&
  asked.organizationId === found.organizations?.[0];

const isKept = <T>(asked: T | undefined, found: T | null | undefined): boolean =>
  asked === undefined || asked === found;
