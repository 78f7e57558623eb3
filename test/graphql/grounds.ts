import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { iotCentralRoles } from '../../src/emulators/iot-central/ids.ts';
import { uuidFor } from '../../src/emulators/population.ts';
import { backendIds } from '../four-emulators.ts';
import {
  type BackendId,
  type Gateway,
  type GraphQLAnswer,
  startGateway,
  type TestCaller,
  withoutLimits,
} from '../gateway.ts';

/** A place on which the same story of role edits can be told as on any other: four backends, and within IoT Central an organization too. */
export type Ground = {
  readonly title: string;
  readonly backend: BackendId;
  /** Within which the roles of the story are held; `null` for the whole application. */
  readonly organization: string | null;
  /** Makes these the native roles that ada holds in this place, behind Rolecall's back. */
  hold(gateway: Gateway, held: readonly string[]): void;
  /** What ada holds in this place by the backend's own records, in alphabetical order. */
  held(gateway: Gateway): readonly string[];
};

/** The account of every story, under the same id on every ground. */
export const ada = uuidFor('ada');

/** Native roles that every ground has, by the name that a story calls them; their ids are the same everywhere. */
const nativeIds: Readonly<Record<string, string>> = {
  /** Spells `runner`, and `lead` together with `z`. */
  x: uuidFor('x'),
  /** Spells `reader`. */
  y: uuidFor('y'),
  z: uuidFor('z'),
  /** Spells `keeper`, and gives more. */
  broad: uuidFor('broad'),
  /** Spells nothing. */
  unmanaged: uuidFor('unmanaged'),
};

export const idOf = (name: string): string => nativeIds[name] ?? name;

const nameOf = (id: string): string => Object.entries(nativeIds).find(([, known]) => known === id)?.[0] ?? id;

const spelledOnAll = (role: string, ...spellings: readonly string[]): string =>
  `  - { name: ${role}, map: { ${backendIds.map((id) => `${id}: [${spellings.join(', ')}]`).join(', ')} } }`;

/** The roles of every story, as YAML. */
export const rolesOfStories = [
  spelledOnAll('runner', `{ native: ${idOf('x')} }`),
  spelledOnAll('reader', `{ native: ${idOf('y')} }`),
  spelledOnAll('lead', `{ native: ${idOf('x')} }`, `{ native: ${idOf('z')} }`),
  spelledOnAll('keeper', `{ native: ${idOf('broad')}, relation: BROADER }`),
  '  - { name: nowhere }',
].join('\n');

/**
 * A gateway whose backends all have the account `ada` and the native roles above, and further ones by id. `config` is as of `startGateway`,
 * `backends` likewise, for all of them.
 */
export const startGrounds = async (
  options: {
    readonly config?: string;
    readonly backends?: string;
    readonly furtherNatives?: readonly string[];
    readonly callers?: Readonly<Record<string, TestCaller>>;
  } = {},
): Promise<Gateway> => {
  const gateway = await startGateway({
    people: 0,
    callers: options.callers ?? {},
    config: `roles:\n${rolesOfStories}\n${withoutLimits}\n${options.config ?? ''}`,
    backends: Object.fromEntries(backendIds.map((id) => [id, options.backends ?? 'writes: true'])) as Partial<
      Record<BackendId, string>
    >,
  });
  for (const id of [...Object.values(nativeIds), ...(options.furtherNatives ?? [])])
    addNativeRole(gateway, id);
  for (const ground of grounds) ground.hold(gateway, []);
  return gateway;
};

const addNativeRole = ({ iot, etl, hub, vpn }: Gateway, id: string): void => {
  iot.state.roles.set(id, { id, displayName: nameOf(id), kind: 'application', custom: true });
  etl.state.roles.set(id, { id, name: nameOf(id), displayName: null });
  hub.state.roles.set(id, { id });
  vpn.state.roles.set(id, {
    id,
    createdAt: '2025-01-01T00:00:00Z',
    updatedAt: '2025-01-01T00:00:00Z',
    name: nameOf(id),
    deleteable: true,
    type: 'BASIC',
  });
};

/** A native role is one of organizations or one of the application, never both, so the story's become what the place needs. */
const holdInIotCentral = ({ iot }: Gateway, held: readonly string[], organization: string | null): void => {
  const kind = organization === null ? 'application' : 'organization';
  for (const [id, role] of iot.state.roles)
    if (!published.has(id)) iot.state.roles.set(id, { ...role, kind });
  // It holds something elsewhere too, which no story is about.
  const elsewhere = { role: iotCentralRoles.organizationOperator, organization: 'washington' };
  const here = idsOf(held).map((role) => (organization === null ? { role } : { role, organization }));
  iot.state.users.set(ada, { id: ada, type: 'email', email: 'ada@example.com', roles: [elsewhere, ...here] });
};

const published: ReadonlySet<string> = new Set(Object.values(iotCentralRoles));

const heldInIotCentral = ({ iot }: Gateway, organization: string | null): readonly string[] =>
  (iot.state.users.get(ada)?.roles ?? [])
    .filter((one) => (one.organization ?? null) === organization)
    .map(({ role }) => role);

const idsOf = (names: readonly string[]): readonly string[] => names.map(idOf);

const named = (ids: Iterable<string>): readonly string[] => [...ids].map(nameOf).toSorted();

export const grounds: readonly Ground[] = [
  {
    title: 'IoT Central, within an organization',
    backend: 'iot',
    organization: 'seattle',
    hold: (gateway, held) => holdInIotCentral(gateway, held, 'seattle'),
    held: (gateway) => named(heldInIotCentral(gateway, 'seattle')),
  },
  {
    title: 'IoT Central',
    backend: 'iot',
    organization: null,
    hold: (gateway, held) => holdInIotCentral(gateway, held, null),
    held: (gateway) => named(heldInIotCentral(gateway, null)),
  },
  {
    title: 'CData Sync',
    backend: 'etl',
    organization: null,
    hold: ({ etl }, held) => {
      etl.state.users.set(ada, {
        id: ada,
        longId: 9_007_199_254_750_000n,
        user: 'ada',
        email_address: 'ada@example.com',
        password: 'Ada-Password-1',
        is_active: true,
        roles: idsOf(held),
        created_at: '2025-01-01T00:00:00Z',
        updated_at: '2025-01-01T00:00:00Z',
      });
    },
    held: ({ etl }) => named(etl.state.users.get(ada)?.roles ?? []),
  },
  {
    title: 'CFEngine',
    backend: 'hub',
    organization: null,
    hold: ({ hub }, held) => {
      hub.state.internal.set(ada, {
        id: ada,
        name: 'Ada',
        email: 'ada@example.com',
        roles: idsOf(held),
        external: false,
        time_zone: 'Europe/Oslo',
        two_factor_enabled: false,
      });
    },
    held: ({ hub }) => named(hub.state.internal.get(ada)?.roles ?? []),
  },
  {
    title: 'CipherScale',
    backend: 'vpn',
    organization: null,
    hold: ({ vpn }, held) => {
      const at = '2025-01-01T00:00:00Z';
      vpn.state.users.set(ada, {
        id: ada,
        createdAt: at,
        updatedAt: at,
        lastConnection: at,
        email: 'ada@example.com',
        status: 'Active',
        firstName: 'Ada',
        lastName: 'Abara',
        isOwner: false,
        maxDevices: 2,
        directRoles: new Set(idsOf(held)),
        devices: [],
      });
      vpn.state.groups
        .get(cipherscaleIds.groups.everyone)
        ?.members.set(ada, { createdAt: at, updatedAt: at });
    },
    held: ({ vpn }) => named(vpn.state.users.get(ada)?.directRoles ?? []),
  },
];

/** One for each backend. */
export const backendGrounds = grounds.filter(({ title }) => !title.includes('within'));

export type Verb = 'setRoles' | 'grantRoles' | 'revokeRoles';

/** What the caller names; roles and native roles as a story calls them. */
export type Wish = {
  readonly roles?: readonly string[];
  readonly natives?: readonly string[];
  readonly allowEscalation?: boolean;
};

/** What the caller is told, native roles as a story calls them. */
export type Told = {
  /** Held in the place of the story afterwards; `null` where no account is shown. */
  readonly held: readonly string[] | null;
  readonly granted: readonly string[];
  readonly revoked: readonly string[];
  readonly displaced: readonly string[];
  readonly alreadyHeld: readonly string[];
  readonly stillNeeded: readonly string[];
  readonly notExpressible: readonly string[];
  readonly errors: readonly ToldError[];
};

export type ToldError = {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[] | null;
  readonly backend: string | null;
  readonly retryable: boolean;
};

/** A payload without errors, changed as given. */
export const told = (differing: Partial<Told>): Told => ({
  held: [],
  granted: [],
  revoked: [],
  displaced: [],
  alreadyHeld: [],
  stillNeeded: [],
  notExpressible: [],
  errors: [],
  ...differing,
});

/** Edits ada's roles on a ground through GraphQL. */
export const edit = async (gateway: Gateway, ground: Ground, verb: Verb, wish: Wish): Promise<Told> => {
  const input = {
    account: { backend: ground.backend, nativeId: ada },
    ...(wish.roles === undefined ? {} : { roles: wish.roles }),
    ...(wish.natives === undefined ? {} : { nativeRoles: idsOf(wish.natives) }),
    ...(ground.organization === null ? {} : { organization: ground.organization }),
    ...(wish.allowEscalation === undefined ? {} : { allowEscalation: wish.allowEscalation }),
  };
  return toTold(await gateway.query(documentOf(verb), { input }), verb, ground.organization);
};

export const documentOf = (verb: Verb): string => `
  mutation ($input: ${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input!) {
    ${verb}(input: $input) {
      account { assignments { ...place } }
      granted { ...place } revoked { ...place } alreadyHeld { ...place } stillNeeded { ...place }
      displaced { name }
      notExpressible
      errors { code message path backend retryable }
    }
  }
  fragment place on Assignment { nativeRole { nativeId } organization { nativeId } }
`;

type Placed = {
  readonly nativeRole: { readonly nativeId: string };
  readonly organization: { readonly nativeId: string } | null;
};

const toTold = ({ data, errors }: GraphQLAnswer, verb: Verb, organization: string | null): Told => {
  if (errors !== undefined) throw new Error(`top-level errors: ${JSON.stringify(errors)}`);
  const payload = data[verb];
  const here = (placed: readonly Placed[]): readonly string[] =>
    named(
      placed
        .filter((one) => (one.organization?.nativeId ?? null) === organization)
        .map(({ nativeRole }) => nativeRole.nativeId),
    );
  const everywhere = (placed: readonly Placed[]): readonly string[] => {
    if (here(placed).length !== placed.length) throw new Error('told of another place than was asked for');
    return here(placed);
  };
  return {
    // What groups give is no part of any story here: everyone inherits User.
    held: payload.account === null ? null : here(payload.account.assignments).filter(isOfStory),
    granted: everywhere(payload.granted),
    revoked: everywhere(payload.revoked),
    displaced: payload.displaced.map(({ name }: { name: string }) => name),
    alreadyHeld: everywhere(payload.alreadyHeld),
    stillNeeded: everywhere(payload.stillNeeded),
    notExpressible: payload.notExpressible,
    errors: payload.errors,
  };
};

const isOfStory = (name: string): boolean => name !== cipherscaleIds.roles.user;

/** Requests that could change something. */
export const writesTo = (gateway: Gateway, backend: BackendId): readonly string[] =>
  gateway[backend].requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, target }) => `${method} ${target}`);

/** All that the emulators hold besides ada's roles in this place and the time of their last change. */
export const restOf = ({ iot, etl, hub, vpn }: Gateway, { backend, organization }: Ground) => {
  const rest = structuredClone({
    iot: { ...iot.state },
    etl: { ...etl.state },
    hub: { ...hub.state },
    vpn: { ...vpn.state },
  });
  const inIot = rest.iot.users.get(ada);
  const inEtl = rest.etl.users.get(ada);
  const inHub = rest.hub.internal.get(ada);
  const inVpn = rest.vpn.users.get(ada);
  if (backend === 'iot' && inIot !== undefined)
    rest.iot.users.set(ada, {
      ...inIot,
      roles: inIot.roles.filter((one) => (one.organization ?? null) !== organization),
    });
  if (backend === 'etl' && inEtl !== undefined)
    rest.etl.users.set(ada, { ...inEtl, roles: [], updated_at: '' });
  if (backend === 'hub' && inHub !== undefined) rest.hub.internal.set(ada, { ...inHub, roles: [] });
  if (backend === 'vpn' && inVpn !== undefined)
    rest.vpn.users.set(ada, { ...inVpn, directRoles: new Set(), updatedAt: '' });
  return rest;
};
