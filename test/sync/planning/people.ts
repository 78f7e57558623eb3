import { apiUserId } from '../../../src/emulators/cdata-sync/ids.ts';
import { cipherscaleIds } from '../../../src/emulators/cipherscale/ids.ts';
import { iotCentralRoles } from '../../../src/emulators/iot-central/ids.ts';
import { uuidFor } from '../../../src/emulators/population.ts';
import { type BackendId, type Gateway, startGateway } from '../../gateway.ts';

export { cipherscaleIds, iotCentralRoles };

/** Emulators with nobody in them but those whom the vendors' documents know, and whoever a test adds. */
export const startEmpty = async (): Promise<Gateway> => startGateway({ people: 0 });

/** Takes everybody away but Rolecall itself, the owner of CipherScale, and those without whom CFEngine would not run. */
export const clear = ({ iot, etl, hub, vpn }: Gateway): void => {
  iot.state.users.clear();
  for (const id of etl.state.users.keys()) if (id !== apiUserId) etl.state.users.delete(id);
  for (const id of hub.state.internal.keys())
    if (!['admin', 'CFE_ROBOT'].includes(id)) hub.state.internal.delete(id);
  hub.state.external.clear();
  for (const id of vpn.state.users.keys()) if (id !== cipherscaleIds.users.owner) vpn.state.users.delete(id);
  for (const { members } of vpn.state.groups.values())
    for (const id of members.keys()) if (id !== cipherscaleIds.users.owner) members.delete(id);
};

/** Under which a backend knows a person: the name itself on CFEngine, an id made of it elsewhere. */
export const idOn = (backend: BackendId, name: string): string => (backend === 'hub' ? name : uuidFor(name));

export const emailOf = (name: string): string => `${name}@example.com`;

/** What a person holds on each backend, by native id, behind Rolecall's back. No account where nothing is said. */
export type Held = {
  /** `role in organization`, or a role for the whole application. */
  readonly iot?: readonly string[];
  readonly etl?: readonly string[];
  readonly hub?: readonly string[];
  readonly vpn?: readonly string[];
};

/** Gives a person accounts that hold exactly these; others stay as they are. */
export const put = ({ iot, etl, hub, vpn }: Gateway, name: string, held: Held): void => {
  const email = emailOf(name);
  if (held.iot !== undefined) {
    const id = idOn('iot', name);
    iot.state.users.set(id, { id, type: 'email', email, roles: held.iot.map(toIotRole) });
  }
  if (held.etl !== undefined) {
    const id = idOn('etl', name);
    etl.state.users.set(id, {
      id,
      longId: 9_007_199_254_000_000n + BigInt(etl.state.users.size),
      user: name,
      email_address: email,
      password: null,
      is_active: true,
      roles: [...held.etl],
      created_at: at,
      updated_at: at,
    });
  }
  if (held.hub !== undefined)
    hub.state.internal.set(name, { id: name, email, roles: [...held.hub], external: false });
  if (held.vpn !== undefined) {
    const id = idOn('vpn', name);
    vpn.state.users.set(id, {
      id,
      createdAt: at,
      updatedAt: at,
      lastConnection: at,
      email,
      status: 'Active',
      isOwner: false,
      maxDevices: null,
      directRoles: new Set(held.vpn),
      devices: [],
    });
    vpn.state.groups.get(cipherscaleIds.groups.everyone)?.members.set(id, { createdAt: at, updatedAt: at });
  }
};

const at = '2025-01-01T00:00:00Z';

const toIotRole = (text: string) => {
  const [role = '', organization] = text.split(' in ');
  return organization === undefined ? { role } : { role, organization };
};

/** What a person holds by the backend's own records, in alphabetical order. */
export const heldBy = (
  { iot, etl, hub, vpn }: Gateway,
  backend: BackendId,
  name: string,
): readonly string[] => {
  const id = idOn(backend, name);
  const roles: Readonly<Record<BackendId, () => Iterable<string>>> = {
    iot: () =>
      (iot.state.users.get(id)?.roles ?? []).map(({ role, organization }) =>
        organization === undefined ? role : `${role} in ${organization}`,
      ),
    etl: () => etl.state.users.get(id)?.roles ?? [],
    hub: () => hub.state.internal.get(id)?.roles ?? [],
    vpn: () => vpn.state.users.get(id)?.directRoles ?? [],
  };
  return [...roles[backend]()].toSorted();
};

/** Requests that may have changed something, of all backends. */
export const writesTo = (gateway: Gateway): readonly string[] =>
  Object.values(gateway.calls())
    .flat()
    .filter((call) => !call.startsWith('GET '));
