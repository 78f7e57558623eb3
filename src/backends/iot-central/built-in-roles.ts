import type { NativeRoleScope } from '../../domain/native-role.ts';

/**
 * Roles whose ids are the same in every application. Names are no keys: the API says "Org Admin" where the portal says "Org Administrator".
 *
 * @see https://learn.microsoft.com/en-us/azure/iot-central/core/howto-manage-users-roles
 */
export const builtInRoleIds = {
  administrator: 'ca310b8d-2f4a-44e0-a36e-957c202cd8d4',
  builder: '344138e9-8de4-4497-8c54-5237e96d6aaf',
  operator: 'ae2c9854-393b-4f97-8c42-479d70ce626e',
  orgAdministrator: 'c495eb57-eb18-489e-9802-62c474e5645c',
  orgOperator: 'b4935647-30e4-4ed3-9074-dcac66c2f8ef',
  orgViewer: '84cc62c1-dabe-49d3-b16e-8b291232b285',
} as const;

/** Where a role can be held; `null` for a custom one, of which the API tells an id and a name only. */
export const scopeOfRole = (roleId: string): NativeRoleScope | null => scopes.get(roleId) ?? null;

const scopes: ReadonlyMap<string, NativeRoleScope> = new Map([
  [builtInRoleIds.administrator, 'APPLICATION'],
  [builtInRoleIds.builder, 'APPLICATION'],
  [builtInRoleIds.operator, 'APPLICATION'],
  [builtInRoleIds.orgAdministrator, 'ORGANIZATION'],
  [builtInRoleIds.orgOperator, 'ORGANIZATION'],
  [builtInRoleIds.orgViewer, 'ORGANIZATION'],
]);
