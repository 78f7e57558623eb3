import { cipherscaleIds } from '../../../../src/emulators/cipherscale/ids.ts';
import { type BackendId, nativeRoles, type World } from '../world.ts';

/** One change that a mutation makes, of which the answer may get lost. */
export type Deed = {
  readonly name: string;
  readonly document: string;
  readonly input: object;
  /** Native id of the account; `null` for one that is to be. */
  readonly nativeId: string | null;
  /** Whether the world is as the deed would make it. */
  isDone(world: World): boolean;
  /** Whether a run can do it again by itself. */
  readonly isRepeatable: boolean;
};

/** What each backend can do to the first of the crew, or to somebody new. */
export const deedsOn = (backend: BackendId, world: World): readonly [Deed, ...Deed[]] => {
  const nativeId = world.crew[0]?.find((account) => account.backend === backend)?.nativeId ?? '';
  const account = { backend, nativeId };
  const roles = (
    name: string,
    mutation: string,
    type: string,
    told: readonly string[],
    after: readonly string[],
  ): Deed => ({
    name,
    document: `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${answer} } }`,
    input: { account, roles: told },
    nativeId,
    isDone: (now) =>
      JSON.stringify(rolesOf(now, backend, nativeId)) === JSON.stringify([...after].toSorted()),
    isRepeatable: true,
  });
  const records: readonly Deed[] = [
    {
      name: 'delete',
      document: `mutation ($input: DeleteAccountInput!) { deleteAccount(input: $input) { ${answer} } }`,
      input: { account },
      nativeId,
      isDone: (now) => rolesOf(now, backend, nativeId) === null,
      isRepeatable: true,
    },
    {
      name: 'create',
      document: `mutation ($input: CreateAccountInput!) { createAccount(input: $input) { ${answer} } }`,
      input: { backend, account: newcomerOn(backend) },
      nativeId: null,
      isDone: (now) => isThere(now, backend),
      isRepeatable: false,
    },
  ];
  const status: readonly Deed[] =
    backend === 'etl' || backend === 'vpn'
      ? [
          {
            name: 'disable',
            document: `mutation ($input: SetAccountStatusInput!) { setAccountStatus(input: $input) { ${answer} } }`,
            input: { account, status: 'DISABLED' },
            nativeId,
            isDone: ({ etl, vpn }) =>
              backend === 'etl'
                ? etl.state.users.get(nativeId)?.is_active === false
                : vpn.state.users.get(nativeId)?.status === 'Deactivated',
            isRepeatable: true,
          },
        ]
      : [];
  return [
    roles('grant', 'grantRoles', 'GrantRolesInput', ['east'], ['east', 'north']),
    // Where the same native role spells a role that every gateway knows, both have to go.
    roles(
      'revoke',
      'revokeRoles',
      'RevokeRolesInput',
      isBuilder(backend) ? ['north', 'builder'] : ['north'],
      [],
    ),
    roles('set', 'setRoles', 'SetRolesInput', ['south'], ['south']),
    ...records,
    ...status,
  ];
};

const isBuilder = (backend: BackendId): boolean => backend === 'iot' || backend === 'etl';

const answer = 'errors { code message }';

const newcomer = 'newcomer@example.com';

const newcomerOn = (backend: BackendId): object => {
  switch (backend) {
    case 'iot':
      return { nativeId: 'newcomer', email: newcomer, roles: ['south'] };
    case 'etl':
      return { userName: 'newcomer', email: newcomer, password: 'Correct-Horse-1', roles: ['south'] };
    case 'hub':
      return { userName: 'newcomer', email: newcomer, password: 'Correct-Horse-1', roles: ['south'] };
    case 'vpn':
      return { email: newcomer, groups: [cipherscaleIds.groups.contractors] };
  }
};

const isThere = ({ iot, etl, hub, vpn }: World, backend: BackendId): boolean => {
  switch (backend) {
    case 'iot':
      return iot.state.users.has('newcomer');
    case 'etl':
      return [...etl.state.users.values()].some(({ user }) => user === 'newcomer');
    case 'hub':
      return hub.state.internal.has('newcomer');
    case 'vpn':
      return [...vpn.state.users.values()].some(({ email }) => email === newcomer);
  }
};

/** The world's own roles that an account holds, by name; `null` where it is not there. */
const rolesOf = (
  { iot, etl, hub, vpn }: World,
  backend: BackendId,
  nativeId: string,
): readonly string[] | null => {
  const held = {
    iot: () => iot.state.users.get(nativeId)?.roles.map(({ role }) => role),
    etl: () => etl.state.users.get(nativeId)?.roles,
    hub: () => hub.state.internal.get(nativeId)?.roles,
    vpn: () => {
      const user = vpn.state.users.get(nativeId);
      return user && [...user.directRoles].map((id) => vpn.state.roles.get(id)?.type ?? id);
    },
  }[backend]();
  if (held === undefined) return null;
  return Object.entries(nativeRoles)
    .filter(([, natives]) => held.includes(natives[backend]))
    .map(([name]) => name)
    .toSorted();
};
