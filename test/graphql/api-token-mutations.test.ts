import { describe, expect, it } from 'vitest';
import { iotCentralRoles } from '../../src/emulators/iot-central/ids.ts';
import { expectConformance } from '../contracts/conformance.ts';
import type { Gateway } from '../gateway.ts';
import { writesTo } from './grounds.ts';
import { refusal, runMutation, startSeeded } from './run-mutation.ts';

const token =
  '{ nativeId expiresAt expired assignments { nativeRole { nativeId } organization { nativeId } } }';

const create = (gateway: Gateway, input: object) =>
  runMutation(gateway, 'createApiToken', `apiToken ${token} secret`, { backend: 'iot', ...input });

const remove = (gateway: Gateway, input: object) =>
  runMutation(gateway, 'deleteApiToken', 'deletedId', { backend: 'iot', ...input });

describe('createApiToken', () => {
  it('shows the secret in its payload, and nothing shows it again', async () => {
    await using gateway = await startSeeded();
    const { apiToken, secret, errors } = await create(gateway, {
      nativeId: 'ci',
      roles: ['operator'],
      expiresAt: '2031-01-01T00:00:00Z',
    });
    expect(errors).toEqual([]);
    expect(secret).toBe(gateway.iot.state.apiTokens.get('ci')?.token);
    expect(apiToken).toEqual({
      nativeId: 'ci',
      expiresAt: '2031-01-01T00:00:00.000Z',
      expired: false,
      assignments: [{ nativeRole: { nativeId: iotCentralRoles.operator }, organization: null }],
    });
    expectConformance('iot-central', gateway.iot);

    const again = await create(gateway, { nativeId: 'ci', roles: ['operator'] });
    const later = await gateway.query(
      `{ apiTokens(backend: "iot", first: 10) { nodes { id ${token.slice(1)} } }`,
    );
    const { id } = later.data.apiTokens.nodes.find(({ nativeId }: { nativeId: string }) => nativeId === 'ci');
    const node = await gateway.query(`query ($id: ID!) { node(id: $id) { ... on ApiToken ${token} } }`, {
      id,
    });
    expect(node.data.node).toEqual(apiToken);
    const signature = /sig=([^&]+)/.exec(secret)?.[1] ?? 'none';
    for (const answer of [again, later, node, apiToken]) {
      expect(JSON.stringify(answer)).not.toContain(signature);
      expect(JSON.stringify(answer)).not.toContain('SharedAccessSignature');
    }
  });

  it('P43: never overwrites one that is there', async () => {
    await using gateway = await startSeeded();
    gateway.iot.switches.putOnExistingToken = 'rotates';
    const before = gateway.iot.state.apiTokens.get('testtoken');
    expect(await create(gateway, { nativeId: 'testtoken', roles: ['admin'] })).toEqual(
      refusal({ code: 'ALREADY_EXISTS', path: ['nativeId'], backend: 'iot' }),
    );
    expect(gateway.iot.state.apiTokens.get('testtoken')).toEqual(before);
    expect(writesTo(gateway, 'iot')).toEqual([]);
  });

  it('G14: takes roles within an organization, and refuses them as role edits do', async () => {
    await using gateway = await startSeeded();
    const { apiToken } = await create(gateway, {
      nativeId: 'ci',
      roles: ['viewer'],
      organization: 'seattle',
    });
    expect(apiToken.assignments).toEqual([
      { nativeRole: { nativeId: iotCentralRoles.organizationViewer }, organization: { nativeId: 'seattle' } },
    ]);
    gateway.iot.forget();
    for (const [input, error] of [
      [{ roles: ['viewer'] }, { code: 'ORGANIZATION_REQUIRED', path: ['organization'] }],
      [{ roles: [] }, { code: 'BAD_INPUT', path: ['roles'] }],
      [{}, { code: 'BAD_INPUT', path: ['roles'] }],
      [{ roles: ['runer'] }, { code: 'BAD_INPUT', path: ['roles'] }],
      [{ roles: ['billing'] }, { code: 'NOT_EXPRESSIBLE', path: ['roles'] }],
    ] as const)
      expect(await create(gateway, { nativeId: 'other', ...input })).toEqual(
        refusal({ ...error, backend: 'iot' }),
      );
    expect(writesTo(gateway, 'iot')).toEqual([]);
  });

  it('that fails tells no secret', async () => {
    await using gateway = await startSeeded();
    gateway.iot.faults.add(
      { kind: 'status', applied: true, answer: { status: 500, json: { token: 'SharedAccessSignature x' } } },
      { method: 'PUT' },
    );
    expect(await create(gateway, { nativeId: 'ci', roles: ['operator'] })).toEqual({
      apiToken: null,
      secret: null,
      errors: [expect.objectContaining({ code: 'UPSTREAM_UNAVAILABLE', backend: 'iot', retryable: true })],
    });
  });
});

describe('deleteApiToken', () => {
  it('deletes one, once', async () => {
    await using gateway = await startSeeded();
    const { deletedId, errors } = await remove(gateway, { nativeId: 'testtoken' });
    expect(errors).toEqual([]);
    expect(gateway.iot.state.apiTokens.has('testtoken')).toBe(false);
    const { data } = await gateway.query('query ($id: ID!) { node(id: $id) { id } }', { id: deletedId });
    expect(data.node).toBeNull();
    expectConformance('iot-central', gateway.iot);
    expect(await remove(gateway, { nativeId: 'testtoken' })).toEqual(refusal({ code: 'NOT_FOUND' }));
  });
});

describe('every change of API tokens', () => {
  it.each(['etl', 'hub', 'vpn'])('is UNSUPPORTED on %s, before any call', async (backend) => {
    await using gateway = await startSeeded();
    const error = { code: 'UNSUPPORTED', path: ['backend'], backend };
    expect(await create(gateway, { backend, nativeId: 'ci', roles: ['admin'] })).toEqual(refusal(error));
    expect(await remove(gateway, { backend, nativeId: 'ci' })).toEqual(refusal(error));
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });

  it('is WRITES_DISABLED without `writes: true`, before any call', async () => {
    await using gateway = await startSeeded({ backends: { iot: 'writes: false' } });
    const error = { code: 'WRITES_DISABLED', path: ['backend'], backend: 'iot' };
    expect(await create(gateway, { nativeId: 'ci', roles: ['admin'] })).toEqual(refusal(error));
    expect(await remove(gateway, { nativeId: 'testtoken' })).toEqual(refusal(error));
    expect(gateway.calls().iot).toEqual([]);
  });
});

describe('G49: apiTokens', () => {
  const { operator, organizationOperator, organizationViewer } = iotCentralRoles;
  const start = async () => {
    const gateway = await startSeeded();
    const issue = (id: string, roles: readonly { readonly role: string; readonly organization?: string }[]) =>
      gateway.iot.state.apiTokens.set(id, {
        id,
        roles: [...roles],
        expiry: '2031-01-01T00:00:00Z',
        token: 'x',
      });
    gateway.iot.state.apiTokens.delete('testtoken');
    issue('everywhere', [{ role: operator }]);
    issue('seattle', [{ role: organizationOperator, organization: 'seattle' }]);
    issue('both', [
      { role: organizationViewer, organization: 'washington' },
      { role: organizationOperator, organization: 'washington' },
    ]);
    return gateway;
  };
  const list = async (gateway: Gateway, conditions: string) => {
    const { data, errors } = await gateway.query(
      `{ apiTokens(backend: "iot", first: 10 ${conditions}) { totalCount nodes { nativeId } } }`,
    );
    if (errors !== undefined) return errors.map(({ extensions }) => extensions.code);
    // Rolecall's own is among them: it administers.
    return data.apiTokens.nodes
      .map(({ nativeId }: { nativeId: string }) => nativeId)
      .filter((id: string) => ['everywhere', 'seattle', 'both'].includes(id));
  };

  it('lists those that grant a role, a native role, or either within an organization', async () => {
    await using gateway = await start();
    expect(await list(gateway, '')).toEqual(['everywhere', 'seattle', 'both']);
    expect(await list(gateway, 'grantingRole: "operator"')).toEqual(['everywhere', 'seattle', 'both']);
    expect(await list(gateway, 'grantingRole: "viewer"')).toEqual(['both']);
    expect(await list(gateway, `grantingNativeRole: "${operator}"`)).toEqual(['everywhere']);
    expect(await list(gateway, 'grantingRole: "operator", organization: "seattle"')).toEqual([
      'everywhere',
      'seattle',
    ]);
    expect(
      await list(gateway, `grantingNativeRole: "${organizationViewer}", organization: "seattle"`),
    ).toEqual([]);
  });

  it('takes no role that there is not, and no cursor of other conditions', async () => {
    await using gateway = await start();
    expect(await list(gateway, 'grantingRole: "nobody"')).toEqual(['BAD_INPUT']);
    const { data } = await gateway.query(
      '{ apiTokens(backend: "iot", first: 1, grantingRole: "operator") { pageInfo { endCursor } } }',
    );
    const after = `after: "${data.apiTokens.pageInfo.endCursor}"`;
    expect(await list(gateway, `grantingRole: "operator", ${after}`)).toEqual(['seattle', 'both']);
    expect(await list(gateway, after)).toEqual(['BAD_INPUT']);
  });
});
