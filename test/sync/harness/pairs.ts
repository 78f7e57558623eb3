import type { BackendId, World } from './world.ts';

/** Something that can be granted: a native role to an account, within an organization where the backend has them. */
export type Pair = {
  readonly backend: BackendId;
  readonly nativeId: string;
  readonly role: string;
  readonly organization: string | null;
};

export const keyOfPair = ({ backend, nativeId, role, organization }: Pair): string =>
  `${backend} ${nativeId} ${role} ${organization ?? ''}`;

/** What is held of these pairs, by key. */
export const heldPairs = ({ iot, etl, hub, vpn }: World): ReadonlySet<string> =>
  new Set([
    ...[...iot.state.users.values()].flatMap(({ id, roles }) =>
      roles.map(({ role, organization = null }) =>
        keyOfPair({ backend: 'iot', nativeId: id, role, organization }),
      ),
    ),
    ...[...etl.state.users.values()].flatMap(({ id, roles }) => plain('etl', id, roles)),
    ...[...hub.state.internal.values()].flatMap(({ id, roles }) => plain('hub', id, roles)),
    ...[...vpn.state.users.values()].flatMap(({ id, directRoles }) => plain('vpn', id, [...directRoles])),
  ]);

const plain = (backend: BackendId, nativeId: string, roles: readonly string[]): readonly string[] =>
  roles.map((role) => keyOfPair({ backend, nativeId, role, organization: null }));

/** Grants or revokes at the backend itself, as somebody at its console does. */
export const editOutside = (
  { iot, etl, hub, vpn }: World,
  { backend, nativeId, role, organization }: Pair,
  isGranted: boolean,
): void => {
  const edit = (roles: readonly string[]): string[] => [
    ...roles.filter((one) => one !== role),
    ...(isGranted ? [role] : []),
  ];
  switch (backend) {
    case 'iot': {
      const user = required(iot.state.users.get(nativeId));
      const others = user.roles.filter(
        (one) => one.role !== role || (one.organization ?? null) !== organization,
      );
      const granted = organization === null ? { role } : { role, organization };
      iot.state.users.set(nativeId, { ...user, roles: [...others, ...(isGranted ? [granted] : [])] });
      return;
    }
    case 'etl': {
      const user = required(etl.state.users.get(nativeId));
      user.roles = edit(user.roles);
      return;
    }
    case 'hub': {
      const user = required(hub.state.internal.get(nativeId));
      hub.state.internal.set(nativeId, { ...user, roles: edit(user.roles) });
      return;
    }
    case 'vpn': {
      const { directRoles } = required(vpn.state.users.get(nativeId));
      if (isGranted) directRoles.add(role);
      else directRoles.delete(role);
    }
  }
};

const required = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('there is no such account');
  return value;
};
