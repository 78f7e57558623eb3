import { beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '../../src/domain/caller.ts';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { type Example, mutations, queries } from '../canaries/examples.ts';
import { documentOf } from '../canaries/selection.ts';
import { backendIds } from '../four-emulators.ts';
import { startForEvery, storyOf, variablesOf } from '../graphql/every-mutation.ts';
import { runMutation } from '../graphql/run-mutation.ts';
import { shareGateway } from '../graphql/shared-gateway.ts';
import { idOn, iotCentralRoles, put } from '../sync/planning/people.ts';
import { isOverAll } from './over-all.ts';
import { tells, textsIn } from './texts.ts';

const schema = createSchema();

/** Does everything, and sees all but IoT Central. */
const restricted = 'restricted';

const documents = { query: queries, mutation: mutations } as const;

const rootFields = (['query', 'mutation'] as const).flatMap((operation) =>
  Object.entries(documents[operation]).map(([field, example]) => ({ operation, field, example })),
);

const documentFor = ({ operation, field: name }: (typeof rootFields)[number]): string =>
  documentOf(schema, { operation, name, depth: 3 });

describe('P13, S8, S14: to a caller who may not see a backend', () => {
  const gateway = shareGateway(() =>
    startForEvery({
      callers: { [restricted]: { scopes, backends: ['etl', 'hub', 'vpn'] } },
      config: 'limits: { cost: 1000000, tokens: 10000, aliases: 1000, depth: 20, upstreamCalls: 1000 }',
    }),
  );

  /** Texts that only the backend tells, found by asking for all that it has. */
  const hidden = new Set<string>();
  beforeAll(async () => {
    put(gateway(), 'zelda', { iot: [iotCentralRoles.operator] });
    put(gateway(), 'yann', { iot: [iotCentralRoles.operator], vpn: [] });
    await gateway().refreshAll();
    const told = { iot: new Set<string>(), others: new Set<string>() };
    for (const backend of backendIds)
      for (const [field, example] of Object.entries(queries)) {
        if (!(example.kinds?.includes(backend) ?? true) || isOverAll(field)) continue;
        const text = documentOf(schema, { operation: 'query', name: field, depth: 3 });
        const answer = await gateway().query(text, await variablesOf(gateway(), backend, example));
        for (const word of textsIn(answer.data)) told[backend === 'iot' ? 'iot' : 'others'].add(word);
      }
    for (const word of told.iot) if (!told.others.has(word) && word.length > 3) hidden.add(word);
  });

  it('much is hidden', () => {
    expect(hidden.size).toBeGreaterThan(50);
    expect([...hidden]).toEqual(expect.arrayContaining(['zelda@example.com', 'seattle', 'testtoken']));
  });

  it.each(rootFields.map((one) => [one.operation, one.field, one] as const))(
    'the %s %s tells nothing of it, asked about it or about another',
    async (_operation, _field, one) => {
      for (const backend of backendIds) {
        const variables = await variablesOf(gateway(), backend, one.example);
        gateway().calls();
        const answer = await gateway().query(documentFor(one), variables, restricted);
        expect(gateway().calls().iot).toEqual([]);
        const asked = JSON.stringify(variables);
        const leaked = [...hidden].filter((text) => !asked.includes(text) && tells(answer, text));
        expect(leaked, backend).toEqual([]);
      }
    },
  );

  it.each(
    rootFields
      .filter(({ field }) => !isOverAll(field))
      .map((one) => [one.operation, one.field, one] as const),
  )('it is as one that is not there to the %s %s', async (_operation, _field, one) => {
    const ask = async (backend: string): Promise<unknown> => {
      const variables = await strangersOf(one.example, backend);
      const { status: _status, ...answer } = await gateway().query(documentFor(one), variables, restricted);
      return JSON.parse(
        JSON.stringify(answer, (key, value: unknown) => (key === 'requestId' ? null : value)).replaceAll(
          JSON.stringify(backend).slice(1, -1),
          'BACKEND',
        ),
      );
    };
    expect(await ask('iot')).toEqual(await ask('iox'));
  });

  it.each(['search: "zelda"', 'search: "zelda@example.com"', 'search: "zel", status: [ACTIVE]'])(
    'nobody is found by what only it tells: %s',
    async (filter) => {
      const { data } = await gateway().query(
        `{ users(first: 5, filter: { ${filter} }) { totalCount nodes { id } } accounts(first: 5, filter: { ${filter} }) { totalCount nodes { id } } user(by: { email: "zelda@example.com" }) { id } }`,
        {},
        restricted,
      );
      const nobody = { totalCount: 0, nodes: [] };
      expect(data).toEqual({ users: nobody, accounts: nobody, user: null });
    },
  );

  it('a plan or a run that touches it is as one that nobody made', async () => {
    const grant = await runMutation(gateway(), 'grantRoles', 'run { id plan { id } }', {
      account: { backend: 'iot', nativeId: idOn('iot', 'zelda') },
      nativeRoles: [iotCentralRoles.builder],
    });
    const made: readonly (readonly ['Plan' | 'Run', string])[] = [
      ['Plan', grant.run.plan.id],
      ['Run', grant.run.id],
    ];
    for (const [type, id] of made) {
      const nobodys = toGlobalId({ type, id: '00000000-0000-4000-8000-000000000000' });
      const document = `query ($id: ID!) { node(id: $id) { id } ${type.toLowerCase()}(id: $id) { id } }`;
      expect((await gateway().query(document, { id })).data?.node).toEqual({ id });
      expect((await gateway().query(document, { id }, restricted)).data).toEqual({
        node: null,
        [type.toLowerCase()]: null,
      });
      const action = type === 'Plan' ? 'applyPlan' : 'undoRun';
      const input = (of: string) => (type === 'Plan' ? { id: of, digest: 'x' } : { id: of });
      const mutation = `mutation ($input: ${type === 'Plan' ? 'ApplyPlanInput' : 'UndoRunInput'}!) { ${action}(input: $input) { errors { code message path backend } } }`;
      const ofMade = await gateway().query(mutation, { input: input(id) }, restricted);
      const ofNobody = await gateway().query(mutation, { input: input(nobodys) }, restricted);
      expect(ofMade.data).toEqual(ofNobody.data);
      expect(ofMade.data?.[action].errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    }
  });
});

/** What the example asks a backend with of which nobody has told it anything. */
const strangersOf = (example: Example, backend: string) =>
  example.variables({ ...storyOf('iot'), id: backend }, async () => ({
    id: toGlobalId({ type: 'Plan', id: '00000000-0000-4000-8000-000000000000' }),
    digest: 'x',
  }));
