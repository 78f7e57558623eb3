import { describe, expect, it } from 'vitest';
import type { Backend, NewAccount, Page } from '../../src/backends/backend.ts';
import type { Account } from '../../src/domain/account.ts';
import { type AssignmentRef, keyOfAssignment } from '../../src/domain/assignment.ts';
import { BackendError, type ErrorCode } from '../../src/domain/errors.ts';
import type { Emulator, ReceivedRequest } from '../../src/emulators/emulator.ts';
import type { Fault } from '../../src/emulators/faults.ts';
import { type Contract, expectConformance } from '../contracts/conformance.ts';
import { hostileIds } from './hostile-ids.ts';

/** One kind of backend, made ready to be held against the contract of the port. */
export type Fixture = {
  readonly contract: Contract;
  /** An emulator with about this many invented people, lists in pages of ten, and the adapter on it. */
  start(options: {
    readonly people: number;
    readonly timeoutMs?: number;
    readonly maxResponseBytes?: number;
  }): Promise<Subject>;
};

export type Subject = {
  readonly backend: Backend;
  readonly emulator: Emulator;
  /** What the emulator holds now, as the port should tell it. */
  truth(): readonly Truth[];
  /** An account that may be edited freely, and a native role that it does not hold. */
  readonly editable: { readonly id: string; readonly spare: AssignmentRef };
  /** An id of the right form that no account has. */
  readonly missingId: string;
  /** Gives the editable account its spare role behind the adapter's back. */
  grantBehind(): void;
  /** All that the emulator holds of the editable account besides its roles. */
  besidesRoles(): unknown;
  /** Accounts to create: a new one, and one that would overwrite the editable one or take its name. */
  readonly fresh: NewAccount;
  readonly taken: NewAccount;
  /** Fits the raw target of a request for a page of the account list. */
  readonly listTarget: RegExp;
  /** The account id, decoded, that a single read asks for; `null` for another request, or one whose path has grown or shrunk. */
  idAskedFor(request: ReceivedRequest): string | null;
  /** Makes what the backend says of this one account unreadable wherever it is read alone or in a batch. */
  spoil(id: string): void;
  close(): Promise<void>;
};

export type Truth = {
  readonly id: string;
  readonly email: string | null;
  readonly grants: readonly AssignmentRef[];
};

/** One promise of the port. `prove` rejects where an adapter breaks it. */
export type Check = { readonly title: string; readonly prove: (fixture: Fixture) => Promise<void> };

/** Holds an adapter against the port: `adapterContract('IoT Central', fixture)` in a test file of its own. */
export const adapterContract = (name: string, fixture: Fixture): void => {
  describe(`${name} keeps the contract of the port`, () => {
    for (const { title, prove } of checks) it(title, () => prove(fixture));
  });
};

const withSubject = async (
  fixture: Fixture,
  options: Parameters<Fixture['start']>[0],
  prove: (subject: Subject) => Promise<void>,
): Promise<void> => {
  const subject = await fixture.start(options);
  try {
    await prove(subject);
  } finally {
    await subject.close();
  }
};

const check = (
  title: string,
  prove: (subject: Subject, fixture: Fixture) => Promise<void>,
  options: Partial<Parameters<Fixture['start']>[0]> = {},
): Check => ({
  title,
  prove: (fixture) => withSubject(fixture, { people: 35, ...options }, (subject) => prove(subject, fixture)),
});

/** A function that answers for ever what it was first given. */
const rememberFirst = () => {
  const given: unknown[] = [];
  return (value: unknown): unknown => {
    given.push(value);
    return given[0];
  };
};

export const listAll = async (backend: Backend): Promise<readonly Account[]> => {
  const pages: Page<Account>[] = [];
  for await (const page of backend.listAccounts({ pageSize: 10 })) pages.push(page);
  return pages.flatMap(({ entries }) => entries);
};

const toTruth = ({ ref, email, assignments }: Account): Truth => ({ id: ref.id, email, grants: assignments });

const comparable = (accounts: readonly Truth[]) =>
  accounts
    .map(({ id, email, grants }) => ({
      id,
      email: email?.toLowerCase() ?? null,
      grants: [...new Set(grants.map(keyOfAssignment))].toSorted(),
    }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));

const readOne = async (backend: Backend, id: string): Promise<Account> => {
  const [found] = await backend.getAccounts([id]);
  if (found === null || found === undefined) throw new Error(`there is no ${id}`);
  if (found instanceof Error) throw found;
  return found;
};

const directGrants = async (backend: Backend, account: Account): Promise<readonly AssignmentRef[]> => {
  const [assignments = account.assignments] = (await backend.getAssignments?.([account])) ?? [];
  if (assignments instanceof Error) throw assignments;
  return assignments
    .filter(({ origin }) => origin?.kind !== 'INHERITED')
    .map(({ nativeRoleId, organizationId }) => ({ nativeRoleId, organizationId }));
};

const expectFailure = async (
  code: ErrorCode | readonly ErrorCode[],
  attempt: Promise<unknown>,
): Promise<BackendError> => {
  const outcome = await attempt.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('value' in outcome)
    throw new Error(`expected ${code}, got an answer: ${JSON.stringify(outcome.value).slice(0, 200)}`);
  expect(outcome.error).toBeInstanceOf(BackendError);
  expect([code].flat()).toContain((outcome.error as BackendError).code);
  return outcome.error as BackendError;
};

/** One lookup's failure, thrown or in its slot. */
const lookup = async (backend: Backend, id: string): Promise<unknown> => {
  const [found] = await backend.getAccounts([id]);
  if (found instanceof Error) throw found;
  return found;
};

const failing = (status: number, headers: Readonly<Record<string, string>> = {}): Fault => ({
  kind: 'status',
  applied: false,
  answer: { status, headers, text: 'secret-of-the-backend' },
});

export const checks: readonly Check[] = [
  check(
    'lists every account once, over several pages, with its roles and their organizations',
    async ({ backend, emulator, truth, listTarget }, { contract }) => {
      expect(comparable((await listAll(backend)).map(toTruth))).toEqual(comparable(truth()));
      const pages = emulator.requests.filter(({ target }) => listTarget.test(target)).length;
      expect(pages).toBeGreaterThan(1);
      expect(emulator.requests).toHaveLength(pages);
      expectConformance(contract, emulator);
    },
  ),

  check('resumes a list where a page ended', async ({ backend, truth }) => {
    const [first] = await Array.fromAsync(backend.listAccounts({ pageSize: 10 }));
    expect(first?.next).not.toBeNull();
    const rest: Account[] = [];
    for await (const page of backend.listAccounts({ pageSize: 10, from: first?.next ?? undefined }))
      rest.push(...page.entries);
    expect([...(first?.entries ?? []), ...rest]).toHaveLength(truth().length);
  }),

  check('refuses to resume from what no list gave', async ({ backend, emulator }) => {
    const outcome = await Array.fromAsync(backend.listAccounts({ from: 'https://evil.example/api' })).catch(
      (error) => error,
    );
    expect(outcome).toMatchObject({ code: 'BAD_INPUT' });
    expect(emulator.requests).toHaveLength(0);
  }),

  check(
    'answers one for one, in the order asked, with null where there is none',
    async ({ backend, truth, missingId }) => {
      const known = truth().toReversed().slice(0, 12);
      const ids = [
        ...known.slice(0, 5).map(({ id }) => id),
        missingId,
        ...known.slice(5).map(({ id }) => id),
      ];
      const found = await backend.getAccounts(ids);
      expect(found.map((one) => (one instanceof Error ? one : (one?.ref.id ?? null)))).toEqual(
        ids.map((id) => (id === missingId ? null : id)),
      );
      for (const [at, one] of found.entries())
        if (one !== null && !(one instanceof Error))
          expect(comparable([toTruth(one)])).toEqual(comparable(truth().filter(({ id }) => id === ids[at])));
    },
  ),

  check('lets one account that cannot be read harm no other', async ({ backend, truth, spoil, editable }) => {
    spoil(editable.id);
    const ids = truth()
      .map(({ id }) => id)
      .slice(0, 20);
    const asked = [...new Set([...ids.slice(0, 7), editable.id, ...ids.slice(7)])];
    const found = await backend.getAccounts(asked);
    for (const [at, id] of asked.entries()) {
      if (id === editable.id) expect(found[at]).toBeInstanceOf(BackendError);
      else expect(found[at]).toMatchObject({ ref: { id } });
    }
  }),

  check('sees a change that someone else made', async ({ backend, editable, grantBehind }) => {
    const before = await readOne(backend, editable.id);
    grantBehind();
    const after = await readOne(backend, editable.id);
    expect(before.assignments.map(keyOfAssignment)).not.toContain(keyOfAssignment(editable.spare));
    expect(after.assignments.map(keyOfAssignment)).toContain(keyOfAssignment(editable.spare));
  }),

  check(
    'P27: ends in an error, not in a shorter list, when a later page fails',
    async ({ backend, emulator, listTarget }) => {
      emulator.faults.add(failing(500), { target: listTarget, after: 1 });
      await expectFailure('UPSTREAM_UNAVAILABLE', listAll(backend));
    },
  ),

  check(
    'P27: ends in an error when the same page comes for ever',
    async ({ backend, emulator, listTarget }) => {
      const remember = rememberFirst();
      emulator.faults.add(
        { kind: 'alter', alter: (answer) => ({ ...answer, json: remember(answer.json) }) },
        { target: listTarget },
      );
      await expectFailure(['UPSTREAM_INCOMPLETE', 'UPSTREAM_INVALID'], listAll(backend));
      expect(emulator.requests.length).toBeLessThan(10);
    },
  ),

  ...(
    [
      ['401', failing(401), 'UPSTREAM_REFUSED'],
      ['403', failing(403), 'UPSTREAM_REFUSED'],
      ['429', failing(429, { 'retry-after': '7' }), 'RATE_LIMITED'],
      ['500', failing(500), 'UPSTREAM_UNAVAILABLE'],
      ['503', failing(503), 'UPSTREAM_UNAVAILABLE'],
      ['a reset', { kind: 'reset', applied: false }, 'UPSTREAM_UNAVAILABLE'],
      ['half a body', { kind: 'half-body' }, 'UPSTREAM_UNAVAILABLE'],
      ['silence', { kind: 'hang', applied: false }, 'UPSTREAM_TIMEOUT'],
      [
        'HTML with 200',
        {
          kind: 'status',
          applied: false,
          answer: {
            status: 200,
            headers: { 'content-type': 'text/html' },
            text: '<html>secret-of-the-backend</html>',
          },
        },
        'UPSTREAM_INVALID',
      ],
      ['a number', { kind: 'status', applied: false, answer: { status: 200, json: 7 } }, 'UPSTREAM_INVALID'],
      ['null', { kind: 'status', applied: false, answer: { status: 200, json: null } }, 'UPSTREAM_INVALID'],
      [
        'an object of another kind',
        {
          kind: 'status',
          applied: false,
          answer: { status: 200, json: JSON.parse('{"__proto__":{"isAdmin":true},"hello":"world"}') },
        },
        'UPSTREAM_INVALID',
      ],
      ['a redirect', failing(302, { location: 'http://127.0.0.1:9/elsewhere' }), 'UPSTREAM_INVALID'],
    ] satisfies readonly (readonly [string, Fault, ErrorCode])[]
  ).map(([name, fault, code]) =>
    check(
      `P27: ${name} is ${code}, in a list and in a look-up, and its content is not repeated`,
      async ({ backend, emulator, editable }) => {
        emulator.faults.add(fault);
        for (const attempt of [() => listAll(backend), () => lookup(backend, editable.id)]) {
          const error = await expectFailure(code, attempt());
          expect(error.message).not.toContain('secret-of-the-backend');
          if (name === '429') expect(error.retryAfterMs).toBe(7000);
        }
      },
      { people: 3, timeoutMs: 250 },
    ),
  ),

  check(
    'P27: an answer beyond the size limit is UPSTREAM_INVALID',
    async ({ backend, emulator }) => {
      emulator.faults.add({
        kind: 'status',
        applied: false,
        answer: { status: 200, text: 'x'.repeat(200_000) },
      });
      await expectFailure('UPSTREAM_INVALID', listAll(backend));
    },
    { people: 1, maxResponseBytes: 100_000 },
  ),

  check(
    'P25: an id arrives as exactly one encoded part of the request, or is not sent at all',
    async ({ backend, emulator, idAskedFor }) => {
      for (const id of hostileIds) {
        emulator.forget();
        const [found] = await backend.getAccounts([id]);
        expect(
          found === null || found instanceof BackendError,
          `${JSON.stringify(id.slice(0, 40))} was found`,
        ).toBe(true);
        for (const request of emulator.requests) {
          expect(request.target).toMatch(/^[\x21-\x7e]+$/);
          expect(idAskedFor(request)).toBe(id);
        }
      }
    },
    { people: 3 },
  ),

  check(
    'P42: a grant and a revocation change that assignment and nothing else',
    async ({ backend, editable, truth, besidesRoles }) => {
      const writer = backend.roleWriter;
      if (writer === undefined) return;
      const held = () => comparable(truth().filter(({ id }) => id === editable.id))[0]?.grants;
      const others = () => comparable(truth().filter(({ id }) => id !== editable.id));
      const [heldBefore, othersBefore, restBefore] = [held(), others(), besidesRoles()];

      const account = await readOne(backend, editable.id);
      const before = await directGrants(backend, account);
      await writer.write({
        account,
        before,
        after: [...before, editable.spare],
        grants: [editable.spare],
        revokes: [],
      });
      expect(held()).toEqual([...(heldBefore ?? []), keyOfAssignment(editable.spare)].toSorted());
      expect(besidesRoles()).toEqual(restBefore);

      const again = await readOne(backend, editable.id);
      await writer.write({
        account: again,
        before: await directGrants(backend, again),
        after: before,
        grants: [],
        revokes: [editable.spare],
      });
      expect(held()).toEqual(heldBefore);
      expect(others()).toEqual(othersBefore);
      expect(besidesRoles()).toEqual(restBefore);
    },
  ),

  check(
    'a role write that fails is told, and is sent once',
    async ({ backend, emulator, editable, listTarget }) => {
      const writer = backend.roleWriter;
      if (writer === undefined) return;
      const account = await readOne(backend, editable.id);
      const before = await directGrants(backend, account);
      emulator.forget();
      const isWrite = ({ method, target }: ReceivedRequest) => method !== 'GET' && !listTarget.test(target);
      for (const method of ['PATCH', 'PUT', 'POST']) emulator.faults.add(failing(500), { method });
      await expectFailure(
        'UPSTREAM_UNAVAILABLE',
        writer.write({
          account,
          before,
          after: [...before, editable.spare],
          grants: [editable.spare],
          revokes: [],
        }),
      );
      expect(emulator.requests.filter(isWrite)).toHaveLength(1);
    },
  ),

  check('creates an account and answers with it as read back', async ({ backend, fresh, truth }) => {
    const [created] = (await backend.accountWriter?.create([fresh])) ?? [];
    if (created === undefined || created instanceof Error) throw created ?? new Error('nothing was created');
    expect(truth().map(({ id }) => id)).toContain(created.ref.id);
    expect(created).toEqual(await readOne(backend, created.ref.id));
    if (fresh.email !== undefined) expect(created.email?.toLowerCase()).toBe(fresh.email.toLowerCase());
    for (const grant of fresh.grants ?? [])
      expect(created.assignments.map(keyOfAssignment)).toContain(keyOfAssignment(grant));
  }),

  check('P43: never overwrites an account that there is', async ({ backend, taken, truth, besidesRoles }) => {
    const [truthBefore, restBefore] = [comparable(truth()), besidesRoles()];
    const [refused] = (await backend.accountWriter?.create([taken])) ?? [];
    expect(refused).toMatchObject({ code: 'ALREADY_EXISTS' });
    expect(comparable(truth())).toEqual(truthBefore);
    expect(besidesRoles()).toEqual(restBefore);
  }),

  check(
    'tells what it would refuse to create, the same account twice among it, and writes nothing',
    async ({ backend, emulator, fresh, taken }) => {
      emulator.forget();
      const obstacles = await backend.accountWriter?.findObstacles([fresh, taken, fresh]);
      const exists = expect.objectContaining({ code: 'ALREADY_EXISTS' });
      expect(obstacles).toEqual([null, exists, exists]);
      expect(emulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    },
  ),

  check('deletes one account and no other', async ({ backend, editable, truth }) => {
    const others = comparable(truth().filter(({ id }) => id !== editable.id));
    await backend.accountWriter?.delete(await readOne(backend, editable.id));
    expect(comparable(truth())).toEqual(others);
    expect(await lookup(backend, editable.id)).toBeNull();
  }),

  check(
    'disables and enables, where it can, without touching roles',
    async ({ backend, editable, truth }) => {
      const setStatus = backend.accountWriter?.setStatus;
      if (setStatus === undefined) return;
      const before = comparable(truth());
      const disabled = await setStatus(await readOne(backend, editable.id), 'DISABLED');
      expect(disabled.status).toBe('DISABLED');
      expect((await setStatus(disabled, 'ACTIVE')).status).toBe('ACTIVE');
      expect(comparable(truth())).toEqual(before);
    },
  ),

  check('lists native roles that name every role held', async ({ backend, truth }) => {
    const { roles, complete } = await backend.listNativeRoles();
    expect(new Set(roles.map(({ id }) => id)).size).toBe(roles.length);
    if (!complete) return;
    const ids = new Set(roles.map(({ id }) => id));
    const held = new Set(truth().flatMap(({ grants }) => grants.map(({ nativeRoleId }) => nativeRoleId)));
    // A directory may have annotated roles that the backend does not define.
    const external = new Set(
      (await listAll(backend))
        .filter((account) => account.external === true)
        .flatMap(({ assignments }) => assignments.map(({ nativeRoleId }) => nativeRoleId)),
    );
    expect([...held].filter((id) => !ids.has(id) && !external.has(id))).toEqual([]);
  }),

  check('checks address and credentials with one call', async ({ backend, emulator }) => {
    await backend.check();
    expect(emulator.requests).toHaveLength(1);
    emulator.faults.add(failing(401));
    await expectFailure('UPSTREAM_REFUSED', backend.check());
  }),
];
