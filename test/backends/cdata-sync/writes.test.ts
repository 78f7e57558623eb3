import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../../src/domain/account.ts';
import type { AssignmentRef } from '../../../src/domain/assignment.ts';
import { createSecret } from '../../../src/domain/secret.ts';
import { apiUserId, jobViewerRoleId, myRoleId, opsUserId } from '../../../src/emulators/cdata-sync/ids.ts';
import type { CdataSyncSwitches } from '../../../src/emulators/cdata-sync/switches.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { altering, answering } from '../../faults.ts';
import { withoutOrganization } from '../assignments.ts';
import { readOne } from '../reading.ts';
import { callsTo, startServer, writeAnswers } from './server.ts';

let server: Awaited<ReturnType<typeof startServer>>;
let ops: Account;
beforeEach(async () => {
  server = await startServer();
  ops = await readOne(server.backend, opsUserId);
  server.emulator.forget();
});
afterEach(() => server.close());

const switchTo = (switches: Partial<CdataSyncSwitches>): void => {
  Object.assign(server.emulator.switches, switches);
};
const user = () => server.emulator.state.users.get(opsUserId);
const bodies = () => server.emulator.requests.map(({ body }) => (body === '' ? null : JSON.parse(body)));

const write = async (account: Account, after: readonly AssignmentRef[]): Promise<void> => {
  const before = account.assignments;
  await server.backend.roleWriter?.write({ account, before, after, grants: [], revokes: [] });
};

describe('roles', () => {
  it('P42: are replaced by one PUT of ids that names nothing else', async () => {
    const before = structuredClone(user());
    await write(ops, withoutOrganization('cdata_support', myRoleId, jobViewerRoleId));
    expect(callsTo(server.emulator)).toEqual([`PUT /api.rsc/v2/users/${opsUserId}`]);
    expect(bodies()).toEqual([
      { roles: [{ id: 'cdata_support' }, { id: myRoleId }, { id: jobViewerRoleId }] },
    ]);
    expect(user()).toEqual({
      ...before,
      roles: ['cdata_support', myRoleId, jobViewerRoleId],
      updated_at: expect.anything(),
    });
    expectConformance('cdata-sync', server.emulator);
  });

  it.each(['refs', 'names', 'ids', 'single-name'] as const)(
    'P42: that stay do so where the server tells roles as %s',
    async (roles) => {
      for (const builtInNames of ['api', 'display'] as const) {
        switchTo({ roles, builtInNames });
        const account = await readOne(server.backend, opsUserId);
        await write(account, [...account.assignments, ...withoutOrganization('cdata_standard')]);
        expect(user()?.roles).toEqual(['cdata_support', myRoleId, 'cdata_standard']);
        await write(await readOne(server.backend, opsUserId), account.assignments.slice(0, 2));
        expect(user()?.roles).toEqual(['cdata_support', myRoleId]);
      }
    },
  );

  it.each(writeAnswers)('are replaced where the server answers %s', async (updateAnswer) => {
    switchTo({ updateAnswer });
    await write(ops, withoutOrganization('cdata_standard'));
    expect(user()?.roles).toEqual(['cdata_standard']);
  });

  it('may all go', async () => {
    await write(ops, []);
    expect(bodies()).toEqual([{ roles: [] }]);
    expect(user()?.roles).toEqual([]);
  });

  it('that the server keeps against an empty list are for the caller to see', async () => {
    switchTo({ emptyRolesOnUpdate: 'ignore' });
    await write(ops, []);
    expect((await readOne(server.backend, opsUserId)).assignments).toEqual(ops.assignments);
    switchTo({ emptyRolesOnUpdate: 'refuse' });
    await expect(write(ops, [])).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED' });
  });

  it('are five at most, and the server is not asked for more', async () => {
    expect(server.backend.roleWriter).toMatchObject({ style: 'replace', min: 0, max: 5 });
    await expect(write(ops, withoutOrganization('a', 'b', 'c', 'd', 'e', 'f'))).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    expect(server.emulator.requests).toHaveLength(0);
  });

  it('that the server does not know are refused by it', async () => {
    for (const unknown of ['Job Operator', 'my_role', 'nothing'])
      await expect(write(ops, withoutOrganization(unknown))).rejects.toMatchObject({
        code: 'UPSTREAM_REJECTED',
      });
    expect(user()?.roles).toEqual(['cdata_support', myRoleId]);
  });

  it('of an account that is gone are NOT_FOUND', async () => {
    server.emulator.state.users.delete(opsUserId);
    await expect(write(ops, withoutOrganization('cdata_standard'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('an update', () => {
  it.each(writeAnswers)('takes a PUT and a look where the server answers %s', async (updateAnswer) => {
    switchTo({ updateAnswer });
    expect(await server.writer.update(ops, { email: 'Ops@example.com' })).toEqual({
      ...ops,
      email: 'Ops@example.com',
    });
    expect(callsTo(server.emulator)).toEqual([
      `PUT /api.rsc/v2/users/${opsUserId}`,
      `GET /api.rsc/v2/users/${opsUserId}`,
    ]);
    expect(bodies()).toEqual([{ email_address: 'Ops@example.com' }, null]);
    if (updateAnswer === '200-record' || updateAnswer === '204')
      expectConformance('cdata-sync', server.emulator);
  });

  it('P42: sets a password and leaves all else', async () => {
    const before = structuredClone(user());
    await server.writer.update(ops, { password: createSecret('N3w!password') });
    expect(user()).toEqual({ ...before, password: 'N3w!password', updated_at: expect.anything() });
  });

  it.each(['null', 'empty', 'absent'] as const)(
    'clears an address where none reads as %s',
    async (noEmail) => {
      switchTo({ noEmail });
      const account = await server.writer.update(ops, { email: 'ops@example.com' });
      expect(await server.writer.update(account, { email: null })).toMatchObject({ email: null });
    },
  );

  it('P42: is a conflict where anything else moved', async () => {
    for (const [moved, edit] of [
      ['is_active', { is_active: true }],
      ['roles', { roles: ['cdata_admin'] }],
    ] as const) {
      server.emulator.faults.clear();
      server.emulator.faults.add(
        altering((answer) => {
          Object.assign(user() ?? {}, edit);
          return answer;
        }),
        { method: 'PUT' },
      );
      const account = await readOne(server.backend, opsUserId);
      await expect(server.writer.update(account, { email: 'ops@example.com' })).rejects.toMatchObject({
        code: 'CONFLICT',
        message: expect.stringContaining(moved),
      });
    }
  });

  it('of an account that is gone is NOT_FOUND', async () => {
    server.emulator.state.users.delete(opsUserId);
    await expect(server.writer.update(ops, { email: null })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('an account', () => {
  it('is enabled and disabled by its flag alone', async () => {
    expect(await server.writer.setStatus(ops, 'ACTIVE')).toEqual({ ...ops, status: 'ACTIVE' });
    expect(await server.writer.setStatus({ ...ops, status: 'ACTIVE' }, 'DISABLED')).toEqual(ops);
    expect(bodies()).toEqual([{ is_active: true }, null, { is_active: false }, null]);
    expectConformance('cdata-sync', server.emulator);
  });

  it('that stays active though it was to be disabled is a conflict', async () => {
    server.emulator.faults.add(answering({ status: 204 }), { method: 'PUT' });
    const active = await readOne(server.backend, apiUserId);
    await expect(server.writer.setStatus(active, 'DISABLED')).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('is_active'),
    });
  });

  it.each(writeAnswers)('is deleted where the server answers %s', async (deleteAnswer) => {
    switchTo({ deleteAnswer });
    await server.writer.delete(ops);
    expect(callsTo(server.emulator)).toEqual([`DELETE /api.rsc/v2/users/${opsUserId}`]);
    expect(user()).toBeUndefined();
    await expect(server.writer.delete(ops)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('P25: of an id that no path can hold is refused before a call', async () => {
    const impossible = { ...ops, ref: { backend: 'etl', id: '..' } };
    await expect(server.writer.delete(impossible)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      backend: 'etl',
    });
    await expect(write(impossible, [])).rejects.toMatchObject({ code: 'BAD_INPUT', backend: 'etl' });
    expect(server.emulator.requests).toHaveLength(0);
  });

  it('that is the last administrator is kept where the server keeps it', async () => {
    switchTo({ refusesLastAdmin: true });
    const last = await readOne(server.backend, apiUserId);
    for (const attempt of [
      () => server.writer.delete(last),
      () => server.writer.setStatus(last, 'DISABLED'),
      () => write(last, withoutOrganization('cdata_support')),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED', status: 400 });
    expect(await readOne(server.backend, apiUserId)).toEqual(last);
  });

  it('is written with documented keys only', async () => {
    switchTo({ unknownKeys: 'refuse' });
    await write(ops, withoutOrganization('cdata_support'));
    const account = await readOne(server.backend, opsUserId);
    await server.writer.update(account, { email: 'ops@example.com', password: createSecret('N3w!password') });
    const [created] = await server.writer.create([
      { userName: 'fresh', email: 'a@example.com', status: 'ACTIVE' },
    ]);
    expect(created).toMatchObject({ userName: 'fresh', status: 'ACTIVE' });
  });

  it('has no invitation to send again', () => {
    expect(server.backend.accountWriter).not.toHaveProperty('reinvite');
  });
});
