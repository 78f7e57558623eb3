import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { builtInRoleIds } from '../../../src/backends/iot-central/built-in-roles.ts';
import {
  toAccount,
  toApiToken,
  toDevice,
  toDeviceGroup,
  toNativeRole,
  toOrganization,
  toRoles,
} from '../../../src/backends/iot-central/mapping.ts';
import { iotCentralDefaults } from '../../../src/backends/iot-central/role-map.ts';
import * as wire from '../../../src/backends/iot-central/wire.ts';
import { assignmentsFor, rolesHeld, rolesSpelledWith } from '../../../src/domain/role-map.ts';
import { exampleAnswer, exampleBody } from './application.ts';

/** The published answer to a call, parsed as the client does. */
const answerOf = <Schema extends z.ZodType>(
  schema: Schema,
  path: string,
  method: string,
  example: string,
): z.output<Schema> => schema.parse(exampleAnswer(path, method, example));

const usersOf = (example: string) => {
  const { value } = exampleAnswer('/users', 'get', example) as { readonly value: readonly unknown[] };
  return value.map((record) => wire.user.parse(record));
};

const direct = { nativeRoleName: undefined, nativeRoleAlias: null, origin: { kind: 'DIRECT' } };

describe('an account', () => {
  it('is a person with an email, and knows neither names nor times', () => {
    const [alice] = usersOf('spec').map((user) => toAccount('iot', user));
    expect(alice).toEqual({
      ref: { backend: 'iot', id: 'af0d5b8f-7a69-4521-868e-19745fae353f' },
      kind: 'PERSON',
      userName: null,
      displayName: null,
      email: 'alice@contoso.com',
      emailConfirmed: true,
      externalId: null,
      status: 'ACTIVE',
      nativeStatus: null,
      external: null,
      protection: null,
      assignments: [{ ...direct, nativeRoleId: builtInRoleIds.administrator, organizationId: null }],
      groups: [],
      createdAt: null,
      updatedAt: null,
      lastSeenAt: null,
      vendor: { vendor: 'IOT_CENTRAL', type: 'email', tenantId: null, objectId: null },
    });
  });

  it('is a service with its object of the directory', () => {
    const principal = toAccount('iot', usersOf('spec')[1] as wire.WireUser);
    expect(principal).toMatchObject({
      kind: 'SERVICE',
      email: null,
      emailConfirmed: false,
      externalId: '9071c899-bce0-4862-b208-75dabae226a9',
      assignments: [{ ...direct, nativeRoleId: builtInRoleIds.orgAdministrator, organizationId: 'seattle' }],
      vendor: {
        type: 'servicePrincipal',
        tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
        objectId: '9071c899-bce0-4862-b208-75dabae226a9',
      },
    });
  });

  it('of a group of the directory is a group', () => {
    const group = wire.user.parse({
      id: 'field-engineers',
      type: 'adGroup',
      tenantId: 'tenant',
      objectId: 'object',
      roles: [{ role: builtInRoleIds.operator }],
    });
    expect(toAccount('iot', group).kind).toBe('DIRECTORY_GROUP');
  });

  it('of a type newer than this code is kept, of unknown kind', () => {
    const robot = wire.user.parse({
      id: 'r2',
      type: 'robot',
      roles: [{ role: builtInRoleIds.operator }],
      arms: 2,
    });
    expect(toAccount('iot', robot)).toMatchObject({
      kind: 'UNKNOWN',
      email: null,
      vendor: { type: 'robot' },
    });
  });

  it('names a role in one place once', () => {
    const role = { role: builtInRoleIds.orgViewer, organization: 'seattle' };
    const user = wire.user.parse({
      id: 'a',
      type: 'robot',
      roles: [role, role, { ...role, organization: 'us' }],
    });
    expect(toAccount('iot', user).assignments.map(({ organizationId }) => organizationId)).toEqual([
      'seattle',
      'us',
    ]);
  });
});

describe('G14: an assignment', () => {
  const bodies = ['emailUser', 'servicePrincipal', 'seed', 'seedOrg', 'adGroup'];

  it.each(bodies)('keeps its organization on the way in and out: %s', (example) => {
    const body = exampleBody('/users/{userId}', 'put', example);
    const user = wire.user.parse({ id: 'a', ...(body as object) });
    const sent = JSON.parse(JSON.stringify(toRoles(toAccount('iot', user).assignments)));
    expect(sent).toEqual((body as { roles: unknown }).roles);
  });

  it('for the whole application is sent without the key, not with null', () => {
    const sent = JSON.stringify(toRoles([{ nativeRoleId: 'r', organizationId: null }]));
    expect(sent).toBe('[{"role":"r"}]');
  });
});

describe('the other records', () => {
  it('are a built-in role with its place and a custom one without', () => {
    expect(toNativeRole('iot', { id: builtInRoleIds.orgAdministrator, displayName: 'Org Admin' })).toEqual({
      backend: 'iot',
      id: builtInRoleIds.orgAdministrator,
      name: 'Org Admin',
      alias: null,
      description: null,
      scope: 'ORGANIZATION',
      builtIn: true,
      immutable: null,
      contexts: null,
    });
    expect(toNativeRole('iot', { id: '16f8533f-6b82-478f-8ba8-7e676b541b1b' })).toMatchObject({
      name: null,
      scope: null,
      builtIn: false,
    });
  });

  it('are an organization with or without a parent', () => {
    const seattle = answerOf(wire.organization, '/organizations/{organizationId}', 'get', 'spec');
    expect(toOrganization('iot', seattle)).toEqual({
      backend: 'iot',
      id: 'seattle',
      displayName: 'Seattle',
      parentId: 'washington',
    });
    expect(toOrganization('iot', { id: 'us' })).toMatchObject({ displayName: null, parentId: null });
  });

  it('are an API token without its secret', () => {
    const created = answerOf(wire.newApiToken, '/apiTokens/{tokenId}', 'put', 'seed');
    expect(toApiToken('iot', { ...created, id: 'token1' })).toEqual({
      backend: 'iot',
      id: 'token1',
      assignments: [{ ...direct, nativeRoleId: builtInRoleIds.orgViewer, organizationId: 'seattle' }],
      expiresAt: '2023-07-07T17:05:08.407Z',
    });
  });

  it('are a device and a device group in their organization', () => {
    const device = answerOf(wire.device, '/devices/{deviceId}', 'get', 'spec');
    expect(toDevice('iot', device)).toEqual({
      backend: 'iot',
      id: 'CheckoutThermostat',
      displayName: 'CheckoutThermostat',
      template: 'dtmi:contoso:testDeviceTemplate;1',
      enabled: true,
      simulated: true,
      provisioned: true,
      organizationId: 'seattle',
    });
    const group = answerOf(wire.deviceGroup, '/deviceGroups/{deviceGroupId}', 'get', 'spec');
    expect(toDeviceGroup('iot', group)).toEqual({
      backend: 'iot',
      id: '475cad48-b7ff-4a09-b51e-1a9021385453',
      displayName: 'DeviceGroupEntry1',
      description: group.description,
      filter: 'SELECT * FROM devices WHERE $template = "dtmi:modelDefinition:dtdlv2" AND $provisioned = true',
      organizationId: 'seattle',
    });
  });
});

describe('G9: the default role map', () => {
  const { roleMap } = iotCentralDefaults;

  it.each([
    ['admin', builtInRoleIds.administrator, null],
    ['admin', builtInRoleIds.orgAdministrator, 'seattle'],
    ['builder', builtInRoleIds.builder, null],
    ['operator', builtInRoleIds.operator, null],
    ['operator', builtInRoleIds.orgOperator, 'seattle'],
    ['viewer', builtInRoleIds.orgViewer, 'seattle'],
  ])('spells %s as %s in %s and reads it back', (role, nativeRoleId, organizationId) => {
    const grants = assignmentsFor(roleMap, role, organizationId);
    expect(grants).toMatchObject([{ nativeRoleId, organizationId }]);
    expect(
      rolesHeld(
        roleMap,
        grants.map((grant) => ({ ...grant, nativeRoleAlias: null })),
      ),
    ).toEqual([role]);
    expect(rolesSpelledWith(roleMap, { id: nativeRoleId, alias: null })).toMatchObject([{ role }]);
  });

  it('has no viewer of the whole application and no builder of an organization', () => {
    expect(() => assignmentsFor(roleMap, 'viewer', null)).toThrow(/name one/);
    expect(() => assignmentsFor(roleMap, 'builder', 'seattle')).toThrow(/within an organization/);
  });

  it('reads the roles of every published user, and none from a custom role', () => {
    const held = usersOf('seed').map((user) => rolesHeld(roleMap, toAccount('iot', user).assignments));
    expect(held).toEqual([['admin'], ['operator'], ['builder'], []]);
  });
});
