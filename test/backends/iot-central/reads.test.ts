import { afterEach, describe, expect, it } from 'vitest';
import { BackendError } from '../../../src/domain/errors.ts';
import type { IotCentralOptions } from '../../../src/emulators/iot-central/emulator.ts';
import { iotCentralRoles } from '../../../src/emulators/iot-central/ids.ts';
import { inventPeople } from '../../../src/emulators/population.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { answering } from '../../faults.ts';
import { listAll } from '../reading.ts';
import { callsOf, errorOf, type RunningApplication, startApplication } from './application.ts';

let application: RunningApplication;
const start = async (options: IotCentralOptions = {}): Promise<RunningApplication> => {
  application = await startApplication(options);
  return application;
};
afterEach(() => application.close());

const people = inventPeople({ seed: 1, size: 60 });

describe('the list of accounts', () => {
  it.each([
    [{ nextLinkStyle: 'absolute' }, 'as the contract has it'],
    [{ nextLinkStyle: 'relative' }, 'not as the contract has it'],
    [{ lastPage: 'empty-page' }, 'as the contract has it'],
    [{ lastPage: 'null-link' }, 'not as the contract has it'],
    [{ emailCase: 'kept' }, 'as the contract has it'],
    [{ repeatedApiVersion: 'refused' }, 'as the contract has it'],
  ] as const)('is complete in as many calls as pages under %o, %s', async (switches, conformance) => {
    const { emulator } = await start({ people, switches: { pageSize: 10, ...switches } });
    const accounts = await listAll(application.backend);
    expect(accounts.map(({ ref }) => ref.id)).toEqual([...emulator.state.users.keys()]);
    expect(accounts.map(({ email }) => email ?? undefined)).toEqual(
      [...emulator.state.users.values()].map(({ email }) => email),
    );
    const pages = Math.ceil(accounts.length / 10);
    expect(callsOf(application)).toEqual(Array.from({ length: pages }, () => 'GET /api/users'));
    expect(emulator.requests.every(({ target }) => target.includes('api-version=2022-07-31'))).toBe(true);
    if (conformance === 'as the contract has it') expectConformance('iot-central', emulator);
  });

  it('of 100 accounts on one page is one call, roles and organizations included', async () => {
    const { emulator } = await start({ people: inventPeople({ seed: 2, size: 200 }) });
    for (const id of [...emulator.state.users.keys()].slice(100)) emulator.state.users.delete(id);
    const accounts = await listAll(application.backend);
    expect(accounts).toHaveLength(100);
    expect(accounts.every(({ assignments }) => assignments.length > 0)).toBe(true);
    expect(callsOf(application)).toHaveLength(1);
  });

  it('ends with an empty page where the last one was full', async () => {
    const { emulator } = await start({ switches: { lastPage: 'empty-page', pageSize: 4 } });
    expect(emulator.state.users.size).toBe(8);
    expect(await listAll(application.backend)).toHaveLength(8);
    expect(callsOf(application)).toHaveLength(3);
  });

  it('goes on where an earlier page ended', async () => {
    const { backend } = await start({ people, switches: { pageSize: 10 } });
    const pages = await Array.fromAsync(backend.listAccounts());
    const rest = await Array.fromAsync(backend.listAccounts({ from: pages[0]?.next ?? undefined }));
    expect(rest).toEqual(pages.slice(1));
    expect(pages.at(-1)?.next).toBeNull();
  });

  it.each([
    'https://evil.example/api/users?api-version=2022-07-31',
    '//evil.example/api/users?api-version=2022-07-31',
    '/api/roles?api-version=2022-07-31',
    '/api/users/../apiTokens?api-version=2022-07-31',
    '/api/users',
    '/api/users?api-version=2021-04-30-preview',
    'nonsense',
  ])('P25: refuses to start at %s without a call', async (from) => {
    const { backend } = await start();
    const error = await errorOf(Array.fromAsync(backend.listAccounts({ from })));
    expect(error.code).toBe('BAD_INPUT');
    expect(callsOf(application)).toEqual([]);
  });

  it('keeps a user of a type newer than this code', async () => {
    await start({ switches: { futureUserType: 'managedIdentity' } });
    const accounts = await listAll(application.backend);
    expect(accounts.at(-1)).toMatchObject({ kind: 'UNKNOWN', vendor: { type: 'managedIdentity' } });
  });

  it('P28: throws where a later page fails, and never ends early', async () => {
    const { backend, emulator } = await start({ people, switches: { pageSize: 10 } });
    const fault = answering({ status: 500, json: { error: { code: 'Internal' } } });
    emulator.faults.add(fault, { after: 2 });
    const error = await errorOf(Array.fromAsync(backend.listAccounts()));
    expect(error).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      operation: 'Users_List',
      status: 500,
      vendorCode: 'Internal',
    });
  });

  it('hides nobody behind an account that is deleted meanwhile', async () => {
    const { backend, emulator } = await start({ switches: { pageSize: 3 } });
    const ids: string[] = [];
    for await (const { entries } of backend.listAccounts()) {
      ids.push(...entries.map(({ ref }) => ref.id));
      emulator.state.users.delete(ids[0] ?? '');
    }
    expect(ids).toEqual(expect.arrayContaining([...emulator.state.users.keys()]));
  });
});

describe('accounts by id', () => {
  it('are one call each, in the order asked, with null for a stranger', async () => {
    const { backend, emulator } = await start();
    const [auditor, stranger, principal] = await backend.getAccounts(['auditor', 'nobody', '123']);
    expect(auditor).toMatchObject({
      email: 'auditor@contoso.com',
      assignments: [
        {
          nativeRoleId: iotCentralRoles.customOrganization,
          nativeRoleName: undefined,
          organizationId: 'seattle',
        },
      ],
    });
    expect(stranger).toBeNull();
    expect(principal).toMatchObject({ kind: 'SERVICE' });
    expect(callsOf(application)).toEqual([
      'GET /api/users/auditor',
      'GET /api/users/nobody',
      'GET /api/users/123',
    ]);
    expectConformance('iot-central', emulator);
  });

  it('that fail alone harm no other', async () => {
    const { backend, emulator } = await start();
    emulator.faults.add(answering({ status: 503 }), { target: /auditor/ });
    const [auditor, principal] = await backend.getAccounts(['auditor', '123']);
    expect(auditor).toBeInstanceOf(BackendError);
    expect(auditor).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', operation: 'Users_Get', retryable: true });
    expect(principal).toMatchObject({ ref: { id: '123' } });
  });

  it.each([
    '',
    '.',
    '..',
    '../roles/x',
    'a/b',
    'a%2fb',
    'a?x=1',
    'a#b',
    'a\r\nX-Admin: 1',
    'a\u0000',
    '\ud800',
    'é',
    'x'.repeat(49),
    'x'.repeat(8192),
  ])('P25: is null for an id that no user can have, without a call: %j', async (id) => {
    const { backend } = await start();
    expect(await backend.getAccounts([id])).toEqual([null]);
    expect(callsOf(application)).toEqual([]);
  });

  it('P28: is no null where the application is gone and a web page answers', async () => {
    const { backend, emulator } = await start();
    const answer = {
      status: 404,
      text: '<h1>404 Web Site not found.</h1>',
      headers: { 'content-type': 'text/html' },
    };
    emulator.faults.add(answering(answer));
    const [account] = await backend.getAccounts(['auditor']);
    expect(account).toMatchObject({ code: 'UPSTREAM_INVALID' });
  });
});

describe('native roles', () => {
  it('are listed with the place of the built-in ones, and never as complete', async () => {
    const { backend, emulator } = await start();
    const { roles, complete } = await backend.listNativeRoles();
    expect(complete).toBe(false);
    expect(roles.slice(0, 7).map(({ name, scope, builtIn }) => [name, scope, builtIn])).toEqual([
      ['Administrator', 'APPLICATION', true],
      ['Builder', 'APPLICATION', true],
      ['Operator', 'APPLICATION', true],
      ['Org Admin', 'ORGANIZATION', true],
      ['Org Operator', 'ORGANIZATION', true],
      ['Org Viewer', 'ORGANIZATION', true],
      ['Example custom role', null, false],
    ]);
    expect(callsOf(application)).toEqual(['GET /api/roles']);
    expectConformance('iot-central', emulator);
  });

  it('of organizations are missing until there is one', async () => {
    const { backend } = await start({ organizations: false });
    const { roles } = await backend.listNativeRoles();
    expect(roles.some(({ scope }) => scope === 'ORGANIZATION')).toBe(false);
  });
});

describe('a check', () => {
  it('is one call', async () => {
    const { backend } = await start({ switches: { pageSize: 2 } });
    await backend.check();
    expect(callsOf(application)).toEqual(['GET /api/roles']);
  });

  it('tells refused credentials from other failures', async () => {
    const { backend } = await start({ credential: 'SharedAccessSignature sr=other' });
    expect(await errorOf(backend.check())).toMatchObject({
      code: 'UPSTREAM_REFUSED',
      status: 401,
      vendorCode: 'Unauthorized',
      retryable: false,
    });
  });

  it.each([
    [null, null],
    [7, 7000],
  ])('tells too many calls, with Retry-After %s', async (retryAfterSeconds, retryAfterMs) => {
    const { backend, emulator } = await start();
    const headers = retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) };
    emulator.faults.add(answering({ status: 429, headers }));
    expect(await errorOf(backend.check())).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterMs,
      retryable: true,
    });
  });
});
