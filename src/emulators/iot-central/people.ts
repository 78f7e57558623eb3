import { type Person, uuidFor } from '../population.ts';
import { iotCentralRoles } from './ids.ts';
import type { RoleAssignment, User } from './state.ts';

/** The people whom the service knows. It cannot disable anyone, so whoever has left is gone from it. */
export const usersFor = (
  people: readonly Person[],
  options: { readonly hasOrganizations: boolean; readonly emailCase: 'lower' | 'kept' },
): readonly User[] =>
  people
    .filter(({ active, number }) => active && number % 5 !== 3)
    .map((person) => ({
      id: uuidFor(`iot-central:${person.number}`),
      type: 'email',
      roles: options.hasOrganizations ? rolesFor(person) : [{ role: applicationRoles[person.job] }],
      email: options.emailCase === 'lower' ? person.email : person.emailAsTyped,
    }));

const applicationRoles = {
  admin: iotCentralRoles.administrator,
  builder: iotCentralRoles.builder,
  operator: iotCentralRoles.operator,
  viewer: iotCentralRoles.custom,
} as const;

/** Every third operator works within an organization only; of the others, every seventh also looks on in all of the US. */
const rolesFor = ({ number, job }: Person): readonly RoleAssignment[] => {
  const organization = (['seattle', 'washington', 'us'] as const)[number % 3] ?? 'us';
  switch (job) {
    case 'admin':
    case 'builder':
      return [{ role: applicationRoles[job] }];
    case 'viewer':
      return [{ role: iotCentralRoles.organizationViewer, organization }];
    case 'operator':
      if (number % 3 === 0) return [{ role: iotCentralRoles.organizationOperator, organization }];
      if (number % 7 !== 0) return [{ role: applicationRoles.operator }];
      return [
        { role: applicationRoles.operator },
        { role: iotCentralRoles.organizationViewer, organization: 'us' },
      ];
  }
};
