import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReceivedRequest } from '../../src/emulators/emulator.ts';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { type Example, mutations, queries, type Variables } from '../canaries/examples.ts';
import { type BackendId, backendIds } from '../four-emulators.ts';
import type { Gateway } from '../gateway.ts';
import { startForEvery, variablesOf } from '../graphql/every-mutation.ts';
import { codesOf } from './codes.ts';
import { type IdPlace, idPlacesOf, nameOfPlace, withAt } from './id-places.ts';

const schema = createSchema();

/** Stands in every id, so that it is found wherever it gets to. */
const mark = 'mrk7';

/** What would be another path, query or parameter if it were not one encoded part. */
const escaping: readonly string[] = [
  `../roles/${mark}`,
  `..%2f${mark}`,
  `%2e%2e%2f${mark}`,
  `..;/${mark}`,
  `a//${mark}`,
  `${mark}?x=1`,
  `${mark}#b`,
  `${mark}&x=1`,
  `${mark}\\b`,
  `${mark}'or'1'eq'1`,
  `.*${mark}|admin`,
];

/** What no part of a URL can bear. */
const unbearable: readonly string[] = [
  `${mark}\r\nX-Admin: 1`,
  `${mark}\0y`,
  `${mark}\ty`,
  `${mark}\ud800`,
  `${mark}${'x'.repeat(8192)}`,
];

const globalTypes = ['Account', 'Organization', 'Group', 'ApiToken', 'Device', 'NativeRole'] as const;

/** What is no name at all, though a path may hold it. */
const dots: readonly string[] = ['.', '..', ''];

const asked: readonly (readonly [title: string, backend: BackendId, field: string, Asked])[] = [
  ...Object.entries(queries).map(([field, example]) => ({ operation: 'query', field, example }) as const),
  ...Object.entries(mutations).map(
    ([field, example]) => ({ operation: 'mutation', field, example }) as const,
  ),
].flatMap(({ operation, field, example }) =>
  idPlacesOf(schema, operation, field).flatMap((place) =>
    backendIds
      .filter((backend) => example.kinds?.includes(backend) ?? true)
      // Which backend is meant is looked up before any is asked.
      .filter((_backend, at) => at === 0 || !/\b(backends?|to)(\.0)?$/.test(nameOfPlace(place)))
      .map((backend) => [nameOfPlace(place), backend, field, { operation, example, place }] as const),
  ),
);

type Asked = {
  readonly operation: 'query' | 'mutation';
  readonly example: Example;
  readonly place: IdPlace;
};

/** Selects next to nothing of what a root field answers. */
const documentOf = (operation: 'query' | 'mutation', name: string): string => {
  const root = operation === 'query' ? schema.getQueryType() : schema.getMutationType();
  const field = root?.getFields()[name];
  if (field === undefined) throw new Error(`there is no ${name}`);
  const inBrackets = (text: string): string => (text === '' ? '' : `(${text})`);
  const declared = inBrackets(field.args.map((arg) => `$${arg.name}: ${arg.type}`).join(', '));
  const given = inBrackets(field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', '));
  const within = operation === 'query' ? '__typename' : 'errors { code message }';
  return `${operation} ${declared} { ${name}${given} { ${within} } }`;
};

const partsOf = ({ target }: ReceivedRequest): readonly string[] =>
  (target.split('?')[0] ?? '').split('/').slice(1);

describe('P25: an id or a name', () => {
  let gateway: Gateway;
  const variables = new Map<string, Variables>();
  let arrived = 0;
  beforeAll(async () => {
    gateway = await startForEvery();
    await gateway.refreshAll();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const send = async (
    backend: BackendId,
    field: string,
    { operation, example, place }: Asked,
    id: string,
  ): Promise<readonly ReceivedRequest[]> => {
    const key = `${field} ${backend}`;
    const usual = variables.get(key) ?? (await variablesOf(gateway, backend, example));
    variables.set(key, usual);
    for (const one of backendIds) gateway[one].forget();
    const answer = await gateway.query(documentOf(operation, field), withAt(usual, place, id) as object);
    expect(answer.status, id).toBeLessThan(500);
    expect(codesOf(answer), id).not.toContain('INTERNAL');
    return backendIds.flatMap((one) => [...gateway[one].requests]);
  };

  it.each(asked)(
    'at %s for %s of %s is one encoded part of what is asked, or is refused',
    async (_title, backend, field, one) => {
      const isGlobal = /\b(id|ids)(\.0)?$/.test(nameOfPlace(one.place));
      const forms = (id: string, at: number): readonly string[] =>
        isGlobal
          ? [
              id,
              ...[0, 3].map((more) =>
                toGlobalId({ type: globalTypes[(at + more) % 6] ?? 'Account', backend, id }),
              ),
            ]
          : [id];
      for (const [at, id] of escaping.entries())
        for (const form of forms(id, at))
          for (const request of await send(backend, field, one, form)) {
            expect(request.target).toMatch(/^[\x21-\x7e]+$/);
            for (const part of partsOf(request))
              if (part.includes(mark)) {
                expect(decodeURIComponent(part)).toBe(id);
                arrived += 1;
              }
          }
      for (const [at, id] of unbearable.entries())
        for (const form of forms(id, at))
          for (const request of await send(backend, field, one, form)) {
            expect(request.target).not.toContain(mark);
            expect(JSON.stringify(request.headers)).not.toMatch(/x-admin/i);
          }
      for (const [at, id] of dots.entries())
        for (const form of forms(id, at))
          for (const request of await send(backend, field, one, form))
            expect(partsOf(request).slice(0, -1)).not.toEqual(
              expect.arrayContaining([expect.stringMatching(/^\.{0,2}$/)]),
            );
    },
  );

  it('was tried in every argument that takes one', () => {
    expect(asked.length).toBeGreaterThan(200);
    expect(arrived).toBeGreaterThan(500);
    for (const [operation, root] of [
      ['query', schema.getQueryType()],
      ['mutation', schema.getMutationType()],
    ] as const)
      for (const field of Object.keys(root?.getFields() ?? {}))
        if (idPlacesOf(schema, operation, field).length > 0)
          expect(asked.map(([, , name]) => name)).toContain(field);
  });
});
