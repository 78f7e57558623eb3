import type { EntraEmulator } from '../entra.ts';
import { type Collection, createCollection } from './collection.ts';
import type { ApiToken, Device, DeviceGroup, IotCentralState, Organization, Role, User } from './state.ts';
import type { IotCentralSwitches } from './switches.ts';

/** One application, which is what the vendor calls an instance of the service, as its readers and writers meet it. */
export type Application = {
  readonly users: Collection<User>;
  readonly roles: Collection<Role>;
  readonly organizations: Collection<Organization>;
  readonly apiTokens: Collection<ApiToken>;
  readonly devices: Collection<Device>;
  readonly deviceGroups: Collection<DeviceGroup>;
  readonly deviceTemplates: ReadonlySet<string>;
  readonly switches: IotCentralSwitches;
  /** Whose bearer tokens are accepted. */
  readonly entra: EntraEmulator | undefined;
};

export const createApplication = (
  state: IotCentralState,
  switches: IotCentralSwitches,
  entra: EntraEmulator | undefined,
): Application => ({
  users: createCollection(state.users, switches),
  roles: createCollection(state.roles, switches),
  organizations: createCollection(state.organizations, switches),
  apiTokens: createCollection(state.apiTokens, switches),
  devices: createCollection(state.devices, switches),
  deviceGroups: createCollection(state.deviceGroups, switches),
  deviceTemplates: state.deviceTemplates,
  switches,
  entra,
});
