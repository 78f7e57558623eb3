import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { HttpAnswer } from '../../src/http/call.ts';
import { parseAnswer, parseValue, type Revive } from '../../src/http/json.ts';
import { thrownBy } from './error-of.ts';

const canary = 'canary-4711@example.com';

const answer = (text: string, headers: HttpAnswer['headers'] = { 'content-type': 'application/json' }) => ({
  operation: 'Users_List',
  status: 200,
  headers,
  text,
});

const users = z.object({ value: z.array(z.object({ id: z.string(), age: z.number().optional() })) });

const parse = <Schema extends z.ZodType>(text: string, schema: Schema, revive?: Revive): z.output<Schema> =>
  parseAnswer('hub', answer(text), schema, revive === undefined ? {} : { revive });

const reasonOf = async (text: string, headers?: HttpAnswer['headers']): Promise<string> => {
  const error = await thrownBy(() => parseAnswer('hub', answer(text, headers), users));
  expect(error).toMatchObject({ code: 'UPSTREAM_INVALID', backend: 'hub', operation: 'Users_List' });
  expect(error.message).toMatch(/^Backend hub answered Users_List in an unknown shape: /);
  return error.message.replace(/^.*?shape: /, '');
};

describe('an answer in JSON', () => {
  it('is read in the shape that was asked for, and nothing more is kept', () => {
    expect(parse('{"value":[{"id":"bob","extra":1}],"more":2}', users)).toEqual({ value: [{ id: 'bob' }] });
  });

  it('is read in part by the same rule', async () => {
    expect(parseValue('hub', 'Users_List', { value: [] }, users)).toEqual({ value: [] });
    expect((await thrownBy(() => parseValue('hub', 'Users_List', 7, users))).code).toBe('UPSTREAM_INVALID');
  });

  it('keeps a number as the document spells it where a reviver asks', () => {
    const asSpelt: Revive = (_, value, { source }) => (typeof value === 'number' ? source : value);
    const ids = z.object({ id: z.string() });
    expect(parse('{"id":12345678901234567890}', ids, asSpelt)).toEqual({ id: '12345678901234567890' });
  });
});

describe('P27: an answer that is not JSON', () => {
  it.each([
    ['nothing', '', {}, 'expected JSON, got an empty body'],
    ['a web page', `<p>${canary}</p>`, { 'content-type': 'text/html; charset=utf-8' }, 'got text/html'],
    ['a web page that claims to be JSON', `<p>${canary}</p>`, undefined, 'got application/json'],
    ['half a document', `{"value":[{"id":"${canary}"`, undefined, 'got application/json'],
    ['two documents', '{"value":[]}{"value":[]}', undefined, 'got application/json'],
    ['a comment', '{"value":[]} // all', undefined, 'got application/json'],
    ['a bare word', canary, {}, 'got something else'],
    ['not a number', '{"value":NaN}', undefined, 'got application/json'],
    ['a type that is no type', 'x', { 'content-type': `<${canary}>` }, 'got something else'],
    ['two types', 'x', { 'content-type': ['text/html', 'text/plain'] }, 'got something else'],
    ['NULs', '\u0000'.repeat(100), undefined, 'got application/json'],
  ])('is refused as %s', async (_, text, headers, reason) => {
    const said = await reasonOf(text, headers);
    expect(said).toContain(reason);
    expect(said).not.toContain('canary');
  });
});

describe('P27: an answer of another shape', () => {
  it.each([
    ['null', 'expected object at $'],
    ['[]', 'expected object at $'],
    [`"${canary}"`, 'expected object at $'],
    ['{}', 'expected array at $.value'],
    [`{"value":"${canary}"}`, 'expected array at $.value'],
    ['{"value":{"0":{"id":"bob"}}}', 'expected array at $.value'],
    ['{"value":[{"id":"a"},{"id":7}]}', 'expected string at $.value[1].id'],
    ['{"value":[null]}', 'expected object at $.value[0]'],
    ['{"value":[{"id":"a","age":"old"}]}', 'expected number at $.value[0].age'],
    ['{"value":[{},{},{}]}', 'expected string at $.value[0].id and 2 more'],
    ['{"__proto__":{"value":[]}}', 'expected array at $.value'],
    ['{"constructor":{"prototype":{"value":[]}}}', 'expected array at $.value'],
  ])('%s is refused by its place', async (text, reason) => {
    expect(await reasonOf(text)).toBe(reason);
  });

  it('is refused without repeating keys that may be names of people', async () => {
    const byName = z.record(z.string(), z.object({ id: z.string() }));
    const error = await thrownBy(() => parse(`{"${canary}":{}}`, byName));
    expect(error.message).toContain('expected string at $.?.id');
  });

  it('is refused without repeating a value, whatever was expected', async () => {
    const schemas = [
      z.literal('known'),
      z.enum(['known', 'other']),
      z.union([z.number(), z.object({ id: z.string() })]),
      z.string().regex(/^\d+$/),
      z.string().max(3),
      z.iso.datetime(),
      z.strictObject({}),
      z.string().refine(() => false, 'custom'),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...schemas),
        fc.constantFrom(canary, { [canary]: canary }),
        async (schema, value) => {
          const { message } = await thrownBy(() => parse(JSON.stringify(value), schema));
          expect(message).not.toContain('canary');
        },
      ),
    );
  });
});

describe('P27: a hostile document', () => {
  const levels = 100_000;
  const deepList = '['.repeat(levels) + ']'.repeat(levels);
  const deepObject = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
  const keep: Revive = (_, value) => value;

  it.each([
    ['lists', deepList],
    ['objects', deepObject],
    ['a list in the place of an id', `{"value":[{"id":${deepList}}]}`],
  ])(`of ${levels} nested %s is refused`, async (_, text) => {
    expect((await thrownBy(() => parse(text, users))).code).toBe('UPSTREAM_INVALID');
    expect((await thrownBy(() => parse(text, users, keep))).code).toBe('UPSTREAM_INVALID');
  });

  it('of nested lists does no harm in a place that is not read', () => {
    expect(parse(`{"value":[{"id":"bob","x":${deepList}}],"y":${deepObject}}`, users)).toEqual({
      value: [{ id: 'bob' }],
    });
  });

  const polluting = [
    '{"__proto__":{"polluted":true},"id":"bob"}',
    '{"constructor":{"prototype":{"polluted":true}},"id":"bob"}',
    '{"a":{"__proto__":{"polluted":true}},"id":"bob"}',
    '{"__proto__":null,"id":"bob"}',
  ];
  const schemas = {
    object: z.object({ id: z.string() }),
    'loose object': z.looseObject({ id: z.string() }),
    record: z.record(z.string(), z.unknown()),
    unknown: z.unknown(),
  };
  it.each(
    Object.entries(schemas).flatMap(([name, schema]) =>
      polluting.map((text) => [name, text, schema] as const),
    ),
  )('reaches no prototype through a schema of %s: %s', (_, text, schema) => {
    for (const revive of [undefined, keep]) {
      const parsed = parse(text, schema, revive);
      expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
      expect(parsed).not.toHaveProperty('polluted');
      expect({}).not.toHaveProperty('polluted');
    }
  });
});
