import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import * as cdataSync from '../../src/backends/cdata-sync/wire.ts';
import * as cfengine from '../../src/backends/cfengine/wire.ts';
import * as cipherscale from '../../src/backends/cipherscale/wire.ts';
import * as iotCentral from '../../src/backends/iot-central/wire.ts';
import { describeMismatch } from '../../src/http/json-mismatch.ts';

const mismatchOf = (schema: z.ZodType, value: unknown): string | null => {
  const { error } = schema.safeParse(value, { reportInput: true });
  return error === undefined ? null : describeMismatch(error);
};

const stringOrUser = z.union([z.string(), z.object({ id: z.string() })]);
const byKind = z.object({
  as: z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') }), z.object({ kind: z.literal('b') })]),
});

describe('a mismatch', () => {
  it.each([
    [
      'a pattern',
      z.object({ id: z.string().regex(/^\d+$/) }),
      { id: 'x' },
      'invalid_format at $.id, got string',
    ],
    ['a format', z.object({ at: z.iso.datetime() }), { at: 'x' }, 'invalid_format at $.at, got string'],
    ['a minimum', z.object({ id: z.string().min(1) }), { id: '' }, 'too_small at $.id, got string'],
    ['a maximum', z.object({ n: z.number().max(3) }), { n: 4 }, 'too_big at $.n, got number'],
    ['a length', z.array(z.string()).max(1), ['a', 'b'], 'too_big at $, got array'],
    ['a whole number', z.int(), 1.5, 'expected int at $, got number'],
    [
      'a known word',
      z.object({ type: z.enum(['a', 'b']) }),
      { type: 'c' },
      'invalid_value at $.type, got string',
    ],
    ['no other member', z.strictObject({}), { a: 1 }, 'unrecognized_keys at $, got object'],
    ['a rule of our own', z.object({ id: z.string().refine(() => false) }), { id: 'x' }, 'custom at $.id'],
    ['one of two shapes', stringOrUser, 7, 'expected string or expected object at $, got number'],
    [
      'one of two shapes, meant',
      z.array(stringOrUser),
      [{ id: 7 }],
      'expected string at $[0].id, got number',
    ],
    [
      'one of two words',
      z.union([z.literal('a'), z.null()]),
      'c',
      'invalid_value or expected null at $, got string',
    ],
    ['a tag', byKind, { as: { kind: 'c' } }, 'invalid_union at $.as.kind'],
    ['a key', z.record(z.string().max(1), z.string()), { 'j.doe': 'x' }, 'invalid_key at $.?, got string'],
    [
      'what a key leads to',
      z.record(z.string(), z.string()),
      { 'j.doe': 1 },
      'expected string at $.?, got number',
    ],
  ])('with %s tells the rule, the place and the shape that came', (_, schema, value, sentence) => {
    expect(mismatchOf(schema, value)).toBe(sentence);
  });

  it('P27: never tells a value, nor a key that reads like no name of a member', () => {
    const schemas: readonly z.ZodType[] = [
      iotCentral.user,
      iotCentral.role,
      iotCentral.apiToken,
      iotCentral.device,
      cdataSync.listSchema(cdataSync.userSchema),
      cdataSync.alone(cdataSync.userSchema),
      cfengine.envelopeOf(cfengine.userSchema),
      cfengine.permissionsSchema,
      cipherscale.paginated(cipherscale.userSchema),
      cipherscale.unpaged(cipherscale.groupSchema),
      z.record(z.string(), z.record(z.string().regex(/^\d+$/), z.int())),
      z.strictObject({ data: z.strictObject({}) }),
      z.array(stringOrUser),
      z.union([z.literal('a'), byKind, z.map(z.string(), z.string())]),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...schemas), documentOfCanaries, (schema, document) => {
        expect(mismatchOf(schema, JSON.parse(document)) ?? '').not.toMatch(/canary|4711/);
      }),
      { numRuns: 2000 },
    );
  });
});

const canary = fc.stringMatching(/^[ -~]{0,9}canary[.@ é"'<-][ -~]{0,50}$/);

const members =
  'value data meta page total id type roles role groups users devices name email user is_active external status isOwner alias kind as __proto__ constructor'.split(
    ' ',
  );

const { value: valueOfCanaries } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.oneof(canary, fc.constantFrom(4711, 0.4711, null, true, '')),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...members) }, canary), tie('value'), {
      maxKeys: 12,
    }),
  ),
}));

const documentOfCanaries = valueOfCanaries.map((value) => JSON.stringify(value));
