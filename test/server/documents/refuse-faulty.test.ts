import { describe, expect, it } from 'vitest';
import { startGateway } from '../../gateway.ts';

const caller = '{ caller { name } }';

/** What a gateway over these manifests is refused with, line by line; nothing where it starts. */
const complaintsAbout = async (
  manifests: Readonly<Record<string, object>>,
  config = '',
): Promise<readonly string[]> => {
  try {
    await using _gateway = await startGateway({
      people: 0,
      files: Object.fromEntries(
        Object.entries(manifests).map(([path, texts]) => [path, JSON.stringify(texts)] as const),
      ),
      config: `documents: { mode: only, manifests: [${Object.keys(manifests)}] }\n${config}`,
    });
    return [];
  } catch (error) {
    const [sentence, ...lines] = (error as Error).message.split('\n');
    expect(sentence).toBe('expected trusted documents that this gateway can answer:');
    return lines.map((line) => line.trim());
  }
};

const apollo = (operations: readonly (readonly [string, string])[]) => ({
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: operations.map(([id, body]) => ({ id, name: 'Any', type: 'query', body })),
});

describe('at the start a manifest is refused', () => {
  it.each([
    ['that is none', 'query Q {\n  a(', '"a": Syntax Error: Expected Name, found <EOF>. (2:5)'],
    [
      'that the schema does not know',
      'query Q {\n  nonsense\n}',
      '"a" (Q): Cannot query field "nonsense" on type "Query". Did you mean "nodes"? (2:3)',
    ],
    ['without an operation', '# none', '"a": Syntax Error: Unexpected <EOF>. (1:7)'],
    ['that is a schema', 'type X { a: Int }', '"a": it has no operation'],
    ['that nobody serves', 'subscription S { caller { name } }', '"a" (S): no subscription is served'],
    [
      'with two operations of one name',
      'query A { caller { name } } query A { caller { name } }',
      '"a" (A): There can be only one operation named "A". (1:7)',
    ],
    [
      'over a limit',
      `query Q { ${Array.from({ length: 31 }, (_, at) => `a${at}: __typename`).join(' ')} }`,
      '"a": expected at most 30 aliases in a document, got 31 (aliases)',
    ],
    [
      'of too many tokens',
      `{ ${'__typename '.repeat(1000)} }`,
      '"a": expected at most 1000 tokens in a document, got more (tokens)',
    ],
  ])('with a document %s', async (_title, text, complaint) => {
    expect(await complaintsAbout({ 'a.json': { a: text } })).toContainEqual(`a.json, ${complaint}`);
  });

  it('with an id that is the SHA-256 of another text, or that no request can name', async () => {
    expect(
      await complaintsAbout({
        'a.json': { [`sha256:${'0'.repeat(64)}`]: caller, ['x'.repeat(256)]: caller },
      }),
    ).toEqual([
      `a.json, "sha256:${'0'.repeat(64)}": this id is the SHA-256 of another text`,
      `a.json, "${'x'.repeat(80)}": no request can name an id of more than 255 characters`,
    ]);
  });

  it('where two documents have one id, within a file and over files', async () => {
    const other = 'query Other { caller { scopes } }';
    expect(
      await complaintsAbout({
        'a.json': { x: caller },
        'b.json': { x: other },
        'c.json': apollo([
          ['y', caller],
          ['y', other],
        ]),
      }),
    ).toEqual([
      'b.json, "x" (Other): another document has this id',
      'c.json, "y" (Other): another document has this id',
    ]);
  });

  it('with a document that is nested beyond measure, however many tokens are taken', async () => {
    expect(
      await complaintsAbout({ 'a.json': { a: '{a'.repeat(10_000) } }, 'limits: { tokens: 100000 }'),
    ).toEqual(['a.json, "a": expected at most 500 brackets within each other in a document']);
  });

  it('with every problem told at once', async () => {
    expect(
      await complaintsAbout({
        'a.json': { one: '{ a b }', two: caller },
        'b.json': apollo([['three', 'query Three($x: Nothing) { caller { name } }']]),
      }),
    ).toEqual([
      'a.json, "one": Cannot query field "a" on type "Query". (1:3)',
      'a.json, "one": Cannot query field "b" on type "Query". (1:5)',
      'b.json, "three" (Three): Unknown type "Nothing". Did you mean "String"? (1:17)',
      'b.json, "three" (Three): Variable "$x" is never used in operation "Three". (1:13)',
    ]);
  });
});

describe('at the start a manifest is taken', () => {
  it('with one document under two ids, one id twice, and the same in two files', async () => {
    expect(
      await complaintsAbout({
        'a.json': { x: caller, y: caller },
        'b.json': apollo([
          ['x', caller],
          ['x', caller],
        ]),
      }),
    ).toEqual([]);
  });

  it('with what a limit that only warns lets pass', async () => {
    const text = `{ ${Array.from({ length: 31 }, (_, at) => `a${at}: __typename`).join(' ')} }`;
    expect(
      await complaintsAbout({ 'a.json': { a: text } }, 'limits: { warnOnly: [aliases, rootFields] }'),
    ).toEqual([]);
  });
});
