import { isObjectType, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';
import { queries, type Variables } from '../canaries/examples.ts';
import { documentOf } from '../canaries/selection.ts';
import { backendIds } from '../four-emulators.ts';
import type { GraphQLAnswer } from '../gateway.ts';
import { variablesOf } from '../graphql/every-mutation.ts';
import { idOn } from '../sync/planning/people.ts';
import { callersOf, combinations, nameOf } from './combinations.ts';
import { readDeclaredScopes } from './declared-scopes.ts';
import { expectedAnswer } from './expected-answer.ts';
import { isOverAll } from './over-all.ts';
import { tells, textsIn } from './texts.ts';
import { startWorld, type World } from './world.ts';

const schema = createSchema();
const declared = readDeclaredScopes();

/** A field of Query with all that its types have, so many levels deep. */
type Read = {
  readonly field: string;
  readonly about: string;
  readonly document: string;
  readonly variables: (world: World) => Variables | Promise<Variables>;
};

const whole = (field: string, depth: number): string =>
  documentOf(schema, { operation: 'query', name: field, depth });

/** Every field of Query on every backend that has it; once where no one backend is asked about. */
const ofBackends: readonly Read[] = backendIds.flatMap((backend) =>
  Object.entries(queries)
    .filter(([field, { kinds }]) => (isOverAll(field) ? ['iot'] : (kinds ?? backendIds)).includes(backend))
    .map(([field, example]) => ({
      field,
      about: backend,
      document: whole(field, 3),
      variables: ({ gateway }) => variablesOf(gateway, backend, example),
    })),
);

/** What those lack that somebody has to bring about first, or that lies deeper. */
const ofTheWorld: readonly Read[] = [
  ...[0, 1, 2, 3, 4].map((at) => ({
    field: 'plan',
    about: `the world, ${at}`,
    document: whole('plan', 4),
    variables: ({ plans }: World) => ({ id: plans[at] }),
  })),
  ...[0, 1].map((at) => ({
    field: 'run',
    about: `the world, ${at}`,
    document: whole('run', 4),
    variables: ({ runs }: World) => ({ id: runs[at] }),
  })),
  ...[0, 1].map((at) => ({
    field: 'user',
    about: `the world, ${at}`,
    document: whole('user', 3),
    variables: ({ users }: World) => ({ by: { id: users[at] } }),
  })),
  { field: 'drift', about: 'the world', document: whole('drift', 5), variables: () => ({}) },
  {
    field: 'drift',
    about: 'an account',
    document: whole('drift', 5),
    variables: () => ({ account: { backend: 'etl', nativeId: idOn('etl', 'bert') } }),
  },
  ...[0, 1].map((at) => ({
    field: 'organization',
    about: `the world, ${at}`,
    document:
      'query ($id: ID!) { organization(id: $id) { __typename parent { __typename id } children { __typename id } } }',
    variables: ({ organizations }: World) => ({ id: organizations[at] }),
  })),
];

/** Fields that are null whatever is asked. */
const unknown: readonly (readonly [field: string, why: string])[] = [
  ['CdataSyncAccount.federationId', 'no emulator tells it'],
  ['CfengineAccount.timeZone', 'only a call for one account alone tells it'],
  ['ApiTokenConnection.totalCount', 'IoT Central does not tell'],
  ['OrganizationConnection.totalCount', 'IoT Central does not tell'],
  ['BackendIndex.refreshing', 'lasts no longer than a reading'],
  ['BackendIndex.nextRefreshAt', 'nothing is read on a schedule here'],
];

describe('P13: whoever asks is answered what their scopes give, through whatever leads to it', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(callersOf(combinations));
  });
  afterAll(() => world.gateway[Symbol.asyncDispose]());

  /** Fields that were found, each with the way to it, by read. */
  const found = new Map<string, ReadonlySet<string>>();

  const hold = async ({ field, about, document: text, variables: variablesIn }: Read): Promise<void> => {
    const { gateway } = world;
    const variables = await variablesIn(world);
    const document = parse(text);
    const everything = await gateway.query(text, variables);
    const asked = { document, data: everything.data };
    const toAdmin = expectedAnswer(schema, declared, { ...asked, scopes: ['admin'] });
    expect(toAdmin.data).toEqual(everything.data);
    found.set(`${field} of ${about}`, toAdmin.found);

    for (const scopes of combinations) {
      const name = nameOf(scopes);
      const expected = expectedAnswer(schema, declared, { ...asked, scopes });
      gateway.calls();
      const answer = await gateway.query(text, variables, name);
      expect(lasting(answer.data), name).toEqual(lasting(expected.data));

      const { denials, others } = errorsOf(answer);
      expect([...expected.denied], name).toEqual(expect.arrayContaining(denials));
      expect(denials.length > 0, name).toBe(expected.denied.size > 0);
      // What fails for others, too.
      expect(errorsOf(everything).others, name).toEqual(expect.arrayContaining(others));
      if (expected.denied.has(`.${field}`)) expect(Object.values(gateway.calls()).flat(), name).toEqual([]);

      const known = new Set(textsIn([expected.data, variables, messagesOf(everything)]));
      const hidden = new Set(textsIn(everything.data).filter((one) => one.length > 3 && !known.has(one)));
      const told = [answer.data, messagesOf(answer)];
      expect(
        [...hidden].filter((one) => tells(told, one)),
        name,
      ).toEqual([]);
    }
  };

  it.each([...ofBackends, ...ofTheWorld].map((read) => [read.field, read.about, read] as const))(
    '%s of %s',
    (_field, _about, read) => hold(read),
  );

  it('what cannot be read, too', async () => {
    const { gateway } = world;
    gateway.hub.faults.add({ kind: 'reset', applied: false });
    for (let times = 0; times < 6; times += 1) await gateway.refreshAll(['hub']);
    for (const read of ofBackends)
      if (read.about === 'hub' || isOverAll(read.field))
        await hold({ ...read, about: 'a backend that fails' });
    gateway.hub.faults.clear();
  });

  it('is so of every field of every type that a query leads to', () => {
    const fields = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter(({ name }) => !/^(__.*|Mutation|MutationError|.*Payload)$/.test(name))
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
    const held = new Set(
      [...found.values()].flatMap((places) => [...places].map((place) => place.split(' ')[0])),
    );
    expect(fields.filter((field) => !held.has(field)).toSorted()).toEqual(
      unknown.map(([field]) => field).toSorted(),
    );
  });

  it('is so in more than a hundred thousand cells of scopes, fields and the ways to them', () => {
    const places = [...found.values()].reduce((sum, { size }) => sum + size, 0);
    expect(places * combinations.length).toBeGreaterThan(100_000);
  });
});

/** Without what differs from one answer to the next, or from one caller to another: what `caller` tells, cursors, and ages of what was read anew. */
const lasting = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value ?? null, (key, one: unknown) =>
      one !== null && fleeting.test(key) ? '(differs)' : one,
    ),
  );

const fleeting =
  /^(\w+_)?(caller|startCursor|endCursor|cursor|asOf|durationMs|nextRefreshAt|nextProbe|lastSeenAt|since)$/;

const messagesOf = ({ errors = [] }: GraphQLAnswer): readonly string[] =>
  errors.map(({ message }) => message);

/** Where a caller was denied something, and what else went wrong. */
const errorsOf = ({ errors = [] }: GraphQLAnswer) => {
  const placed = errors.map(({ path = [], extensions: { code } }) => ({ path: `.${path.join('.')}`, code }));
  return {
    denials: placed.filter(({ code }) => code === 'FORBIDDEN').map(({ path }) => path),
    others: placed.filter(({ code }) => code !== 'FORBIDDEN'),
  };
};
