import { afterAll, beforeAll, expect, test } from 'vitest';
import { cipherscaleDefaults } from '../../../src/backends/cipherscale/role-map.ts';
import { assignmentsFor, resolveRoleMap, rolesHeld, rolesSpelledWith } from '../../../src/domain/role-map.ts';
import { startTenant, type Tenant } from './tenant.ts';

const { roleMap } = cipherscaleDefaults;

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant();
});
afterAll(() => tenant.close());

test('G9: every role that is spelled goes to native roles and comes back', async () => {
  const table = await tenant.backend.listNativeRoles();
  const resolved = resolveRoleMap(roleMap, table);
  expect(Object.keys(resolved)).toEqual(Object.keys(roleMap));
  for (const role of Object.keys(roleMap)) {
    const grants = assignmentsFor(resolved, role, null);
    const assignments = grants.map((grant) => ({
      ...grant,
      nativeRoleAlias: table.roles.find(({ id }) => id === grant.nativeRoleId)?.alias ?? null,
    }));
    expect(rolesHeld(roleMap, assignments)).toContain(role);
  }
});

test('G9: ownership and what is documented nowhere spell nothing', async () => {
  const { roles } = await tenant.backend.listNativeRoles();
  const spelling = roles.map((role) => [role.alias, rolesSpelledWith(roleMap, role).map(({ role }) => role)]);
  expect(Object.fromEntries(spelling)).toEqual({
    OWNER: [],
    ADMIN: ['admin'],
    DEFAULT: [],
    BASIC: [],
    SUPPORT: [],
    AUDITOR: ['auditor', 'viewer'],
    BILLING: ['billing'],
  });
});
