import { canonicalJson } from '../../../src/domain/canonical.ts';
import { cdataSyncToken } from '../../../src/emulators/cdata-sync/callers.ts';
import { type CdataSyncEmulator, startCdataSync } from '../../../src/emulators/cdata-sync/emulator.ts';
import { addUser } from '../../../src/emulators/cdata-sync/state.ts';
import { cfengineCredential } from '../../../src/emulators/cfengine/callers.ts';
import { type CfengineEmulator, startCfengine } from '../../../src/emulators/cfengine/emulator.ts';
import { saveUser } from '../../../src/emulators/cfengine/state.ts';
import { cipherscaleApiKey } from '../../../src/emulators/cipherscale/callers.ts';
import { type CipherscaleEmulator, startCipherscale } from '../../../src/emulators/cipherscale/emulator.ts';
import { cipherscaleIds } from '../../../src/emulators/cipherscale/ids.ts';
import { admit } from '../../../src/emulators/cipherscale/state.ts';
import { iotCentralToken } from '../../../src/emulators/iot-central/callers.ts';
import { type IotCentralEmulator, startIotCentral } from '../../../src/emulators/iot-central/emulator.ts';
import { iotCentralRoles } from '../../../src/emulators/iot-central/ids.ts';
import { uuidFor } from '../../../src/emulators/population.ts';

/**
 * Four emulators, with people whose accounts are known by number: the crew, each with one account on every backend, and somebody who leaves
 * with several on each. Three roles of their own are spelled on all four.
 */
export type World = {
  readonly iot: IotCentralEmulator;
  readonly etl: CdataSyncEmulator;
  readonly hub: CfengineEmulator;
  readonly vpn: CipherscaleEmulator;
  /** The accounts of each of the crew. */
  readonly crew: readonly (readonly AccountAt[])[];
  readonly leaver: readonly AccountAt[];
  /** Makes everything as it was at the start, whatever was done to it. */
  reset(): void;
  [Symbol.asyncDispose](): Promise<void>;
};

export const backendIds = ['iot', 'etl', 'hub', 'vpn'] as const;
export type BackendId = (typeof backendIds)[number];

export type AccountAt = { readonly backend: BackendId; readonly nativeId: string };

/** Native ids of the world's roles, by backend. */
export const nativeRoles = {
  north: { iot: iotCentralRoles.builder, etl: 'cdata_standard', hub: 'linux_team', vpn: 'SUPPORT' },
  south: { iot: iotCentralRoles.operator, etl: 'cdata_support', hub: 'cf_remoteagent', vpn: 'BILLING' },
  east: { iot: iotCentralRoles.custom, etl: 'cdata_job_creator', hub: 'east_team', vpn: 'AUDITOR' },
} as const;

export type RoleName = keyof typeof nativeRoles;

const vpnRoleIds = {
  north: cipherscaleIds.roles.support,
  south: cipherscaleIds.roles.billing,
  east: cipherscaleIds.roles.auditor,
} as const satisfies Record<RoleName, string>;

/** By which the backend's own records know it. */
export const nativeRoleIdOn = (backend: BackendId, role: RoleName): string =>
  backend === 'vpn' ? vpnRoleIds[role] : nativeRoles[role][backend];

export const startWorld = async (): Promise<World> => {
  const [iot, etl, hub, vpn] = await Promise.all([
    startIotCentral({ requestsPerSecond: Number.POSITIVE_INFINITY }),
    startCdataSync(),
    startCfengine(),
    startCipherscale(),
  ]);
  hub.state.roles.set('east_team', { id: 'east_team' });
  hub.state.aliasesByRole.set('east_team', new Set());
  const settle = (name: string, roles: readonly RoleName[]): readonly AccountAt[] => {
    const email = `${name}@example.com`;
    const ids = {
      iot: name,
      etl: uuidFor(`etl:${name}`),
      hub: name,
      vpn: uuidFor(`vpn:${name}`),
    };
    iot.state.users.set(ids.iot, {
      id: ids.iot,
      type: 'email',
      email,
      // One that no role is spelled with is always held: an account of this backend has to hold something.
      roles: [iotCentralRoles.customService, ...roles.map((role) => nativeRoles[role].iot)].map((role) => ({
        role,
      })),
    });
    addUser(
      etl.state,
      { id: ids.etl, user: name, email_address: email, roles: roles.map((role) => nativeRoles[role].etl) },
      seededAt,
    );
    saveUser(hub.state, {
      id: ids.hub,
      name,
      email,
      external: false,
      roles: roles.map((role) => nativeRoles[role].hub),
    });
    const user = {
      id: ids.vpn,
      createdAt: seededAt,
      updatedAt: seededAt,
      lastConnection: seededAt,
      email,
      status: 'Active',
      isOwner: false,
      maxDevices: null,
      directRoles: new Set<string>(roles.map((role) => vpnRoleIds[role])),
      devices: [],
    };
    admit(vpn.state, { user, groups: [cipherscaleIds.groups.everyone] }, seededAt);
    return backendIds.map((backend) => ({ backend, nativeId: ids[backend] }));
  };
  const crew = crewRoles.map(({ before }, number) => settle(`crew${number}`, before));
  const leaver = [0, 1, 2, 3, 4].flatMap((number) => settle(`leaver${number}`, ['north', 'south']));

  const emulators = { iot, etl, hub, vpn };
  const states = backendIds.map((backend) => emulators[backend].state);
  const kept = states.map((state) => structuredClone(state));
  return {
    ...emulators,
    crew,
    leaver,
    reset: () => {
      for (const [at, state] of states.entries()) restore(state, structuredClone(kept[at] ?? state));
      for (const backend of backendIds) {
        emulators[backend].faults.clear();
        emulators[backend].forget();
      }
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(backendIds.map((backend) => emulators[backend].close()));
    },
  };
};

const seededAt = '2025-01-15T08:00:00Z';

/** What the crew holds at first, and what a plan is to make of it: granted, revoked and both. */
export const crewRoles: readonly {
  readonly before: readonly RoleName[];
  readonly after: readonly RoleName[];
}[] = [
  { before: ['north'], after: ['south'] },
  { before: ['south'], after: ['south', 'north'] },
  { before: ['north', 'south'], after: ['south'] },
  { before: ['north'], after: ['east'] },
  { before: ['south'], after: ['north', 'south', 'east'] },
];

/** Collections keep their identity, since the emulator's routes hold them. */
const restore = (state: object, kept: object): void => {
  for (const [name, value] of Object.entries(kept)) {
    const current: unknown = Reflect.get(state, name);
    if (current instanceof Map && value instanceof Map) {
      current.clear();
      for (const [key, one] of value) current.set(key, one);
    } else if (current instanceof Set && value instanceof Set) {
      current.clear();
      for (const one of value) current.add(one);
    } else Reflect.set(state, name, value);
  }
};

/** What every account of a backend is and holds, by id, but for when it was changed: equal where nothing that anybody decides differs. */
export const accountsOn = ({ iot, etl, hub, vpn }: World, backend: BackendId): AccountStates => {
  switch (backend) {
    case 'iot':
      return states(iot.state.users.values(), ({ roles, ...user }) => ({
        ...user,
        roles: roles.map(({ role, organization = '' }) => `${role} ${organization}`).toSorted(),
      }));
    case 'etl':
      return states(etl.state.users.values(), ({ updated_at: _at, longId: _id, roles, ...user }) => ({
        ...user,
        roles: roles.toSorted(),
      }));
    case 'hub':
      return states(hub.state.internal.values(), ({ roles, ...user }) => ({
        ...user,
        roles: roles.toSorted(),
      }));
    case 'vpn':
      return states(vpn.state.users.values(), ({ updatedAt: _at, directRoles, ...user }) => ({
        ...user,
        roles: [...directRoles].toSorted(),
        mails: vpn.state.mails.get(user.id) ?? 0,
      }));
  }
};

const states = <User extends { readonly id: string }>(
  users: Iterable<User>,
  told: (user: User) => object,
): AccountStates => new Map([...users].map((user) => [user.id, canonicalJson(told(user))]));

export const accountsOf = (world: World): AllAccounts => ({
  iot: accountsOn(world, 'iot'),
  etl: accountsOn(world, 'etl'),
  hub: accountsOn(world, 'hub'),
  vpn: accountsOn(world, 'vpn'),
});

export type AllAccounts = Readonly<Record<BackendId, AccountStates>>;

export type AccountStates = ReadonlyMap<string, string>;

/** What differs between two moments, as `backend id` with both states. */
export const differences = (one: AllAccounts, other: AllAccounts): readonly string[] =>
  backendIds.flatMap((backend) =>
    [...new Set([...one[backend].keys(), ...other[backend].keys()])].flatMap((id) =>
      one[backend].get(id) === other[backend].get(id)
        ? []
        : [`${backend} ${id}: ${one[backend].get(id) ?? 'none'} -> ${other[backend].get(id) ?? 'none'}`],
    ),
  );

/** YAML: a gateway over the world. No schedule reads while a test watches, and no guard stands in the way unless a test wants it. */
export const configOver = (
  world: World,
  options: {
    readonly store: string;
    readonly tokens?: readonly { readonly name: string; readonly scopes: string }[];
    readonly guards?: string;
    readonly more?: string;
    /** YAML flow pairs, added to every backend. */
    readonly backends?: string;
  },
): string => {
  const {
    tokens = [{ name: 'ops', scopes: 'admin' }],
    guards = unguarded,
    more = '',
    backends = '',
  } = options;
  const backend = (id: BackendId, kind: string, auth: string) =>
    `  - { id: ${id}, kind: ${kind}, baseUrl: "${world[id].url}", allowPlainHttp: true, auth: ${auth}, writes: true, requestsPerSecond: 100000, refreshSeconds: 86400${backends} }`;
  return `\
server: { port: 0 }
store: { url: "${options.store}" }
auth: { tokens: [${tokens.map(({ name, scopes }) => `{ name: ${name}, token: { env: TOKEN_${name} }, scopes: [${scopes}] }`).join(', ')}] }
backends:
${[
  backend('iot', 'iot-central', '{ token: { env: IOT } }'),
  backend('etl', 'cdata-sync', '{ authtoken: { env: ETL } }'),
  backend('hub', 'cfengine', `{ username: ${cfengineCredential.username}, password: { env: HUB } }`),
  backend('vpn', 'cipherscale', '{ apikey: { env: VPN } }'),
].join('\n')}
roles:
${Object.entries(nativeRoles)
  .map(
    ([name, natives]) =>
      `  - { name: ${name}, map: { ${backendIds.map((id) => `${id}: [{ native: "${natives[id]}" }]`).join(', ')} } }`,
  )
  .join('\n')}
guards: ${guards}
${more}`;
};

const unguarded =
  '{ maxRevokedPercent: 100, maxRevoked: 1000000, smallMaxRevoked: 1000000, minAdmins: 0, approveAdministrators: never }';

/** What the configuration names. */
export const environment = {
  IOT: iotCentralToken,
  ETL: cdataSyncToken,
  HUB: cfengineCredential.password,
  VPN: cipherscaleApiKey,
} as const;

/** The token of a caller of that name. */
export const tokenOf = (name: string): string => `token-of-${name}`;
