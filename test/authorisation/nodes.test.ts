import { isInterfaceType } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { type GlobalId, toGlobalId } from '../../src/graphql/global-id.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { accountId, nativeRoles } from '../canaries/accounts.ts';
import { callersOf, combinations, nameOf } from './combinations.ts';
import { areHeld, readDeclaredScopes } from './declared-scopes.ts';
import { rawAnswer } from './raw-answer.ts';
import { startWorld, type World } from './world.ts';

const schema = createSchema();
const declared = readDeclaredScopes();
const node = schema.getType('Node');
const types = isInterfaceType(node) ? schema.getPossibleTypes(node).map(({ name }) => name) : [];

const on = (type: Exclude<GlobalId['type'], 'User' | 'Plan' | 'Run'>, backend: string, id: string) => ({
  known: () => toGlobalId({ type, backend, id }),
  nobodys: toGlobalId({ type, backend, id: '0'.repeat(id.length) }),
});

const own = (type: 'User' | 'Plan' | 'Run', known: (world: World) => string | undefined) => ({
  known,
  nobodys: toGlobalId({ type, id: '00000000-0000-4000-8000-000000000000' }),
});

/** Of each type the id of something that there is, and one like it of nothing. */
const ids: Readonly<
  Record<string, { readonly known: (world: World) => string | undefined; readonly nobodys: string }>
> = {
  Account: on('Account', 'iot', accountId('read')),
  NativeRole: on('NativeRole', 'etl', nativeRoles.etl[0]),
  Organization: on('Organization', 'iot', 'seattle'),
  ApiToken: on('ApiToken', 'iot', 'testtoken'),
  Group: on('Group', 'vpn', cipherscaleIds.groups.engineering),
  Device: on('Device', 'iot', 'CheckoutThermostat'),
  DeviceGroup: on('DeviceGroup', 'iot', '475cad48-b7ff-4a09-b51e-1a9021385453'),
  User: own('User', ({ users }) => users[0]),
  Plan: own('Plan', ({ plans }) => plans[0]),
  Run: own('Run', ({ runs }) => runs[0]),
};

/** Whatever takes an id of any type. */
const documents = [
  'query ($id: ID!) { node(id: $id) { id } }',
  'query ($id: ID!) { node(id: $id) { __typename } }',
  ...types.map((type) => `query ($id: ID!) { node(id: $id) { ... on ${type} { id } } }`),
  'query ($id: ID!) { nodes(ids: [$id]) { __typename id } }',
  'query ($id: ID!) { nodes(ids: ["nobody", $id, $id]) { ... on Node { id } } }',
  'query ($id: ID!) { caller { name } node(id: $id) { id } apiTokens(backend: "nowhere", first: 1) { totalCount } }',
  'query ($id: ID!) { organization(id: $id) { id } }',
  'query ($id: ID!) { plan(id: $id) { id } }',
  'query ($id: ID!) { run(id: $id) { id } }',
  'query ($id: ID!) { user(by: { id: $id }) { id } }',
];

describe('P13: an object that a caller may not see', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(callersOf(combinations));
  });
  beforeEach(() => world.gateway.calls());
  afterAll(() => world.gateway[Symbol.asyncDispose]());

  it('may be of any type that bears an id', () => {
    expect(Object.keys(ids).toSorted()).toEqual(types.toSorted());
  });

  it.each(Object.entries(ids))(
    'of type %s is to its id as one of nobody, byte for byte',
    async (type, id) => {
      const known = id.known(world) ?? '';
      const needed = ['read' as const, ...(declared.ofType.get(type) ?? [])];
      for (const scopes of combinations) {
        const name = nameOf(scopes);
        if (areHeld(needed, scopes)) {
          const { data } = await world.gateway.query(documents[0] ?? '', { id: known }, name);
          expect(data, name).toEqual({ node: { id: known } });
          continue;
        }
        for (const document of documents) {
          world.gateway.calls();
          const answer = await rawAnswer(world.gateway, document, { id: known }, name);
          expect(Object.values(world.gateway.calls()).flat(), `${name} ${document}`).toEqual([]);
          expect(answer).toBe(await rawAnswer(world.gateway, document, { id: id.nobodys }, name));
          expect(answer).not.toContain(known);
        }
      }
    },
  );
});
