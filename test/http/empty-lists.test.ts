import { describe, expect, it } from 'vitest';
import { emptyLists } from '../../src/http/empty-lists.ts';

const emptied = (document: string): string => emptyLists(Buffer.from(document), 'users');

describe('lists under a key', () => {
  it('are left empty wherever they stand, and nothing else is', () => {
    expect(emptied('{"data":[{"users" : [{"users":[1],"a":"]"}],"roles":[1]},{"users":[],"id":"ü"}]}')).toBe(
      '{"data":[{"users" : [],"roles":[1]},{"users":[],"id":"ü"}]}',
    );
  });

  it.each([
    '{"users":{"a":[1]},"b":"users","c":["users"]}',
    '{"a":"\\"users\\":[1]"}',
    '{"a":"users","users":null,"Users":[1],"users2":[1]}',
    '[]',
    '',
  ])('are none in %s', (document) => {
    expect(emptied(document)).toBe(document);
  });

  it('P27: leave a document malformed where they have no end', () => {
    for (const document of ['{"users":[1,2', '{"users":["', '{"users":[', '{"users":[1}', '{"users":[1]'])
      expect(() => JSON.parse(emptied(document)), document).toThrow(SyntaxError);
  });
});
