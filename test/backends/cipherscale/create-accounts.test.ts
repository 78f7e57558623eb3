import { afterEach, describe, expect, test } from 'vitest';
import type { NewAccount } from '../../../src/backends/backend.ts';
import type { Account } from '../../../src/domain/account.ts';
import { BackendError } from '../../../src/domain/errors.ts';
import { cipherscaleIds } from '../../../src/emulators/cipherscale/ids.ts';
import type { Fault } from '../../../src/emulators/faults.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { altering, answering } from '../../faults.ts';
import { callsOf, codeOf, startTenant, type Tenant } from './tenant.ts';

const { groups } = cipherscaleIds;
const unknownGroup = '7a000000-0000-4000-8000-00000000ffff';

let tenant: Tenant;
const start = async (options: Parameters<typeof startTenant>[0] = {}) => {
  tenant = await startTenant(options);
  return tenant;
};
afterEach(() => tenant.close());

const create = async (accounts: readonly NewAccount[]): Promise<readonly (Account | BackendError)[]> => {
  tenant.emulator.forget();
  return (await tenant.backend.accountWriter?.create(accounts)) ?? [];
};

const newcomers = (count: number): readonly NewAccount[] =>
  Array.from({ length: count }, (_, at) => ({ email: `New.${at}@company.com`, groups: [groups.everyone] }));

/** E-mails of what was created, codes of what was refused. */
const outcomesOf = (results: readonly (Account | BackendError)[]) =>
  results.map((result) => (result instanceof BackendError ? result.code : result.email));

const postsOf = ({ emulator }: Tenant) => callsOf(emulator).filter((call) => call.startsWith('POST'));

const mailsSent = ({ emulator }: Tenant) =>
  [...emulator.state.mails.values()].reduce((sum, count) => sum + count, 0);

test('one account is a list, a call and a read', async () => {
  const { emulator } = await start();
  const [account] = await create([
    { email: 'Nora.New@company.com', groups: [groups.contractors, groups.contractors] },
  ]);
  expect(account).toMatchObject({
    email: 'Nora.New@company.com',
    status: 'INVITED',
    groups: [{ id: groups.contractors, name: 'Contractors' }],
  });
  const id = account instanceof BackendError ? '' : account?.ref.id;
  expect(callsOf(emulator)).toEqual(['GET /users?limit=100&offset=0', 'POST /users', `GET /users/${id}`]);
  expectConformance('cipherscale', emulator);
});

test('many accounts are calls of a hundred in turn, and the list again', async () => {
  const { emulator } = await start();
  const results = await create(newcomers(201));
  expect(outcomesOf(results)).toEqual(newcomers(201).map(({ email }) => email));
  expect(callsOf(emulator).filter((call) => !call.startsWith('GET'))).toEqual(Array(3).fill('POST /users'));
  const sizes = emulator.requests
    .filter(({ method }) => method === 'POST')
    .map(({ body }) => JSON.parse(body).length);
  expect(sizes).toEqual([100, 100, 1]);
  expect(mailsSent(tenant)).toBe(201);
  expectConformance('cipherscale', emulator);
});

test.each([
  { createAnswer: 'array' as const },
  { createAnswer: 'mirrored' as const },
  { createStatus: 200 as const },
  { unknownFields: 'refused' as const },
])('an account is created where the backend has %j', async (switches) => {
  await start({ switches });
  expect(outcomesOf(await create(newcomers(1)))).toEqual(['New.0@company.com']);
});

describe('without a call', () => {
  test('an account needs an address and a group, each told at its place', async () => {
    const { emulator } = await start();
    const results = await create([
      { groups: [groups.everyone] },
      { email: 'a@@b', groups: [groups.everyone] },
      { email: 'a@company.com' },
      { email: 'b@company.com', groups: [] },
      { email: 'c@company.com', groups: ['everyone'] },
    ]);
    expect(results.map((result) => [codeOf(result), (result as BackendError).inputPath])).toEqual([
      ['BAD_INPUT', ['email']],
      ['BAD_INPUT', ['email']],
      ['BAD_INPUT', ['groups']],
      ['BAD_INPUT', ['groups']],
      ['BAD_INPUT', ['groups']],
    ]);
    expect(emulator.requests).toEqual([]);
  });
});

test('P43: an address that exists, in any case, or stands twice is ALREADY_EXISTS and is not sent', async () => {
  const { emulator } = await start({ switches: { duplicateEmail: 'accepted' } });
  const results = await create([
    { email: 'JANE.smith@company.com', groups: [groups.everyone] },
    { email: 'nora@company.com', groups: [groups.everyone] },
    { email: 'Nora@Company.com', groups: [groups.everyone] },
  ]);
  expect(outcomesOf(results)).toEqual(['ALREADY_EXISTS', 'nora@company.com', 'ALREADY_EXISTS']);
  expect(
    emulator.requests.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body)),
  ).toEqual([[{ email: 'nora@company.com', groups: [groups.everyone] }]]);
});

test('P43: where every address exists nothing is sent', async () => {
  await start();
  expect(outcomesOf(await create([{ email: 'jane.smith@company.com', groups: [groups.everyone] }]))).toEqual([
    'ALREADY_EXISTS',
  ]);
  expect(postsOf(tenant)).toEqual([]);
});

test('nothing is sent where the list cannot be read', async () => {
  const { emulator } = await start();
  emulator.faults.add(answering({ status: 503 }), { method: 'GET' });
  await expect(create(newcomers(1))).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  expect(postsOf(tenant)).toEqual([]);
});

describe('a call that fails is not repeated, and the list tells what it created', () => {
  const applied: readonly (readonly [string, Fault])[] = [
    ['500 after applying', answering({ status: 500 }, { applied: true })],
    ['a reset after applying', { kind: 'reset', applied: true }],
    ['half a body', { kind: 'half-body' }],
    ['a hang after applying', { kind: 'hang', applied: true }],
    ['an answer of unknown shape', answering({ status: 201, json: { ok: true } }, { applied: true })],
  ];
  test.each(applied)('P23: %s', async (_, fault) => {
    const { emulator } = await start();
    emulator.faults.add(fault, { method: 'POST' });
    const results = await create(newcomers(3));
    expect(outcomesOf(results)).toEqual(['New.0@company.com', 'New.1@company.com', 'New.2@company.com']);
    expect(postsOf(tenant)).toHaveLength(1);
    expect(mailsSent(tenant)).toBe(3);
  });

  test.each([
    ['500', answering({ status: 500 }), 'UPSTREAM_UNAVAILABLE'],
    ['429', answering({ status: 429, headers: { 'retry-after': '1' } }), 'RATE_LIMITED'],
    ['a reset', { kind: 'reset', applied: false }, 'UPSTREAM_UNAVAILABLE'],
  ] as const)('P23: %s before applying', async (_, fault, code) => {
    const { emulator } = await start();
    emulator.faults.add(fault, { method: 'POST' });
    expect(outcomesOf(await create(newcomers(2)))).toEqual([code, code]);
    expect(postsOf(tenant)).toHaveLength(1);
    expect(mailsSent(tenant)).toBe(0);
  });

  test('those created before the one that was refused are told from those after', async () => {
    await start({ switches: { bulkCreate: 'partial' } });
    const [one, two, three] = newcomers(3);
    const results = await create(
      [one, { ...two, groups: [unknownGroup] }, three].filter((account) => account !== undefined),
    );
    expect(outcomesOf(results)).toEqual(['New.0@company.com', 'UPSTREAM_REJECTED', 'UPSTREAM_REJECTED']);
    expect(String(results[2])).toMatch(/for 3 accounts together; this one was not created/);
    expect(mailsSent(tenant)).toBe(1);
  });

  test.each([400, 404] as const)(
    'a call refused with %i says nothing about the next',
    async (unknownReference) => {
      await start({ switches: { unknownReference } });
      const [first, ...others] = newcomers(101);
      const results = await create([{ ...first, groups: [unknownGroup] }, ...others]);
      const refused = unknownReference === 400 ? 'UPSTREAM_REJECTED' : 'NOT_FOUND';
      expect(outcomesOf(results)).toEqual([...Array(100).fill(refused), 'New.100@company.com']);
    },
  );

  test('after any other failure the rest is not sent', async () => {
    const { emulator } = await start();
    emulator.faults.add(answering({ status: 502 }, { applied: true }), { method: 'POST', after: 1 });
    const results = await create(newcomers(201));
    expect(outcomesOf(results.slice(0, 200))).toEqual(newcomers(200).map(({ email }) => email));
    expect(codeOf(results[200])).toBe('UPSTREAM_UNAVAILABLE');
    expect(String(results[200])).toMatch(/not sent/);
    expect(postsOf(tenant)).toHaveLength(2);
    expect(mailsSent(tenant)).toBe(200);
  });

  test('what cannot be read back is unknown, and said to be', async () => {
    const { emulator } = await start();
    emulator.faults.add({ kind: 'reset', applied: true }, { method: 'POST' });
    emulator.faults.add(answering({ status: 500 }), { method: 'GET', after: 1 });
    const [result] = await create(newcomers(1));
    expect(result).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(String(result)).toMatch(/whether it exists is unknown/);
  });
});

test('an account that someone else created meanwhile, in other groups, is a CONFLICT', async () => {
  const { emulator } = await start();
  emulator.faults.add(
    altering(() => {
      for (const group of emulator.state.groups.values()) group.members.clear();
      return { status: 409, json: { statusCode: 409, message: 'User already exists', error: 'Conflict' } };
    }),
    { method: 'POST' },
  );
  expect(outcomesOf(await create(newcomers(1)))).toEqual(['CONFLICT']);
});
