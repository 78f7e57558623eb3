import { createSchema } from '../../src/graphql/schema.ts';
import { speak } from '../server/wire.ts';
import { ask, type Told, toText } from './ask.ts';
import { callers, type Part } from './cast.ts';
import { type Example, mutations, queries } from './examples.ts';
import type { Output } from './find.ts';
import type { Player } from './players.ts';
import { documentOf } from './selection.ts';
import { slips } from './slips.ts';

/** What a root field said of a backend. */
export type Scene = Told & { readonly part: Part; readonly field: Field };

/** A root field, with a document that asks it for everything. */
export type Field = {
  readonly operation: 'query' | 'mutation';
  readonly name: string;
  readonly example: Example;
  readonly document: string;
  /** The same, asking for less. */
  readonly brief: string;
};

const schema = createSchema();

const fieldsOf = (
  operation: Field['operation'],
  examples: Readonly<Record<string, Example>>,
): readonly Field[] =>
  Object.entries(examples).map(([name, example]) => ({
    operation,
    name,
    example,
    document: documentOf(schema, { operation, name, depth: 5 }),
    brief: documentOf(schema, { operation, name, depth: 2 }),
  }));

const fields: readonly Field[] = [...fieldsOf('query', queries), ...fieldsOf('mutation', mutations)];

/** Whether backends of the kind can do it. */
export const isAble = ({ example: { kinds } }: Field, { kind }: Part): boolean =>
  kinds?.includes(kind) ?? true;

/** Every field on a healthy backend, one after the other, by a caller who may do everything. */
export const tellHealthy = async (url: string, { part }: Player): Promise<readonly Scene[]> => {
  const scenes: Scene[] = [];
  for (const field of fields) scenes.push(await tell(url, part, field));
  return scenes;
};

/** Every field on a healthy backend, by callers who may not do it or not see it. */
export const tellForbidden = (url: string, { part }: Player): Promise<readonly Scene[]> =>
  Promise.all(
    fields.flatMap((field) => [
      tell(url, part, field, 'helpdesk'),
      ...(part.id === 'vpn-healthy' ? [] : [tell(url, part, field, 'elsewhere')]),
    ]),
  );

/**
 * Every field on an ailing backend that can do it. A mutation meets the ailment where it writes, since it would not get that far otherwise.
 * In between the backend is well, so that Rolecall does not turn its back on it; not where the ailment takes time, and not where it is of
 * whoever gives out tokens, since one token would do for all the rest.
 */
export const tellAiling = async (
  url: string,
  { part, ailing }: Player,
): Promise<{ readonly scenes: readonly Scene[]; readonly spoilt: number }> => {
  const fault = part.ailment?.fault({ own: part.credential.secret, other: part.rumour.secret });
  if (fault === undefined) throw new Error(`${part.id} is not ailing`);
  const able = fields
    .filter((field) => isAble(field, part))
    .map((field) => ({ ...field, document: field.brief }));
  const isPatient = part.ailment?.isSlow || part.kind === 'dir';
  let spoilt = 0;

  const tellSpoilt = async (
    some: readonly Field[],
    methods: readonly string[],
  ): Promise<readonly Scene[]> => {
    for (const method of methods) ailing.faults.add(fault, { method });
    ailing.forget();
    const scenes = await Promise.all(some.map((field) => tell(url, part, field)));
    spoilt += ailing.requests.filter(({ method }) => methods.includes(method)).length;
    ailing.faults.clear();
    return scenes;
  };

  const scenes: Scene[] = [];
  const { mutation = [], query = [] } = Object.groupBy(able, ({ operation }) => operation);
  for (const some of isPatient ? [mutation] : mutation.map((field) => [field]))
    scenes.push(...(await tellSpoilt(some, ['POST', 'PUT', 'PATCH', 'DELETE'])));
  for (const some of isPatient ? [query] : query.map((field) => [field]))
    scenes.push(...(await tellSpoilt(some, ['GET', 'POST'])), await tell(url, part, recovery));
  return { scenes, spoilt };
};

const listing = 'query ($backend: ID!) { accounts(first: 1, filter: { backend: $backend }) { totalCount } }';

const recovery: Field = {
  operation: 'query',
  name: 'accounts',
  example: { variables: ({ id }) => ({ backend: id }) },
  document: listing,
  brief: listing,
};

const tell = async (
  url: string,
  part: Part,
  field: Field,
  caller: keyof typeof callers | 'its own' = 'its own',
): Promise<Scene> => {
  const told = await ask(url, `${field.name} on ${part.id} by ${caller}`, {
    token: (caller === 'its own' ? part : callers[caller]).token.secret,
    document: field.document,
    variables: field.example.variables(part),
  });
  return { ...told, part, field };
};

/** What careless callers are answered, and what the health of the server is. */
export const tellCareless = (url: string): Promise<readonly Output[]> =>
  Promise.all(
    slips.map(async ({ secret, request }) => {
      const answers = await speak(url, [request]);
      const text = answers.map(({ text: body, ...head }) => toText(head, body)).join('\n');
      return { place: `answer to a ${secret.name}`, text };
    }),
  );

export const tellHealth = (url: string): Promise<readonly Output[]> =>
  Promise.all(
    ['live', 'ready'].map(async (which) => {
      const response = await fetch(new URL(`/health/${which}`, url));
      return { place: `/health/${which}`, text: toText(response, await response.text()) };
    }),
  );
