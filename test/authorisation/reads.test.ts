import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes as allScopes, type Scope } from '../../src/domain/caller.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { queries } from '../canaries/examples.ts';
import { documentOf } from '../canaries/selection.ts';
import type { Gateway, GraphQLAnswer } from '../gateway.ts';
import { startForEvery, variablesOf } from '../graphql/every-mutation.ts';
import { readDeclaredScopes } from './declared-scopes.ts';
import { expectedAnswer } from './expected-answer.ts';

const schema = createSchema();
const declared = readDeclaredScopes();

/** Each scope alone, those that lead to different things together, and none. */
const combinations: readonly (readonly Scope[])[] = [
  [],
  ...allScopes.map((scope) => [scope]),
  ['read', 'tokens'],
  ['read', 'audit'],
  ['tokens', 'audit'],
  ['read', 'write', 'plan', 'apply', 'approve'],
  ['read', 'tokens', 'audit'],
];
const nameOf = (scopes: readonly Scope[]): string => (scopes.length === 0 ? 'nobody' : scopes.join('-'));

/** Every field of Query on every backend that has it, selecting all that its types have, three levels deep. */
const reads = (['iot', 'etl', 'hub', 'vpn'] as const).flatMap((backend) =>
  Object.entries(queries)
    .filter(([, { kinds }]) => kinds?.includes(backend) ?? true)
    .map(([field, example]) => ({ field, backend, example })),
);

describe('P13: whoever asks is answered what their scopes give, through whatever leads to it', () => {
  let gateway: Gateway;
  let cells = 0;
  beforeAll(async () => {
    gateway = await startForEvery({
      callers: Object.fromEntries(combinations.map((scopes) => [nameOf(scopes), { scopes }])),
      config:
        'limits: { cost: 1000000, tokens: 10000, aliases: 1000, depth: 20, upstreamCalls: 1000 }\nguards: { minAdmins: 1 }',
    });
    await gateway.refreshAll();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it.each(reads.map((read) => [read.field, read.backend, read] as const))(
    '%s of %s',
    async (field, backend, { example }) => {
      const text = documentOf(schema, { operation: 'query', name: field, depth: 3 });
      const document = parse(text);
      const variables = await variablesOf(gateway, backend, example);
      const whole = await gateway.query(text, variables, 'all');

      for (const scopes of combinations) {
        const expected = expectedAnswer(schema, declared, { document, data: whole.data, scopes });
        const answer = await gateway.query(text, variables, nameOf(scopes));
        expect(lasting(answer.data), nameOf(scopes)).toEqual(lasting(expected.data));
        const { denials, others } = errorsOf(answer);
        expect([...expected.denied], nameOf(scopes)).toEqual(expect.arrayContaining(denials));
        expect(denials.length > 0, nameOf(scopes)).toBe(expected.denied.size > 0);
        // What fails for others, too.
        expect(errorsOf(whole).others).toEqual(expect.arrayContaining(others));
        cells += expected.cells;
      }
    },
  );

  it('is so in more than ten thousand fields', () => {
    expect(cells).toBeGreaterThan(10_000);
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
  /^(\w+_)?(caller|startCursor|endCursor|cursor|asOf|durationMs|nextRefreshAt|lastSeenAt|since)$/;

/** Where a caller was denied something, and what else went wrong. */
const errorsOf = ({ errors = [] }: GraphQLAnswer) => {
  const placed = errors.map(({ path = [], extensions: { code } }) => ({ path: `.${path.join('.')}`, code }));
  return {
    denials: placed.filter(({ code }) => code === 'FORBIDDEN').map(({ path }) => path),
    others: placed.filter(({ code }) => code !== 'FORBIDDEN'),
  };
};
