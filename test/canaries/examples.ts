import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { type NodeType, toGlobalId } from '../../src/graphql/global-id.ts';
import { accountId, nativeRoles } from './accounts.ts';
import { type Kind, kinds, type StoryBackend } from './backends.ts';

/** How a root field is asked of a backend. */
export type Example = {
  /** The kinds that can do it; all when not given. On the others it is asked too, and answers UNSUPPORTED or nothing. */
  readonly kinds?: readonly Kind[];
  /** What those answer that can do it; no error when not given. */
  readonly outcome?: readonly string[];
  readonly variables: (backend: StoryBackend, told: Told) => Variables | Promise<Variables>;
};

export type Variables = Readonly<Record<string, unknown>>;

/** What the backend's own caller is told who asks for something first. Whatever is not there reads as null. */
export type Told = (document: string, variables: Variables) => Promise<Readonly<Record<string, unknown>>>;

const iotCentral: readonly Kind[] = ['iot', 'dir'];

const globalId = ({ id: backend }: StoryBackend, type: NodeType, id: string): string =>
  toGlobalId({ type, backend, id });

const ref = ({ id: backend }: StoryBackend, name: string) => ({ backend, nativeId: accountId(name) });

const thermostats = '475cad48-b7ff-4a09-b51e-1a9021385453';

/** The id of a run that takes a role from an account which holds it yet. */
const runOn = async (backend: StoryBackend, name: string, told: Told): Promise<string> => {
  const input = { account: ref(backend, name), nativeRoles: [nativeRoles[backend.kind][1]] };
  const { id } = await told(
    'mutation ($input: RevokeRolesInput!) { revokeRoles(input: $input) { run { id } } }',
    { input },
  );
  return String(id ?? '');
};

/** A plan to take all from an account. */
const offboarding = async (
  backend: StoryBackend,
  told: Told,
): Promise<{ readonly id: string; readonly digest: string }> => {
  const input = { user: { account: ref(backend, 'offboarded') }, backends: [backend.id], reason: 'Has left' };
  const { id, digest } = await told(
    'mutation ($input: PlanOffboardingInput!) { planOffboarding(input: $input) { plan { id digest } } }',
    { input },
  );
  return { id: String(id ?? ''), digest: String(digest ?? '') };
};

const idsOf = (backend: StoryBackend): readonly string[] => [
  globalId(backend, 'Account', accountId('read')),
  globalId(backend, 'NativeRole', nativeRoles[backend.kind][0]),
  globalId(backend, 'Organization', 'seattle'),
  globalId(backend, 'ApiToken', 'testtoken'),
  globalId(backend, 'Group', cipherscaleIds.groups.engineering),
  globalId(backend, 'Device', 'CheckoutThermostat'),
  globalId(backend, 'DeviceGroup', thermostats),
];

/** One for each field of Query. */
export const queries: Readonly<Record<string, Example>> = {
  node: { variables: (backend) => ({ id: globalId(backend, 'Account', accountId('read')) }) },
  nodes: { variables: (backend) => ({ ids: idsOf(backend) }) },
  caller: { variables: () => ({}) },
  backends: { variables: () => ({}) },
  backend: { variables: ({ id }) => ({ id }) },
  account: { variables: (backend) => ({ ...ref(backend, 'read'), maxAgeSeconds: 0 }) },
  accounts: { variables: ({ id }) => ({ first: 100, filter: { backend: id }, maxAgeSeconds: 0 }) },
  accountsByIds: {
    variables: (backend) => ({ refs: [ref(backend, 'read'), ref(backend, 'set')], maxAgeSeconds: 0 }),
  },
  user: { variables: (backend) => ({ by: { account: ref(backend, 'read') }, maxAgeSeconds: 0 }) },
  users: { variables: () => ({ first: 20, filter: { search: '@' } }) },
  role: { variables: () => ({ name: 'admin' }) },
  roles: { variables: () => ({}) },
  nativeRoles: { variables: ({ id }) => ({ backend: id }) },
  organization: {
    kinds: iotCentral,
    variables: (backend) => ({ id: globalId(backend, 'Organization', 'seattle') }),
  },
  organizations: { kinds: iotCentral, variables: ({ id }) => ({ backend: id, first: 100 }) },
  apiTokens: { kinds: iotCentral, variables: ({ id }) => ({ backend: id, first: 100 }) },
  groups: { kinds: ['vpn'], variables: ({ id }) => ({ backend: id, first: 100 }) },
  device: { kinds: iotCentral, variables: ({ id }) => ({ backend: id, nativeId: 'CheckoutThermostat' }) },
  deviceGroup: { kinds: iotCentral, variables: ({ id }) => ({ backend: id, nativeId: thermostats }) },
  plan: { variables: async (backend, told) => ({ id: (await offboarding(backend, told)).id }) },
  plans: { variables: () => ({ first: 2, origins: ['ROLE_SYNC', 'OFFBOARDING', 'UNDO', 'DIRECT'] }) },
  run: { variables: async (backend, told) => ({ id: await runOn(backend, 'ran', told) }) },
  runs: { variables: () => ({ first: 2 }) },
  drift: { variables: ({ id }) => ({ backends: [id] }) },
  auditEntries: { variables: () => ({ first: 30, direction: 'DESC' }) },
};

/** Whom the backend would take. Callers of the others try a password too. */
const newAccount = (kind: Kind, name: string, password: string): object => {
  const userName = name;
  const email = `${name}@example.com`;
  switch (kind) {
    case 'iot':
    case 'dir':
      return { nativeId: name, email, nativeRoles: [nativeRoles.iot[0]] };
    case 'etl':
      return { userName, email, password, nativeRoles: [nativeRoles.etl[0]] };
    case 'hub':
      return { userName, email, password, nativeRoles: [nativeRoles.hub[0]] };
    case 'vpn':
      return { email, groups: [cipherscaleIds.groups.operations] };
  }
};

const change = ({ kind, passwords }: StoryBackend): object => {
  const password = passwords.next.secret;
  if (kind === 'etl') return { email: 'changed@example.com', password };
  return kind === 'vpn' ? { firstName: 'Changed' } : { displayName: 'Changed', password };
};

const { engineering, contractors, operations } = cipherscaleIds.groups;

const mutation = (input: (backend: StoryBackend) => object, kinds?: readonly Kind[]): Example => ({
  variables: (backend) => ({ input: input(backend) }),
  ...(kinds === undefined ? {} : { kinds }),
});

const ofBackend = (rest: object, kinds: readonly Kind[]): Example =>
  mutation(({ id }) => ({ backend: id, ...rest }), kinds);

/** One for each field of Mutation, which does what it says whatever the others did before. */
export const mutations: Readonly<Record<string, Example>> = {
  createAccount: mutation(({ id, kind, passwords }) => ({
    backend: id,
    account: newAccount(kind, 'newcomer1', passwords.first.secret),
  })),
  createAccounts: mutation(({ id, kind, passwords }) => ({
    backend: id,
    accounts: [
      newAccount(kind, 'newcomer2', passwords.first.secret),
      newAccount(kind, 'newcomer3', passwords.second.secret),
    ],
  })),
  updateAccount: mutation(
    (backend) => ({ account: ref(backend, 'updated'), ...change(backend) }),
    ['etl', 'hub', 'vpn'],
  ),
  deleteAccount: mutation((backend) => ({ account: ref(backend, 'deleted') })),
  setAccountStatus: mutation(
    (backend) => ({ account: ref(backend, 'switched'), status: 'DISABLED' }),
    ['etl', 'vpn'],
  ),
  reinviteAccount: mutation((backend) => ({ account: ref(backend, 'invited') }), ['vpn']),
  setRoles: mutation((backend) => ({
    account: ref(backend, 'set'),
    nativeRoles: [nativeRoles[backend.kind][2]],
  })),
  grantRoles: mutation((backend) => ({
    account: ref(backend, 'granted'),
    nativeRoles: [nativeRoles[backend.kind][2]],
  })),
  revokeRoles: mutation((backend) => ({
    account: ref(backend, 'revoked'),
    nativeRoles: [nativeRoles[backend.kind][1]],
  })),
  createOrganization: ofBackend({ nativeId: 'tacoma', displayName: 'Tacoma', parent: 'us' }, iotCentral),
  updateOrganization: ofBackend({ nativeId: 'seattle', displayName: 'Emerald City' }, iotCentral),
  deleteOrganization: ofBackend({ nativeId: 'empty' }, iotCentral),
  createApiToken: ofBackend({ nativeId: 'issued', nativeRoles: [nativeRoles.iot[0]] }, iotCentral),
  deleteApiToken: ofBackend({ nativeId: 'testtoken' }, iotCentral),
  createDevice: ofBackend({ nativeId: 'thermostat-2', displayName: 'Second' }, iotCentral),
  createDeviceGroup: ofBackend(
    { nativeId: 'group-2', displayName: 'Second', filter: 'SELECT * FROM devices WHERE $provisioned = true' },
    iotCentral,
  ),
  createGroup: ofBackend({ name: 'Auditors', nativeRoles: [cipherscaleIds.roles.auditor] }, ['vpn']),
  updateGroup: ofBackend({ nativeId: operations, description: 'Changed' }, ['vpn']),
  deleteGroup: ofBackend({ nativeId: contractors }, ['vpn']),
  addAccountToGroup: mutation(
    (backend) => ({ account: ref(backend, 'joining'), group: engineering }),
    ['vpn'],
  ),
  removeAccountFromGroup: mutation(
    (backend) => ({ account: ref(backend, 'leaving'), group: engineering }),
    ['vpn'],
  ),
  createNativeRole: ofBackend({ nativeId: 'new_team', description: 'New', permissions: [] }, ['hub']),
  updateNativeRole: ofBackend({ nativeId: 'linux_team', description: 'Changed' }, ['hub']),
  deleteNativeRole: ofBackend({ nativeId: 'web_team' }, ['hub']),
  linkAccounts: mutation((backend) => ({
    accounts: [ref(backend, 'read'), ref(backend, 'set')],
    reason: 'Told at the desk',
  })),
  unlinkAccount: mutation((backend) => ({
    account: ref(backend, 'set'),
    from: [ref(backend, 'read')],
    reason: 'Told at the desk',
  })),
  refreshBackend: ofBackend({ confirmShrink: true }, kinds),
  planRoleSync: mutation((backend) => ({
    from: { desired: [{ user: { account: ref(backend, 'planned') }, roles: [] }] },
    to: [backend.id],
    mode: 'REPLACE',
    reason: 'Told at the desk',
  })),
  planOffboarding: mutation((backend) => ({
    user: { account: ref(backend, 'offboarded') },
    extent: 'DELETE',
    backends: [backend.id],
  })),
  approvePlan: {
    // No account there is LINKED to another, so that there is nothing to take.
    outcome: ['BAD_INPUT'],
    variables: async (backend, told) => ({
      input: { ...(await offboarding(backend, told)), reason: 'Told at the desk' },
    }),
  },
  applyPlan: { variables: async (backend, told) => ({ input: await offboarding(backend, told) }) },
  cancelRun: {
    // It ends with the mutation that it is of.
    outcome: ['BAD_INPUT'],
    variables: async (backend, told) => ({ input: { id: await runOn(backend, 'cancelled', told) } }),
  },
  resumeRun: {
    outcome: ['BAD_INPUT'],
    variables: async (backend, told) => ({ input: { id: await runOn(backend, 'resumed', told) } }),
  },
  undoRun: { variables: async (backend, told) => ({ input: { id: await runOn(backend, 'undone', told) } }) },
};
