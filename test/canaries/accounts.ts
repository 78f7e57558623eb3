import type { CdataSyncEmulator } from '../../src/emulators/cdata-sync/emulator.ts';
import { addUser } from '../../src/emulators/cdata-sync/state.ts';
import type { CfengineEmulator } from '../../src/emulators/cfengine/emulator.ts';
import type { CipherscaleEmulator } from '../../src/emulators/cipherscale/emulator.ts';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { admit } from '../../src/emulators/cipherscale/state.ts';
import type { IotCentralEmulator } from '../../src/emulators/iot-central/emulator.ts';
import { iotCentralRoles } from '../../src/emulators/iot-central/ids.ts';
import { uuidFor } from '../../src/emulators/population.ts';
import type { Kind } from './backends.ts';
import { hostileText } from './leaky-faults.ts';

/** One account for each mutation, so that none depends on another: under the same id on every backend. */
const names = [
  'read',
  'updated',
  'set',
  'granted',
  'revoked',
  'switched',
  'invited',
  'joining',
  'leaving',
  'deleted',
  'planned',
  'offboarded',
  'ran',
  'cancelled',
  'resumed',
  'undone',
];

export const accountId = (name: string): string => {
  if (!names.includes(name)) throw new Error(`no account is called ${name}`);
  return uuidFor(`canary ${name}`);
};

/** Native roles of each kind: every account holds the first two and may get the third. */
export const nativeRoles: Readonly<Record<Kind, readonly [held: string, alsoHeld: string, other: string]>> = {
  iot: [iotCentralRoles.operator, iotCentralRoles.custom, iotCentralRoles.builder],
  dir: [iotCentralRoles.operator, iotCentralRoles.custom, iotCentralRoles.builder],
  etl: ['cdata_support', 'cdata_standard', 'cdata_job_creator'],
  hub: ['linux_team', 'db_team', 'web_team'],
  vpn: [cipherscaleIds.roles.support, cipherscaleIds.roles.billing, cipherscaleIds.roles.basic],
};

/** Fills the emulators with these accounts, and with names that attack whoever prints them. */
export const fill = {
  iot: ({ state }: IotCentralEmulator): void => {
    const roles = nativeRoles.iot.slice(0, 2).map((role) => ({ role }));
    for (const name of names)
      state.users.set(accountId(name), {
        id: accountId(name),
        type: 'email',
        email: `${name}@contoso.com`,
        roles,
      });
    state.organizations.set('empty', { id: 'empty', displayName: hostileText });
  },
  etl: ({ state }: CdataSyncEmulator): void => {
    const roles = nativeRoles.etl.slice(0, 2);
    for (const name of names)
      addUser(state, { id: accountId(name), user: `${name}${hostileText}`, roles }, joinedAt);
  },
  hub: ({ state }: CfengineEmulator): void => {
    const roles = nativeRoles.hub.slice(0, 2);
    for (const name of names)
      state.internal.set(accountId(name), { id: accountId(name), name: hostileText, roles, external: false });
    for (const id of nativeRoles.hub) state.roles.set(id, { id, description: hostileText });
  },
  vpn: ({ state }: CipherscaleEmulator): void => {
    const { contractors, everyone, engineering } = cipherscaleIds.groups;
    for (const name of names)
      admit(
        state,
        {
          user: {
            id: accountId(name),
            createdAt: joinedAt,
            updatedAt: joinedAt,
            email: `${name}@company.com`,
            status: name === 'invited' ? 'Invited' : 'Active',
            lastName: hostileText,
            isOwner: false,
            maxDevices: null,
            directRoles: new Set(nativeRoles.vpn.slice(0, 2)),
            devices: [],
          },
          groups: name === 'leaving' ? [everyone, engineering] : [everyone],
        },
        joinedAt,
      );
    for (const id of [contractors, engineering]) {
      const group = state.groups.get(id);
      if (group !== undefined) group.name = hostileText;
    }
  },
};

const joinedAt = '2025-01-01T00:00:00Z';
