import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { manifestFile } from '../../src/config/manifest-file.ts';

/** What is read of a file that holds this text, or what is wrong with it. */
const read = (text: string | null) => {
  const { data, error } = z
    .object({
      at: manifestFile({
        env: () => undefined,
        readFile: () => {
          if (text === null) throw new Error('ENOENT');
          return text;
        },
      }),
    })
    .safeParse({ at: 'list.json' });
  return data?.at ?? error?.issues.map(({ message }) => message);
};

const apollo = (operations: unknown, more: object = {}): string =>
  JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations, ...more });

describe('a file of trusted documents', () => {
  it('is read as graphql-codegen writes it, in its order', () => {
    expect(read('{"b":"{ b }","a":"{ a }","constructor":"{ c }"}')).toEqual({
      path: 'list.json',
      documents: [
        { id: 'b', text: '{ b }' },
        { id: 'a', text: '{ a }' },
        { id: 'constructor', text: '{ c }' },
      ],
    });
    expect(read('{}')).toEqual({ path: 'list.json', documents: [] });
  });

  it('is read as the tools of Apollo write it, with all that it may hold beside', () => {
    const operation = { id: 'a', name: 'A', type: 'query', body: 'query A { a }' };
    expect(read(apollo([operation, { ...operation, clientName: 'web' }]))).toEqual({
      path: 'list.json',
      documents: [
        { id: 'a', text: 'query A { a }' },
        { id: 'a', text: 'query A { a }' },
      ],
    });
  });

  it.each([
    [null, 'the file named here cannot be read'],
    ['', 'the file named here is no JSON'],
    ['{"a":', 'the file named here is no JSON'],
    ['[]', 'the file named here: expected a mapping, got a list'],
    ['null', 'the file named here: expected a mapping, got nothing'],
    ['{"a":7}', 'the file named here: a: expected text, got a number'],
    ['{"a":""}', 'the file named here: a: expected some text'],
    ['{"":"{ a }"}', 'the file named here: expected some text'],
    [
      apollo([], { format: 'other' }),
      'the file named here: format: expected one of apollo-persisted-query-manifest',
    ],
    [apollo([], { version: 2 }), 'the file named here: version: expected one of 1'],
    [apollo({}), 'the file named here: operations: expected a list, got a mapping'],
    [apollo([{ id: 'a' }]), 'the file named here: operations[0].body: missing; expected text'],
  ])('that holds %s is refused', (text, complaint) => {
    expect(read(text)).toEqual([complaint]);
  });

  it('is refused with every problem at once', () => {
    expect(read(apollo([{ id: 7, body: '{ a }' }, { id: 'b' }]))).toEqual([
      'the file named here: operations[0].id: expected text, got a number',
      'the file named here: operations[1].body: missing; expected text',
    ]);
  });
});
