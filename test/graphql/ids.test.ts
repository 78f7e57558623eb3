import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import type { ReceivedRequest } from '../../src/emulators/emulator.ts';
import { hostileIds } from '../backends/hostile-ids.ts';
import { backendIds } from '../four-emulators.ts';
import { type Gateway, startGateway } from '../gateway.ts';

const user2 = '{ backend: "iot", nativeId: "dc1c916b-a652-49ea-b128-7c465a54c759" }';
const doubled = `{ backend: "vpn", nativeId: "${cipherscaleIds.users.doubled}" }`;
const nodeOf = (type: string, backend: string) => (id: string) =>
  Buffer.from(JSON.stringify([type, backend, id])).toString('base64url');

/** Every argument that takes an id, and how the id gets into it. */
const places: Readonly<
  Record<string, { readonly document: string; readonly toId?: (id: string) => string }>
> = {
  'account of iot': { document: 'query ($id: ID!) { account(backend: "iot", nativeId: $id) { email } }' },
  'account of etl': { document: 'query ($id: ID!) { account(backend: "etl", nativeId: $id) { email } }' },
  'account of hub': { document: 'query ($id: ID!) { account(backend: "hub", nativeId: $id) { email } }' },
  'account of vpn': { document: 'query ($id: ID!) { account(backend: "vpn", nativeId: $id) { email } }' },
  'accountsByIds of hub': {
    document:
      'query ($id: ID!) { accountsByIds(refs: [{ backend: "hub", nativeId: $id }, { backend: "hub", nativeId: "user_1" }]) { email } }',
  },
  'accounts of a native role and an organization': {
    document:
      'query ($id: ID!) { a: accounts(first: 1, filter: { backend: "iot", nativeRole: $id }) { nodes { email } } b: accounts(first: 1, filter: { backend: "iot", organization: $id }, maxAgeSeconds: 60) { nodes { email } } }',
  },
  'user of an account': {
    document: 'query ($id: ID!) { user(by: { account: { backend: "hub", nativeId: $id } }) { email } }',
  },
  'user by id': {
    document: 'query ($id: ID!) { user(by: { id: $id }) { email } }',
    toId: (id) => Buffer.from(JSON.stringify(['User', id])).toString('base64url'),
  },
  linkAccounts: {
    document: `mutation ($id: ID!) { linkAccounts(input: { accounts: [${user2}, { backend: "etl", nativeId: $id }], reason: "x" }) { errors { code } } }`,
  },
  unlinkAccount: {
    document:
      'mutation ($id: ID!) { unlinkAccount(input: { account: { backend: "vpn", nativeId: $id }, reason: "x" }) { errors { code } } }',
  },
  device: { document: 'query ($id: ID!) { device(backend: "iot", nativeId: $id) { displayName } }' },
  deviceGroup: {
    document: 'query ($id: ID!) { deviceGroup(backend: "iot", nativeId: $id) { displayName } }',
  },
  'node of an account': {
    document: 'query ($id: ID!) { node(id: $id) { id } }',
    toId: nodeOf('Account', 'hub'),
  },
  'node of an organization': {
    document: 'query ($id: ID!) { node(id: $id) { id } }',
    toId: nodeOf('Organization', 'iot'),
  },
  'node of an API token': {
    document: 'query ($id: ID!) { node(id: $id) { id } }',
    toId: nodeOf('ApiToken', 'iot'),
  },
  'node of a group': { document: 'query ($id: ID!) { node(id: $id) { id } }', toId: nodeOf('Group', 'vpn') },
  'node of a device': {
    document: 'query ($id: ID!) { node(id: $id) { id } }',
    toId: nodeOf('Device', 'iot'),
  },
  'setRoles, account': {
    document:
      'mutation ($id: ID!) { setRoles(input: { account: { backend: "etl", nativeId: $id }, roles: ["operator"] }) { errors { code } } }',
  },
  'grantRoles, native role': {
    document: `mutation ($id: ID!) { grantRoles(input: { account: ${user2}, nativeRoles: [$id] }) { errors { code } } }`,
  },
  'grantRoles, organization': {
    document: `mutation ($id: ID!) { grantRoles(input: { account: ${user2}, roles: ["operator"], organization: $id }) { errors { code } } }`,
  },
  'createAccount, id': {
    document:
      'mutation ($id: ID!) { createAccount(input: { backend: "iot", account: { nativeId: $id, email: "n@contoso.com", roles: ["operator"] } }) { errors { code } } }',
  },
  'createAccount, user name': {
    document:
      'mutation ($id: String!) { createAccount(input: { backend: "hub", account: { userName: $id, password: "Passw0rd-Passw0rd" } }) { errors { code } } }',
  },
  'deleteAccount of hub': {
    document:
      'mutation ($id: ID!) { deleteAccount(input: { account: { backend: "hub", nativeId: $id } }) { errors { code } } }',
  },
  createOrganization: {
    document:
      'mutation ($id: ID!) { createOrganization(input: { backend: "iot", nativeId: $id, displayName: "X" }) { errors { code } } }',
  },
  updateOrganization: {
    document:
      'mutation ($id: ID!) { updateOrganization(input: { backend: "iot", nativeId: $id, displayName: "X" }) { errors { code } } }',
  },
  deleteOrganization: {
    document:
      'mutation ($id: ID!) { deleteOrganization(input: { backend: "iot", nativeId: $id }) { errors { code } } }',
  },
  createApiToken: {
    document:
      'mutation ($id: ID!) { createApiToken(input: { backend: "iot", nativeId: $id, roles: ["operator"] }) { errors { code } } }',
  },
  deleteApiToken: {
    document:
      'mutation ($id: ID!) { deleteApiToken(input: { backend: "iot", nativeId: $id }) { errors { code } } }',
  },
  updateGroup: {
    document:
      'mutation ($id: ID!) { updateGroup(input: { backend: "vpn", nativeId: $id, name: "X" }) { errors { code } } }',
  },
  deleteGroup: {
    document:
      'mutation ($id: ID!) { deleteGroup(input: { backend: "vpn", nativeId: $id }) { errors { code } } }',
  },
  addAccountToGroup: {
    document: `mutation ($id: ID!) { addAccountToGroup(input: { account: ${doubled}, group: $id }) { errors { code } } }`,
  },
  createNativeRole: {
    document:
      'mutation ($id: ID!) { createNativeRole(input: { backend: "hub", nativeId: $id }) { errors { code } } }',
  },
  updateNativeRole: {
    document:
      'mutation ($id: ID!) { updateNativeRole(input: { backend: "hub", nativeId: $id, description: "X" }) { errors { code } } }',
  },
  deleteNativeRole: {
    document:
      'mutation ($id: ID!) { deleteNativeRole(input: { backend: "hub", nativeId: $id }) { errors { code } } }',
  },
  createDevice: {
    document:
      'mutation ($id: ID!) { createDevice(input: { backend: "iot", nativeId: $id }) { errors { code } } }',
  },
  createDeviceGroup: {
    document:
      'mutation ($id: ID!) { createDeviceGroup(input: { backend: "iot", nativeId: $id, displayName: "X", filter: "SELECT * FROM devices" }) { errors { code } } }',
  },
};

const plain = 'plain-id';

/** What plain ids need not have asked for. */
const besides = [
  // The first id took the address, so for the next ones the adapter looks up who bears it.
  'GET /api/users api-version',
  // A role that was there is gone, so the backend is read anew, whole.
  'GET /api/role count&page',
  'GET /api/user count&page',
];

/** Paths with the id taken out, and the names in the query: what the id has no say in. */
const shapeOf = ({ method, target }: ReceivedRequest, id: string): string => {
  const [path = '', query = ''] = target.split('?');
  const segments = path.split('/').map((segment) => (decodeURIComponent(segment) === id ? '{id}' : segment));
  return `${method} ${segments.join('/')} ${[...new URLSearchParams(query).keys()].toSorted().join('&')}`;
};

describe('P25: an id', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ people: 5, config: 'guards: { minAdmins: 0 }' });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const send = async (document: string, id: string) => {
    for (const backend of backendIds) gateway[backend].forget();
    const answer = await gateway.query(document, { id });
    return {
      answer,
      requests: backendIds.flatMap((backend) => [...gateway[backend].requests]),
    };
  };

  it.each(Object.entries(places))(
    'in %s changes no path, query or header',
    async (_name, { document, toId = (id) => id }) => {
      const usual = await send(document, toId(plain));
      const known = new Set([...usual.requests.map((request) => shapeOf(request, plain)), ...besides]);
      for (const id of hostileIds) {
        const { answer, requests } = await send(document, toId(id));
        expect(answer.status).toBeLessThan(500);
        expect(answer.errors?.map(({ extensions }) => extensions.code) ?? []).not.toContain('INTERNAL');
        for (const request of requests) {
          expect(request.target).toMatch(/^[\x21-\x7e]+$/);
          expect(request.headers['x-admin']).toBeUndefined();
          // A request that the plain id did not make is right where the id stands in it as one whole segment.
          if (!known.has(shapeOf(request, id))) expect(shapeOf(request, id)).toContain('{id}');
        }
      }
    },
  );

  it('P26: is data in a CFEngine pattern, never an expression', async () => {
    for (const id of ['.*', '^(a+)+$', 'a|admin', 'admi.', 'ADMIN', '(admin)', 'admin$', '[a]dmin']) {
      const { answer } = await send(
        'query ($id: ID!) { account(backend: "hub", nativeId: $id) { nativeId } }',
        id,
      );
      expect(answer).toEqual({ status: 200, data: { account: null } });
    }
  });
});
