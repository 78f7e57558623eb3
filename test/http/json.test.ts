import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createBody } from '../../src/http/body.ts';
import type { HttpAnswer } from '../../src/http/call.ts';
import { parseAnswer, parseValue, type Respell } from '../../src/http/json.ts';
import { thrownBy } from './error-of.ts';

const canary = 'canary-4711@example.com';

const answer = (
  content: string | Buffer,
  headers: HttpAnswer['headers'] = { 'content-type': 'application/json' },
): HttpAnswer => {
  const bytes = Buffer.from(content);
  const body = createBody(bytes.length);
  body.append(bytes);
  return { operation: 'Users_List', status: 200, headers, ...body.read(), tookMs: 1 };
};

const users = z.object({ value: z.array(z.object({ id: z.string(), age: z.number().optional() })) });

const parse = <Schema extends z.ZodType>(text: string, schema: Schema, respell?: Respell): z.output<Schema> =>
  parseAnswer('hub', answer(text), schema, respell === undefined ? {} : { respell });

const reasonOf = async (text: string | Buffer, headers?: HttpAnswer['headers']): Promise<string> => {
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

  const quoted: Respell = (document) => document.replace(/:([^}]+)/, ':"$1"');

  it.each(['9007199254740993', '12345678901234567890', '-0', '1.0', '1e2', '0.1'])(
    'keeps the number %s as the document spells it where it is quoted first',
    (number) => {
      expect(parse(`{"id":${number}}`, z.object({ id: z.string() }), quoted)).toEqual({ id: number });
    },
  );

  it.each(['9007199254740993', '1e400'])(
    'is refused where a whole number is expected and %s came, which a double cannot hold',
    async (number) => {
      const error = await thrownBy(() => parse(`{"id":${number}}`, z.object({ id: z.int() })));
      expect(error.message).toMatch(/ at \$\.id, got number$/);
    },
  );

  it('is read with the last of two members of one name, as everywhere else', () => {
    expect(parse('{"id":"alice","id":"bob"}', z.object({ id: z.string() }))).toEqual({ id: 'bob' });
  });

  it('may begin with a byte order mark, which is no part of it', () => {
    expect(parse('\ufeff{"value":[{"id":"\ufeffbob"}]}', users)).toEqual({ value: [{ id: '\ufeffbob' }] });
  });

  it('may hold U+FFFD, where that is what the backend spells', () => {
    expect(parse('{"id":"\ufffd"}', z.object({ id: z.string() }))).toEqual({
      id: '\ufffd',
    });
  });
});

describe('P27: an answer that is not JSON', () => {
  it.each([
    ['nothing', '', {}, 'an empty body'],
    ['nothing of a type', '', { 'content-type': 'text/html' }, 'an empty body'],
    ['nothing but a byte order mark', '\ufeff', {}, 'an empty body'],
    ['half a document', `{"value":[{"id":"${canary}"`, undefined, 'malformed application/json'],
    ['two documents', '{"value":[]}{"value":[]}', undefined, 'malformed application/json'],
    ['two byte order marks', '\ufeff\ufeff{"value":[]}', undefined, 'malformed application/json'],
    ['a comment', '{"value":[]} // all', undefined, 'malformed application/json'],
    ['not a number', '{"value":NaN}', undefined, 'malformed application/json'],
    ['NULs', '\u0000'.repeat(100), undefined, 'malformed application/json'],
    ['a web page that claims to be JSON', `<p>${canary}</p>`, undefined, 'malformed application/json'],
    ['a word', canary, { 'content-type': 'text/plain' }, 'malformed text/plain'],
    ['a word of no type', canary, {}, 'malformed text of no type'],
  ])('is refused as %s', async (_, text, headers, came) => {
    expect(await reasonOf(text, headers)).toBe(`expected JSON, got ${came}`);
  });

  it.each([
    ['a web page (S18)', 'text/html; charset=utf-8', 'text/html'],
    ['a document in XML', 'application/xml', 'application/xml'],
    ['bytes', 'application/octet-stream', 'application/octet-stream'],
    ['two things in two headers', ['application/json', 'text/html'], 'something else'],
    ['two things in one header', 'application/json, text/html', 'something else'],
    ['nothing that can be repeated', `<${canary}>`, 'something else'],
  ])('is not read where it says that it is %s, even if it could be', async (_, type, came) => {
    expect(await reasonOf('{"value":[]}', { 'content-type': type })).toBe(`expected JSON, got ${came}`);
  });

  it.each([
    ['Latin-1', Buffer.from(`{"value":[{"id":"J\xfcrgen"}]}`, 'latin1')],
    ['UTF-16', Buffer.from('\ufeff{"value":[]}', 'utf16le')],
    ['half a character', Buffer.from('{"value":[{"id":"\u00fc').subarray(0, -1)],
    [
      'a surrogate',
      Buffer.from([...Buffer.from('{"value":[{"id":"'), 0xed, 0xa0, 0x80, ...Buffer.from('"}]}')]),
    ],
    ['a slash spelt too long', Buffer.from([...Buffer.from('["'), 0xc0, 0xaf, ...Buffer.from('"]')])],
  ])('is not read in %s, lest a name be written back with a hole in it', async (_, bytes) => {
    expect(await reasonOf(bytes)).toBe('expected JSON, got bytes that are not UTF-8');
  });
});

describe('P27: an answer of another shape', () => {
  it.each([
    ['null', 'expected object at $, got null'],
    ['[]', 'expected object at $, got array'],
    [`"${canary}"`, 'expected object at $, got string'],
    ['{}', 'expected array at $.value, got nothing'],
    [`{"value":"${canary}"}`, 'expected array at $.value, got string'],
    ['{"value":{"0":{"id":"bob"}}}', 'expected array at $.value, got object'],
    ['{"value":[{"id":"a"},{"id":7}]}', 'expected string at $.value[1].id, got number'],
    ['{"value":[{"id":"a"},{"id":null}]}', 'expected string at $.value[1].id, got null'],
    ['{"value":[null]}', 'expected object at $.value[0], got null'],
    ['{"value":[{"id":"a","age":"old"}]}', 'expected number at $.value[0].age, got string'],
    ['{"value":[{"id":"a","age":true}]}', 'expected number at $.value[0].age, got boolean'],
    ['{"value":[{},{},{}]}', 'expected string at $.value[0].id, got nothing and 2 more'],
    ['{"__proto__":{"value":[]}}', 'expected array at $.value, got nothing'],
    ['{"constructor":{"prototype":{"value":[]}}}', 'expected array at $.value, got nothing'],
  ])('%s is refused by its place and what came there', async (text, reason) => {
    expect(await reasonOf(text)).toBe(reason);
  });

  it('is refused where a list of roles is a string (S18)', async () => {
    const roles = z.object({ roles: z.array(z.string()) });
    const { message } = await thrownBy(() => parse('{"roles":"admin"}', roles));
    expect(message).toMatch(/: expected array at \$\.roles, got string$/);
  });
});

describe('P27: a hostile document', () => {
  const levels = 100_000;
  const deepList = '['.repeat(levels) + ']'.repeat(levels);
  const deepObject = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

  it.each([
    ['lists', deepList],
    ['objects', deepObject],
    ['a list in the place of an id', `{"value":[{"id":${deepList}}]}`],
  ])(`of ${levels} nested %s is refused`, async (_, text) => {
    expect((await thrownBy(() => parse(text, users))).code).toBe('UPSTREAM_INVALID');
  });

  it('of nested lists does no harm in a place that is not read, as long as it is short', async () => {
    expect(parse(`{"value":[{"id":"bob","x":${deepList}}]}`, users)).toEqual({ value: [{ id: 'bob' }] });
    expect(await reasonOf(`{"value":[{"id":"bob","x":${deepList}}],"y":${deepObject}}`)).toBe(
      'nested deeper than 64',
    );
  });

  const polluting = [
    '{"__proto__":{"isAdmin":true},"id":"bob"}',
    '{"constructor":{"prototype":{"isAdmin":true}},"id":"bob"}',
    '{"a":{"__proto__":{"isAdmin":true}},"id":"bob"}',
    '{"__proto__":null,"id":"bob"}',
    '{"\\u005f_proto__":{"isAdmin":true},"id":"bob"}',
    '{"__proto__":{"id":"eve"},"__proto__":{"isAdmin":true},"id":"bob"}',
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
  )('S18: reaches no prototype through a schema of %s: %s', (_, text, schema) => {
    const parsed = parse(text, schema);
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
    expect(parsed).not.toHaveProperty('isAdmin');
    expect({}).not.toHaveProperty('isAdmin');
  });
});
