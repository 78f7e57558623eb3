import { type Person, uuidFor } from '../population.ts';
import { cipherscaleIds } from './ids.ts';
import type { Device, Newcomer } from './state.ts';

/** Four of five people, with the groups that they join. Who has left is deactivated. */
export const usersFor = (people: readonly Person[]): readonly Newcomer[] =>
  people.filter(({ number }) => number % 5 !== 3).map(newcomerFor);

const newcomerFor = (person: Person): Newcomer => {
  const { number, active } = person;
  const createdAt = hoursAfter('2023-02-01T08:00:00Z', number);
  const isInvited = active && number % 11 === 6;
  const { directRoles, groups } = accessOf(person);
  return {
    user: {
      id: uuidFor(`cipherscale:${number}`),
      createdAt,
      updatedAt: createdAt,
      ...(isInvited ? {} : { lastConnection: hoursAfter('2025-04-01T08:00:00Z', number) }),
      email: person.emailAsTyped,
      status: statusOf(active, isInvited),
      // Names come with the first sign-in, if the person cares to give them.
      ...(isInvited || number % 13 === 5 ? {} : { firstName: person.givenName, lastName: person.familyName }),
      isOwner: false,
      maxDevices: number % 4 === 0 ? 2 : null,
      directRoles: new Set(directRoles),
      devices: active && !isInvited && number % 2 === 0 ? [laptopOf(person, createdAt)] : [],
    },
    groups,
  };
};

const statusOf = (active: boolean, isInvited: boolean): string => {
  if (!active) return 'Deactivated';
  return isInvited ? 'Invited' : 'Active';
};

const { roles, groups } = cipherscaleIds;

/** Everyone inherits User; half of the operators inherit Support, the other half hold it directly. */
const accessOf = ({
  job,
  number,
}: Person): { readonly directRoles: readonly string[]; readonly groups: readonly string[] } => {
  switch (job) {
    case 'admin':
      return { directRoles: [roles.admin], groups: [groups.everyone] };
    case 'builder':
      return { directRoles: [roles.networkOperator], groups: [groups.everyone] };
    case 'operator':
      return number % 2 === 0
        ? { directRoles: [], groups: [groups.everyone, groups.operations] }
        : { directRoles: [roles.support], groups: [groups.everyone] };
    case 'viewer':
      return { directRoles: [roles.auditor], groups: [groups.everyone] };
  }
};

const laptopOf = ({ number, userName }: Person, createdAt: string): Device => ({
  id: uuidFor(`cipherscale:device:${number}`),
  createdAt,
  updatedAt: createdAt,
  name: `${userName}-laptop`,
  active: true,
  lastConnection: hoursAfter('2025-04-01T08:00:00Z', number),
  status: number % 4 === 0 ? 'Online' : 'Offline',
  hardwareId: `hw-${number}`,
  posture: { firewall: true },
  appVersion: '2.4.1',
});

const hoursAfter = (start: string, hours: number): string =>
  new Date(Date.parse(start) + hours * 3_600_000).toISOString();
