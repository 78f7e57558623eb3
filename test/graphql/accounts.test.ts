import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldEmail } from '../../src/domain/email.ts';
import { foldText } from '../../src/domain/fold-text.ts';
import { type Gateway, startGateway } from '../gateway.ts';
import { document, type Row, walk } from './list-accounts.ts';

describe('accounts over all backends', () => {
  let gateway: Gateway;
  let all: readonly Row[];

  beforeAll(async () => {
    gateway = await startGateway({ people: 120, config: 'limits: { tokens: 20000 }' });
    await gateway.refreshAll();
    gateway.calls();
    all = (await walk(gateway, {})).rows;
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it('are all that there are, each once, without a call', () => {
    const { iot, etl, hub, vpn } = gateway;
    const there =
      iot.state.users.size +
      etl.state.users.size +
      hub.state.internal.size +
      hub.state.external.size +
      vpn.state.users.size;
    expect(all).toHaveLength(there);
    expect(new Set(all.map(({ id }) => id)).size).toBe(there);
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });

  const holds = (role: string) => (row: Row) => row.roles.some(({ name }) => name === role);
  const filters: Readonly<Record<string, readonly [filter: object, lets: (row: Row) => boolean]>> = {
    'one backend': [{ backend: 'hub' }, ({ backend }) => backend === 'hub'],
    'some backends': [{ backends: ['vpn', 'iot'] }, ({ backend }) => ['iot', 'vpn'].includes(backend)],
    'backends that one is not among': [{ backend: 'hub', backends: ['vpn', 'iot'] }, () => false],
    'no backend': [{ backends: [] }, () => false],
    'a status': [{ status: ['DISABLED'] }, ({ status }) => status === 'DISABLED'],
    'one status or another': [
      { status: ['INVITED', 'DISABLED'] },
      ({ status }) => ['INVITED', 'DISABLED'].includes(status),
    ],
    'no status at all': [{ status: [] }, () => false],
    'a kind': [
      { kind: ['SERVICE', 'DIRECTORY_GROUP'] },
      ({ kind }) => ['SERVICE', 'DIRECTORY_GROUP'].includes(kind),
    ],
    'a link state': [{ link: ['LINKED'] }, ({ link }) => link.state === 'LINKED'],
    'another link state': [
      { link: ['SUGGESTED', 'DISPUTED'] },
      ({ link }) => ['SUGGESTED', 'DISPUTED'].includes(link.state),
    ],
    'a role that is spelled for the application and within organizations': [
      { role: 'operator' },
      holds('operator'),
    ],
    'a role on one backend': [
      { role: 'admin', backend: 'vpn' },
      (row) => row.backend === 'vpn' && holds('admin')(row),
    ],
    'a role that is spelled by an alias': [{ role: 'auditor' }, holds('auditor')],
    'a native role': [
      { backend: 'hub', nativeRole: 'linux_team' },
      ({ backend, assignments }) =>
        backend === 'hub' && assignments.some(({ nativeRole }) => nativeRole.nativeId === 'linux_team'),
    ],
    'an organization': [
      { backend: 'iot', organization: 'seattle' },
      ({ backend, assignments }) =>
        backend === 'iot' && assignments.some(({ organization }) => organization?.nativeId === 'seattle'),
    ],
    'several conditions': [
      { role: 'operator', status: ['ACTIVE'], backends: ['etl', 'vpn'], search: 'a' },
      (row) =>
        ['etl', 'vpn'].includes(row.backend) &&
        row.status === 'ACTIVE' &&
        holds('operator')(row) &&
        finds('a')(row),
    ],
  };

  const finds = (text: string) => {
    const folded = foldText(text);
    return ({ userName, displayName, email }: Row) =>
      [userName, displayName, email].some((value) => value !== null && foldText(value).includes(folded));
  };

  it.each(Object.entries(filters))(
    'with a filter for %s are exactly those',
    async (_what, [filter, lets]) => {
      const expected = all.filter(lets);
      const { rows, totalCount } = await walk(gateway, { filter });
      expect(rows).toEqual(expected);
      expect(totalCount).toBe(expected.length);
      expect(Object.values(gateway.calls()).flat()).toEqual([]);
    },
  );

  it('make each of these filters tell some from others', () => {
    const idle = Object.entries(filters)
      .filter(([what]) => !what.startsWith('no ') && !what.includes('not among'))
      .filter(([, [, lets]]) => {
        const { length } = all.filter(lets);
        return length === 0 || length === all.length;
      });
    expect(idle.map(([what]) => what)).toEqual([]);
  });

  it.each([
    'müller',
    'MULLER',
    'mu\u0308ller',
    'søren',
    'EXAMPLE.com',
    "o'brien",
    'a_',
    '%',
    '"x',
    'ab',
    'é',
    '  ',
  ])('are found by %j in name, user name or address, whatever the case and the accents', async (search) => {
    const { rows } = await walk(gateway, { filter: { search } });
    expect(rows).toEqual(foldText(search) === '' ? all : all.filter(finds(search)));
  });

  it.each([
    ['ACCOUNT', 'ASC'],
    ['ACCOUNT', 'DESC'],
    ['NAME', 'ASC'],
    ['NAME', 'DESC'],
    ['EMAIL', 'ASC'],
    ['EMAIL', 'DESC'],
  ] as const)(
    'ordered by %s %s come in that order, each once, in pages of any size',
    async (by, direction) => {
      const { rows } = await walk(gateway, { orderBy: { by, direction } }, { first: 37 });
      expect(rows.map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted());
      const keys = rows.map(({ backend, nativeId, displayName, userName, email }) => {
        if (by === 'ACCOUNT') return `${backend} ${nativeId}`;
        if (by === 'EMAIL') return foldEmail(email ?? '') ?? '';
        return foldText(displayName ?? userName ?? email ?? nativeId);
      });
      const inOrder = keys.toSorted((one, other) => (one < other ? -1 : Number(one > other)));
      expect(keys).toEqual(direction === 'ASC' ? inOrder : inOrder.toReversed());
    },
  );

  describe('are refused', () => {
    it.each([
      [{ backend: 'nowhere' }, 'NOT_FOUND', /No backend is called "nowhere"/],
      [{ backends: ['iot', 'nowhere'] }, 'NOT_FOUND', /No backend is called "nowhere"/],
      [{ role: 'emperor' }, 'BAD_INPUT', /No role is called "emperor"; there are: admin, auditor/],
      [{ nativeRole: 'x' }, 'BAD_INPUT', /expected backend beside nativeRole/],
      [{ organization: 'x', backends: ['iot'] }, 'BAD_INPUT', /expected backend beside organization/],
      [
        { backend: 'iot', nativeRole: 'x', role: 'admin' },
        'BAD_INPUT',
        /expected role or nativeRole, got both/,
      ],
      [{ search: 'x'.repeat(201) }, 'BAD_INPUT', /at most 200 characters, got 201/],
    ])('with the filter %j', async (filter, code, message) => {
      const { data, errors } = await gateway.query(document('nodes { id }'), { first: 1, filter });
      expect(data.accounts).toBeNull();
      expect(errors).toEqual([
        expect.objectContaining({
          message: expect.stringMatching(message),
          extensions: expect.objectContaining({ code }),
        }),
      ]);
    });

    it.each([0, -1, 101])('for a first of %d', async (first) => {
      const { errors } = await gateway.query(document('nodes { id }'), { first });
      expect(errors?.[0]?.extensions.code).toBe('BAD_INPUT');
    });

    it('with a cursor of another filter, another order, another caller, or of nobody', async () => {
      const cursorOf = async (variables: object) =>
        (await gateway.query(document('nodes { id }'), { first: 1, ...variables })).data.accounts.pageInfo
          .endCursor;
      const cursor: string = await cursorOf({ filter: { search: 'a' } });
      const codeOf = async (variables: object) =>
        (await gateway.query(document('nodes { id }'), { first: 1, ...variables })).errors?.[0]?.extensions
          .code;
      expect(await codeOf({ after: cursor, filter: { search: 'a' } })).toBeUndefined();
      expect(await codeOf({ after: cursor, filter: { search: ' A\u0301 ' } })).toBeUndefined();
      for (const variables of [
        { after: cursor },
        { after: cursor, filter: { search: 'b' } },
        { after: cursor, filter: { search: 'a', backends: ['iot', 'etl', 'hub', 'vpn'] } },
        { after: cursor, filter: { search: 'a' }, orderBy: { by: 'NAME' } },
        { after: `${cursor.slice(0, -1)}${cursor.endsWith('A') ? 'B' : 'A'}`, filter: { search: 'a' } },
        { after: '', filter: { search: 'a' } },
        { after: 'x', filter: { search: 'a' } },
      ])
        expect(await codeOf(variables), JSON.stringify(variables)).toBe('BAD_INPUT');
    });
  });
});

describe('accounts of a role, a native role and an organization', () => {
  it('come from the index, as its filters do', async () => {
    await using gateway = await startGateway({ config: 'limits: { cost: 1000000 }' });
    await gateway.refreshAll();
    gateway.calls();
    const roles = await gateway.query(
      '{ role(name: "operator") { users(first: 100) { totalCount nodes { roles { role { name } } } sources { backend } } } nativeRoles(backend: "hub") { nodes { nativeId accounts(first: 100) { totalCount nodes { backend assignments { nativeRole { nativeId } } } } } } organizations(backend: "iot", first: 100) { nodes { nativeId accounts(first: 100) { totalCount nodes { nativeId assignments { organization { nativeId } } } } } } }',
    );
    expect(roles.errors).toBeUndefined();
    const { users } = roles.data.role;
    expect(users.totalCount).toBe(users.nodes.length);
    expect(users.nodes.length).toBeGreaterThan(5);
    for (const user of users.nodes)
      expect(user.roles.map((one: { role: { name: string } }) => one.role.name)).toContain('operator');
    for (const { nativeId, accounts } of roles.data.nativeRoles.nodes) {
      expect(accounts.totalCount).toBe(accounts.nodes.length);
      expect(accounts.nodes.length).toBeGreaterThan(0);
      for (const { backend, assignments } of accounts.nodes) {
        expect(backend).toBe('hub');
        expect(
          assignments.map((one: { nativeRole: { nativeId: string } }) => one.nativeRole.nativeId),
        ).toContain(nativeId);
      }
    }
    expect(roles.data.nativeRoles.nodes).toHaveLength(3);
    expect(roles.data.organizations.nodes).toHaveLength(3);
    for (const { nativeId, accounts } of roles.data.organizations.nodes) {
      expect(accounts.nodes.length).toBeGreaterThan(0);
      for (const { assignments } of accounts.nodes)
        expect(
          assignments.map((one: { organization: { nativeId: string } | null }) => one.organization?.nativeId),
        ).toContain(nativeId);
    }
    expect(gateway.calls()).toMatchObject({ etl: [], vpn: [] });
  });

  it('are found by a native role of another id in each installation, before its backend was ever read whole', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'accounts-'));
    const store = `file:${join(folder, 'rolecall.db')}`;
    await using backends = await startGateway();
    const { data } = await backends.query(
      '{ accounts(first: 100, filter: { backend: "vpn" }) { nodes { nativeId roles { name } } } }',
    );
    const admins = data.accounts.nodes.filter(({ roles }: Row) => roles.some(({ name }) => name === 'admin'));
    expect(admins.length).toBeGreaterThan(0);
    {
      await using before = await startGateway({ over: backends, store });
      for (const { nativeId } of admins)
        await before.query(`{ account(backend: "vpn", nativeId: "${nativeId}") { assignments { origin } } }`);
    }
    await using after = await startGateway({ over: backends, store });
    const found = await after.query(
      '{ accounts(first: 100, filter: { backends: ["vpn"], role: "admin" }) { nodes { nativeId roles { name } } } }',
    );
    expect(found.data.accounts.nodes.map(({ nativeId }: Row) => nativeId).toSorted()).toEqual(
      admins.map(({ nativeId }: Row) => nativeId).toSorted(),
    );
    rmSync(folder, { recursive: true });
  });
});
