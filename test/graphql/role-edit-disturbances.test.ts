import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/emulators/faults.ts';
import type { BackendId, Gateway } from '../gateway.ts';
import {
  ada,
  backendGrounds,
  edit,
  type Ground,
  grounds,
  idOf,
  startGrounds,
  type Told,
  type ToldError,
  told,
  writesTo,
} from './grounds.ts';
import { shareGateway } from './shared-gateway.ts';

/** The method with which each backend changes roles. */
const verbs: Readonly<Record<BackendId, string>> = { iot: 'PATCH', etl: 'PUT', hub: 'POST', vpn: 'PATCH' };

/** Runs `act` as soon as the next `method` request has been answered for, before its answer leaves. */
const afterNext = (
  gateway: Gateway,
  { backend }: Ground,
  scope: { method: string; target?: RegExp; after?: number },
  act: () => void,
) =>
  gateway[backend].faults.add(
    {
      kind: 'alter',
      alter: (answer) => {
        // An emulator's answer holds its own records: what comes later must not show in it.
        const sent = structuredClone(answer);
        act();
        return sent;
      },
    },
    { ...scope, times: 1 },
  );

const tenNatives = Array.from({ length: 10 }, (_, at) => `1111111${at}-0000-4000-8000-000000000000`);

const plain = shareGateway(() =>
  startGrounds({ furtherNatives: tenNatives, config: 'limits: { mutations: 2 }' }),
);

describe('edits at once lose nothing', () => {
  it.each(grounds)('on $title: ten grants of one account', async (ground) => {
    const gateway = plain();
    ground.hold(gateway, ['unmanaged']);
    // CData Sync keeps five roles on an account, so there each is granted more than once.
    const granted = tenNatives.slice(0, ground.backend === 'etl' ? 4 : 10);
    const answers = await Promise.all(
      tenNatives.map((_, at) =>
        edit(gateway, ground, 'grantRoles', { natives: granted.slice(at % granted.length).slice(0, 1) }),
      ),
    );
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    expect(answers.flatMap((answer) => answer.granted).toSorted()).toEqual(granted);
    expect(ground.held(gateway)).toEqual([...granted, 'unmanaged']);
  });

  it.each(grounds)('on $title: two grants and a revocation', async (ground) => {
    const gateway = plain();
    ground.hold(gateway, ['unmanaged', 'x']);
    const answers = await Promise.all([
      edit(gateway, ground, 'grantRoles', { roles: ['reader'] }),
      edit(gateway, ground, 'revokeRoles', { roles: ['runner'] }),
      edit(gateway, ground, 'grantRoles', { natives: ['broad'] }),
    ]);
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    expect(ground.held(gateway)).toEqual(['broad', 'unmanaged', 'y']);
  });
});

describe('an answer that is lost', () => {
  const lost: readonly (readonly [title: string, (applied: boolean) => Fault])[] = [
    ['a status 500', (applied) => ({ kind: 'status', applied, answer: { status: 500, json: {} } })],
    ['a reset', (applied) => ({ kind: 'reset', applied })],
    ['a hang', (applied) => ({ kind: 'hang', applied })],
  ];
  const impatient = shareGateway(() => startGrounds({ backends: 'writes: true, timeoutMs: 400' }));

  /** The same on every backend at once: ada becomes a reader, while this befalls the write. */
  const befall = (fault: Fault): Promise<Readonly<Record<string, Told>>> =>
    onEach((ground) => {
      ground.hold(impatient(), ['unmanaged', 'x']);
      impatient()[ground.backend].faults.add(fault, { method: verbs[ground.backend], times: 1 });
      return edit(impatient(), ground, 'setRoles', { roles: ['reader'] });
    });
  const held = () => onEach(async (ground) => ground.held(impatient()));
  const writes = () => onEach(async (ground) => writesTo(impatient(), ground.backend).length);
  const done = told({ held: ['unmanaged', 'y'], granted: ['y'], revoked: ['x'] });
  const failed = (error: Partial<ToldError>) => (ground: Ground) =>
    told({
      held: null,
      errors: [expect.objectContaining({ path: null, backend: ground.backend, ...error })],
    });

  it.each(lost)('after the change is settled by reading: %s', async (_title, fault) => {
    expect(await befall(fault(true))).toEqual(forEach(() => done));
    expect(await held()).toEqual(forEach(() => ['unmanaged', 'y']));
    expect(await writes()).toEqual(forEach(() => 1));
  });

  it.each(lost)('before the change is an error that may be retried: %s', async (title, fault) => {
    const code = title === 'a hang' ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNAVAILABLE';
    expect(await befall(fault(false))).toEqual(forEach(failed({ code, retryable: true })));
    expect(await held()).toEqual(forEach(() => ['unmanaged', 'x']));
    expect(await writes()).toEqual(forEach(() => 1));

    const again = await onEach((ground) => edit(impatient(), ground, 'setRoles', { roles: ['reader'] }));
    expect(again).toEqual(forEach(() => done));
  });

  it('in its middle is settled by reading', async () => {
    expect(await befall({ kind: 'half-body' })).toEqual(forEach(() => done));
  });

  it('is no answer that refuses: that is told as it is', async () => {
    const answer = { status: 422, json: {} };
    expect(await befall({ kind: 'status', applied: false, answer })).toEqual(
      forEach(failed({ code: 'UPSTREAM_REJECTED', retryable: false })),
    );
  });

  it('with the reading after it leaves the outcome unknown, and the error says so', async () => {
    const down: Fault = { kind: 'status', applied: false, answer: { status: 503, json: {} } };
    const answers = await onEach((ground) => {
      ground.hold(impatient(), ['unmanaged', 'x']);
      afterNext(impatient(), ground, { method: verbs[ground.backend] }, () =>
        impatient()[ground.backend].faults.add(down, { method: 'GET' }),
      );
      return edit(impatient(), ground, 'setRoles', { roles: ['reader'] });
    });
    const message = expect.stringContaining('so whether it was done is not known');
    expect(answers).toEqual(forEach(failed({ code: 'UPSTREAM_UNAVAILABLE', retryable: true, message })));
    expect(await held()).toEqual(forEach(() => ['unmanaged', 'y']));
  });
});

/** What comes of a story on each backend, by its title. */
const onEach = async <T>(story: (ground: Ground) => Promise<T>): Promise<Readonly<Record<string, T>>> =>
  Object.fromEntries(
    await Promise.all(backendGrounds.map(async (ground) => [ground.title, await story(ground)] as const)),
  );

const forEach = <T>(expected: (ground: Ground) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(backendGrounds.map((ground) => [ground.title, expected(ground)]));

describe('a change by someone else', () => {
  const foreign = (gateway: Gateway, ground: Ground) => () =>
    ground.hold(gateway, [...ground.held(gateway), 'broad']);

  it.each(grounds)('on $title before the edit is carried over', async (ground) => {
    const gateway = plain();
    ground.hold(gateway, ['unmanaged', 'x']);
    await edit(gateway, ground, 'grantRoles', { roles: ['reader'] });
    foreign(gateway, ground)();
    expect(await edit(gateway, ground, 'revokeRoles', { roles: ['runner'] })).toMatchObject({
      held: ['broad', 'unmanaged', 'y'],
      errors: [],
    });
    expect(ground.held(gateway)).toEqual(['broad', 'unmanaged', 'y']);
  });

  it('on CFEngine between reading and writing is a CONFLICT, and nothing is written', async () => {
    const gateway = plain();
    const ground = groundOf('hub');
    ground.hold(gateway, ['unmanaged', 'x']);
    afterNext(gateway, ground, { method: 'GET', target: /^\/api\/user\?/ }, foreign(gateway, ground));
    const { errors } = await edit(gateway, ground, 'grantRoles', { roles: ['reader'] });
    expect(errors).toEqual([expect.objectContaining({ code: 'CONFLICT', retryable: false })]);
    expect(writesTo(gateway, 'hub')).toEqual([]);
    expect(ground.held(gateway)).toEqual(['broad', 'unmanaged', 'x']);
  });

  it('on CipherScale between reading and writing is carried, as its verb is a delta, and told', async () => {
    const gateway = plain();
    const ground = groundOf('vpn');
    ground.hold(gateway, ['unmanaged', 'x']);
    afterNext(gateway, ground, { method: 'GET', target: /rolesOnly/ }, foreign(gateway, ground));
    const { errors } = await edit(gateway, ground, 'setRoles', { roles: ['reader'] });
    expect(errors).toEqual([
      expect.objectContaining({
        code: 'CONFLICT',
        path: ['account'],
        message: `The account ${ada} holds other roles than were written: it holds ${idOf('broad')} as well`,
      }),
    ]);
    expect(ground.held(gateway)).toEqual(['broad', 'unmanaged', 'y']);
  });

  it.each(['iot', 'etl'] as const)(
    'on %s the window in which nobody could see it is the one round trip between the read and the write that follows at once',
    async (backend) => {
      const gateway = plain();
      const ground = groundOf(backend);
      ground.hold(gateway, ['unmanaged']);
      await edit(gateway, ground, 'grantRoles', { roles: ['reader'] });
      gateway[backend].forget();
      await edit(gateway, ground, 'grantRoles', { roles: ['runner'] });
      const isWrite = gateway[backend].requests.map(({ method }) => method !== 'GET');
      expect(isWrite).toEqual([false, true, false]);
    },
  );

  it.each(grounds)('P35: on $title just after the write is told as a CONFLICT', async (ground) => {
    const gateway = plain();
    ground.hold(gateway, ['unmanaged', 'x']);
    afterNext(gateway, ground, { method: verbs[ground.backend] }, foreign(gateway, ground));
    const answer = await edit(gateway, ground, 'grantRoles', { roles: ['reader'] });
    expect(answer).toEqual(told({ held: null, errors: [expect.objectContaining({ code: 'CONFLICT' })] }));
    expect(answer.errors[0]?.message).toContain(`it holds ${idOf('broad')}`);
    expect(ground.held(gateway)).toEqual(['broad', 'unmanaged', 'x', 'y']);
  });

  it('that takes the account away between reading and writing is told', async () => {
    const gateway = plain();
    for (const ground of backendGrounds) {
      ground.hold(gateway, ['unmanaged', 'x']);
      afterNext(gateway, ground, { method: 'GET', target: new RegExp(ada) }, () =>
        remove(gateway, ground.backend),
      );
      const { errors } = await edit(gateway, ground, 'grantRoles', { roles: ['reader'] });
      expect(errors).toEqual([expect.objectContaining({ code: 'NOT_FOUND', backend: ground.backend })]);
    }
  });
});

const groundOf = (backend: BackendId): Ground => {
  const found = backendGrounds.find((one) => one.backend === backend);
  if (found === undefined) throw new Error(`no story on ${backend}`);
  return found;
};

const remove = ({ iot, etl, hub, vpn }: Gateway, backend: BackendId) =>
  ({ iot: iot.state.users, etl: etl.state.users, hub: hub.state.internal, vpn: vpn.state.users })[
    backend
  ].delete(ada);

describe('reads that lag behind writes', () => {
  it('get the time to show a write that was acknowledged, and the next edit builds on it', async () => {
    await using gateway = await startGrounds();
    const ground = groundOf('iot');
    ground.hold(gateway, ['unmanaged']);
    gateway.iot.switches.readLagMs = 200;
    const answers = await Promise.all(
      ['x', 'y', 'z'].map((native) => edit(gateway, ground, 'grantRoles', { natives: [native] })),
    );
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    expect(ground.held(gateway)).toEqual(['unmanaged', 'x', 'y', 'z']);
  });

  it('end in a CONFLICT when a write never shows', async () => {
    await using gateway = await startGrounds();
    const ground = groundOf('iot');
    ground.hold(gateway, ['unmanaged']);
    gateway.iot.switches.readLagMs = 60_000;
    const { errors } = await edit(gateway, ground, 'grantRoles', { roles: ['reader'] });
    expect(errors).toEqual([
      expect.objectContaining({
        code: 'CONFLICT',
        message: expect.stringContaining(`it lacks ${idOf('y')}`),
      }),
    ]);
    expect(gateway.iot.requests.map(({ method }) => method)).toEqual([
      'GET',
      'GET',
      'PATCH',
      'GET',
      'GET',
      'GET',
    ]);
  });
});

describe('a backend that is down', () => {
  it('is told of each edit alone, and the others go on', async () => {
    const gateway = plain();
    for (const ground of backendGrounds) ground.hold(gateway, ['unmanaged']);
    gateway.hub.faults.add({ kind: 'reset', applied: false });
    const answers = await Promise.all(
      backendGrounds.map((ground) => edit(gateway, ground, 'grantRoles', { roles: ['runner'] })),
    );
    expect(answers.map(({ errors }) => errors.map(({ code, backend }) => [code, backend]))).toEqual([
      [],
      [],
      [['UPSTREAM_UNAVAILABLE', 'hub']],
      [],
    ]);
  });

  it('leaves the payloads of one document apart', async () => {
    const gateway = plain();
    for (const ground of backendGrounds) ground.hold(gateway, ['unmanaged']);
    gateway.etl.faults.add({ kind: 'reset', applied: false });
    const { data } = await gateway.query(
      `mutation ($etl: GrantRolesInput!, $vpn: GrantRolesInput!) {
        etl: grantRoles(input: $etl) { account { nativeId } errors { code } }
        vpn: grantRoles(input: $vpn) { account { nativeId } errors { code } }
      }`,
      Object.fromEntries(
        ['etl', 'vpn'].map((backend) => [
          backend,
          { account: { backend, nativeId: ada }, roles: ['runner'] },
        ]),
      ),
    );
    expect(data).toEqual({
      etl: { account: null, errors: [{ code: 'UPSTREAM_UNAVAILABLE' }] },
      vpn: { account: { nativeId: ada }, errors: [] },
    });
  });
});
