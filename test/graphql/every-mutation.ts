import { createSchema } from '../../src/graphql/schema.ts';
import { fill } from '../canaries/accounts.ts';
import { type StoryBackend, storyBackends } from '../canaries/backends.ts';
import { type Example, mutations, type Told, type Variables } from '../canaries/examples.ts';
import { documentOf } from '../canaries/selection.ts';
import { backendIds } from '../four-emulators.ts';
import { type BackendId, type Gateway, type GraphQLAnswer, startGateway } from '../gateway.ts';

const schema = createSchema();

/** Every mutation on every backend that can do it, each of accounts of its own. */
export const everyMutation: readonly {
  readonly field: string;
  readonly backend: BackendId;
  readonly example: Example;
}[] = backendIds.flatMap((backend) =>
  Object.entries(mutations)
    .filter(([, { kinds }]) => kinds?.includes(backend) ?? true)
    .map(([field, example]) => ({ field, backend, example })),
);

/** A gateway with all that the mutations are about. */
export const startForEvery = async (options: Parameters<typeof startGateway>[0] = {}): Promise<Gateway> => {
  const gateway = await startGateway({ people: 0, config: guards, ...options });
  if (options.over !== undefined) return gateway;
  fill.iot(gateway.iot);
  fill.etl(gateway.etl);
  fill.hub(gateway.hub);
  fill.vpn(gateway.vpn);
  for (const id of backendIds) gateway[id].switches.requestIdHeader = 'x-request-id';
  return gateway;
};

/** Much goes. */
const guards =
  'guards: { minAdmins: 1, maxRevokedPercent: 100, maxRevoked: 100000, smallMaxRevoked: 100000 }';

/** The example's input, once, so that the same can be sent again. */
export const inputOf = async (
  gateway: Gateway,
  { backend, example }: (typeof everyMutation)[number],
): Promise<object> => {
  const { input } = await variablesOf(gateway, backend, example);
  if (typeof input !== 'object' || input === null)
    throw new Error('expected every mutation to take an input');
  return input;
};

/** What an example asks a backend with. */
export const variablesOf = async (
  gateway: Gateway,
  backend: BackendId,
  example: Example,
): Promise<Variables> => {
  const told: Told = async (document, variables) => {
    const { data } = await gateway.query(document, variables);
    return Object.fromEntries(leavesOf(data));
  };
  return example.variables(storyOf(backend), told);
};

/** Asks for much of what the mutation answers. */
export const runExample = (gateway: Gateway, field: string, input: object): Promise<GraphQLAnswer> =>
  gateway.query(documentOf(schema, { operation: 'mutation', name: field, depth: 3 }), { input });

export const storyOf = (id: BackendId): StoryBackend => {
  const story = storyBackends.find(({ kind, fault }) => kind === id && fault === null);
  if (story === undefined) throw new Error(`no story is told of ${id}`);
  return { ...story, id };
};

const leavesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, one]) =>
        typeof one === 'object' ? leavesOf(one) : [[name, one] as const],
      );
