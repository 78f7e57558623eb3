import { describe, expect, it } from 'vitest';
import type { RoleChange } from '../../../src/backends/backend.ts';
import type { Account } from '../../../src/domain/account.ts';
import { createSecret } from '../../../src/domain/secret.ts';
import type { CfengineSwitches } from '../../../src/emulators/cfengine/switches.ts';
import { inventPeople } from '../../../src/emulators/population.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { answering } from '../../faults.ts';
import { withoutOrganization } from '../assignments.ts';
import { readOne } from '../reading.ts';
import { required } from '../required.ts';
import { type Hub, listAll, startHub, told } from './hub.ts';

/** The change that makes `after` the account's roles. */
const changeTo = (account: Account, ...after: readonly string[]): RoleChange => ({
  account,
  before: account.assignments,
  after: withoutOrganization(...after),
  grants: withoutOrganization(...after),
  revokes: account.assignments.filter(({ nativeRoleId }) => !after.includes(nativeRoleId)),
});

const writersOf = ({ backend }: Hub) => ({
  roles: required(backend.roleWriter, 'roleWriter'),
  accounts: required(backend.accountWriter, 'accountWriter'),
  update: required(backend.accountWriter?.update, 'accountWriter.update'),
});

const hubs: readonly [string, Partial<CfengineSwitches>][] = [
  ['keeps what an update omits', { postMissingKeys: 'preserve' }],
  ['resets what an update omits', { postMissingKeys: 'reset' }],
];

describe('roles', () => {
  it.each(hubs)('P42: are replaced, and all else stays, on a hub that %s', async (_, switches) => {
    await using hub = await startHub({ people: inventPeople({ seed: 3, size: 40 }), switches });
    const { internal } = hub.emulator.state;
    const before = new Map(internal);
    const accounts = (await listAll(hub))
      .flat()
      .filter(({ ref, external }) => !external && ref.id !== 'admin');
    for (const { ref } of accounts) {
      await writersOf(hub).roles.write(changeTo(await readOne(hub.backend, ref.id), 'linux_team', 'HR'));
      expect(internal.get(ref.id)).toEqual({ ...before.get(ref.id), roles: ['linux_team', 'HR'] });
    }
    expectConformance('cfengine', hub.emulator);
  });

  it('take two reads and one write, which sends the whole record', async () => {
    await using hub = await startHub();
    const account = await readOne(hub.backend, 'user_1');
    hub.emulator.forget();
    await writersOf(hub).roles.write(changeTo(account));
    expect(hub.emulator.requests.map(({ method, body }) => method + body).toSorted()).toEqual([
      'GET',
      'GET',
      'POST{"email":"user_1@example.com","roles":[],"time_zone":"Europe/Oslo"}',
    ]);
  });

  it('P35: that moved since they were read are a CONFLICT, and stay', async () => {
    await using hub = await startHub();
    const account = await readOne(hub.backend, 'user_1');
    hub.emulator.state.internal.set('user_1', {
      id: 'user_1',
      roles: ['linux_team', 'new'],
      external: false,
    });
    await expect(writersOf(hub).roles.write(changeTo(account, 'admin'))).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect(hub.emulator.state.internal.get('user_1')?.roles).toEqual(['linux_team', 'new']);
    expect(hub.calls()).not.toContain('POST /api/user/user_1');
  });

  it('of an account that is gone are NOT_FOUND', async () => {
    await using hub = await startHub();
    const account = await readOne(hub.backend, 'user_1');
    hub.emulator.state.internal.delete('user_1');
    await expect(writersOf(hub).roles.write(changeTo(account))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('P25: of a name that no path can carry are NOT_FOUND, without a call', async () => {
    await using hub = await startHub();
    const account = await readOne(hub.backend, 'user_1');
    hub.emulator.forget();
    const nobody = { ...account, ref: { ...account.ref, id: '..' } };
    const { roles, accounts, update } = writersOf(hub);
    await expect(roles.write(changeTo(nobody))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(update(nobody, { displayName: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(accounts.delete(nobody)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(hub.calls()).toEqual([]);
  });

  it.each(['internal', 'external', 'both'] as const)(
    'of a name that came to be shared are ACCOUNT_AMBIGUOUS, where its path means %s',
    async (sharedName) => {
      await using hub = await startHub({ switches: { sharedName } });
      const account = await readOne(hub.backend, 'user_1');
      hub.emulator.state.external.set('user_1', { id: 'user_1', roles: ['linux_team'], external: true });
      const { roles, accounts, update } = writersOf(hub);
      hub.emulator.forget();
      const ambiguous = { code: 'ACCOUNT_AMBIGUOUS' };
      await expect(roles.write(changeTo(account))).rejects.toMatchObject(ambiguous);
      await expect(update(account, { displayName: 'One' })).rejects.toMatchObject(ambiguous);
      await expect(accounts.delete(account)).rejects.toMatchObject(ambiguous);
      expect(hub.calls().every((call) => call.startsWith('GET'))).toBe(true);
    },
  );

  it('within an organization are refused without a call', async () => {
    await using hub = await startHub();
    const account = await readOne(hub.backend, 'user_1');
    hub.emulator.forget();
    const change = { ...changeTo(account), after: [{ nativeRoleId: 'admin', organizationId: 'north' }] };
    await expect(writersOf(hub).roles.write(change)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(hub.calls()).toEqual([]);
  });

  it('that the hub refuses are UPSTREAM_REJECTED', async () => {
    await using hub = await startHub({ switches: { unknownRoles: 'refused' } });
    const account = await readOne(hub.backend, 'user_1');
    await expect(writersOf(hub).roles.write(changeTo(account, 'HR'))).rejects.toMatchObject({
      code: 'UPSTREAM_REJECTED',
      status: 422,
    });
  });
});

describe('creating accounts', () => {
  it('looks for all names at once, creates in order, and reads all back at once', async () => {
    await using hub = await startHub();
    const created = await writersOf(hub).accounts.create([
      {
        userName: 'snookie',
        email: 'snookie@mtv.com',
        grants: withoutOrganization('HR'),
        password: createSecret('Aa1-56789'),
      },
      { userName: 'j.doe', displayName: 'J. Doe' },
    ]);
    expect(created).toMatchObject([
      {
        ref: { id: 'snookie' },
        email: 'snookie@mtv.com',
        external: false,
        assignments: [{ nativeRoleId: 'HR' }],
      },
      { ref: { id: 'j.doe' }, displayName: 'J. Doe', assignments: [] },
    ]);
    expectConformance('cfengine', hub.emulator);
    expect(hub.calls()).toEqual([
      'GET /api/user',
      'PUT /api/user/snookie',
      'PUT /api/user/j.doe',
      'GET /api/user',
    ]);
    expect(hub.emulator.state.passwords.get('snookie')).toBe('Aa1-56789');
  });

  it('proves a time zone by the form that tells it', async () => {
    await using hub = await startHub();
    const [created] = await writersOf(hub).accounts.create([{ userName: 'ada', timeZone: 'Europe/Oslo' }]);
    expect(created).toMatchObject({ vendor: { timeZone: 'Europe/Oslo' } });
    expect(hub.calls()).toEqual(['GET /api/user', 'PUT /api/user/ada', 'GET /api/user', 'GET /api/user/ada']);
  });

  it.each(['conflict', 'overwrite'] as const)(
    'P43: never overwrites, internal or external, where a PUT to a taken name is %s',
    async (putExisting) => {
      await using hub = await startHub({ switches: { putExisting } });
      const before = structuredClone(hub.emulator.state.internal);
      const answers = await writersOf(hub).accounts.create(
        ['admin', 'new', 'calvin', 'new'].map((userName) => ({ userName, email: 'x@example.com' })),
      );
      expect(told(answers)).toEqual(['ALREADY_EXISTS', 'new', 'ALREADY_EXISTS', 'ALREADY_EXISTS']);
      hub.emulator.state.internal.delete('new');
      expect(hub.emulator.state.internal).toEqual(before);
      expect(hub.calls().filter((call) => call.startsWith('PUT'))).toEqual(['PUT /api/user/new']);
    },
  );

  it('P43: is ALREADY_EXISTS where the hub says so after all', async () => {
    await using hub = await startHub();
    hub.emulator.faults.add(answering({ status: 409 }), { method: 'PUT' });
    expect(told(await writersOf(hub).accounts.create([{ userName: 'ada' }]))).toEqual(['ALREADY_EXISTS']);
  });

  it('does not touch names that it could not look up', async () => {
    await using hub = await startHub();
    hub.emulator.faults.add(answering({ status: 500 }), { method: 'GET' });
    expect(told(await writersOf(hub).accounts.create([{ userName: 'ada' }]))).toEqual([
      'UPSTREAM_UNAVAILABLE',
    ]);
    expect(new Set(hub.calls())).toEqual(new Set(['GET /api/user']));
  });

  it('settles a lost answer by reading, and never repeats', async () => {
    for (const applied of [true, false]) {
      await using hub = await startHub();
      hub.emulator.faults.add({ kind: 'reset', applied }, { method: 'PUT' });
      const expected = applied ? ['ada'] : ['UPSTREAM_UNAVAILABLE'];
      expect(told(await writersOf(hub).accounts.create([{ userName: 'ada' }]))).toEqual(expected);
      expect(hub.calls()).toEqual(['GET /api/user', 'PUT /api/user/ada', 'GET /api/user']);
    }
  });

  it('does not take an acknowledgement for the deed', async () => {
    await using hub = await startHub();
    hub.emulator.faults.add(answering({ status: 201 }), { method: 'PUT' });
    expect(told(await writersOf(hub).accounts.create([{ userName: 'ada' }]))).toEqual(['CONFLICT']);
  });

  it('takes a default role on top', async () => {
    await using hub = await startHub({ switches: { defaultRole: 'linux_team' } });
    expect(
      await writersOf(hub).accounts.create([{ userName: 'ada', grants: withoutOrganization('HR') }]),
    ).toMatchObject([{ assignments: [{ nativeRoleId: 'HR' }, { nativeRoleId: 'linux_team' }] }]);
  });

  it('refuses what cannot be, by its place in the input and without a call', async () => {
    await using hub = await startHub();
    const password = (text: string) => ({ userName: 'ada', password: createSecret(text) });
    const answers = await writersOf(hub).accounts.create([
      password('x'.repeat(21)),
      password(''),
      { userName: 'a\nb' },
      { userName: '..' },
      {},
      { userName: 'ada', grants: [{ nativeRoleId: 'admin', organizationId: 'north' }] },
    ]);
    expect(answers).toMatchObject(
      ['password', 'password', 'userName', 'userName', 'userName', 'grants'].map((field) => ({
        code: 'BAD_INPUT',
        inputPath: [field],
      })),
    );
    expect(hub.calls()).toEqual([]);
  });

  it('takes a password of twenty characters', async () => {
    await using hub = await startHub();
    const password = createSecret('Aa1-5678901234567890');
    expect(told(await writersOf(hub).accounts.create([{ userName: 'ada', password }]))).toEqual(['ada']);
  });
});

describe('updating an account', () => {
  it.each(hubs)('P42: changes what is named and keeps the rest, on a hub that %s', async (_, switches) => {
    await using hub = await startHub({ switches });
    const { update } = writersOf(hub);
    const account = await readOne(hub.backend, 'user_1');
    const updated = await update(account, { displayName: 'User One' });
    expect(updated).toMatchObject({ displayName: 'User One', vendor: { timeZone: 'Europe/Oslo' } });
    await update(account, { email: null, timeZone: 'Asia/Tokyo', password: createSecret('Bb2-56789') });
    expect(hub.emulator.state.internal.get('user_1')).toEqual({
      id: 'user_1',
      name: 'User One',
      email: '',
      roles: ['linux_team'],
      external: false,
      time_zone: 'Asia/Tokyo',
    });
    expect(hub.emulator.state.passwords.get('user_1')).toBe('Bb2-56789');
    expectConformance('cfengine', hub.emulator);
  });

  it.each(hubs)(
    'G15: annotates an external one and keeps its roles, on a hub that %s',
    async (_, switches) => {
      for (const externalRoles of ['annotated', 'ignored'] as const) {
        await using hub = await startHub({ switches: { ...switches, externalRoles } });
        const calvin = await writersOf(hub).update(await readOne(hub.backend, 'calvin'), {
          displayName: 'Calvin',
        });
        expect(calvin).toMatchObject({ displayName: 'Calvin', external: true });
        expect(hub.emulator.state.external.get('calvin')).toEqual({
          id: 'calvin',
          name: 'Calvin',
          roles: ['Huguenots', 'Marketing'],
          external: true,
        });
        expectConformance('cfengine', hub.emulator);
      }
    },
  );

  it('is UPSTREAM_REJECTED, and changes nothing, where the hub takes no roles of external ones', async () => {
    await using hub = await startHub({ switches: { externalRoles: 'refused' } });
    const update = writersOf(hub).update(await readOne(hub.backend, 'calvin'), { displayName: 'Calvin' });
    await expect(update).rejects.toMatchObject({ code: 'UPSTREAM_REJECTED', status: 422 });
    expect(hub.emulator.state.external.get('calvin')).not.toHaveProperty('name');
  });

  it('G15: refuses the password of an external one as IMMUTABLE, and one that is too long, without a call', async () => {
    await using hub = await startHub();
    const { update } = writersOf(hub);
    const [calvin, user] = [await readOne(hub.backend, 'calvin'), await readOne(hub.backend, 'user_1')];
    hub.emulator.forget();
    await expect(update(calvin, { password: createSecret('Bb2-56789') })).rejects.toMatchObject({
      code: 'IMMUTABLE',
    });
    await expect(update(user, { password: createSecret('x'.repeat(21)) })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      inputPath: ['password'],
    });
    expect(hub.calls()).toEqual([]);
  });
});

describe('deleting an account', () => {
  it('takes one read and one deletion', async () => {
    await using hub = await startHub();
    const account = await readOne(hub.backend, 'user_1');
    hub.emulator.forget();
    await writersOf(hub).accounts.delete(account);
    expectConformance('cfengine', hub.emulator);
    expect(hub.calls()).toEqual(['GET /api/user', 'DELETE /api/user/user_1']);
    expect(told(await hub.backend.getAccounts(['user_1']))).toEqual([null]);
    await expect(writersOf(hub).accounts.delete(account)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each(['refused', 'not-found', 'silent'] as const)(
    'G15: is IMMUTABLE for an external one, without a call, where the hub would be %s',
    async (externalDelete) => {
      await using hub = await startHub({ switches: { externalDelete } });
      const calvin = await readOne(hub.backend, 'calvin');
      hub.emulator.forget();
      await expect(writersOf(hub).accounts.delete(calvin)).rejects.toMatchObject({ code: 'IMMUTABLE' });
      expect(hub.calls()).toEqual([]);
    },
  );
});
