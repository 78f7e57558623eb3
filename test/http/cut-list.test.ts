import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutList } from '../../src/http/cut-list.ts';

const piecesOf = (document: string, entriesEach = 2): readonly string[] => {
  const pieces = cutList(Buffer.from(document), entriesEach);
  return pieces === null ? [] : Array.from({ length: pieces.count }, (_, number) => pieces.piece(number));
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

describe('a document is cut', () => {
  it('at the list that it is', () => {
    expect(piecesOf(' [ 1, [2,3] ,"4,]", {"a":[5,6]},7 ]\n')).toEqual([
      ' [ 1, [2,3] ]\n',
      ' ["4,]", {"a":[5,6]}]\n',
      ' [7 ]\n',
    ]);
  });

  it('at the longest list among its members, with the others in each piece', () => {
    expect(piecesOf('{"next":"/x,[","few":[1,2,3],"value":[10,20,30],"n":{"v":[1,2,3,4,5,6,7,8]}}')).toEqual([
      '{"next":"/x,[","few":[1,2,3],"value":[10,20],"n":{"v":[1,2,3,4,5,6,7,8]}}',
      '{"next":"/x,[","few":[1,2,3],"value":[30],"n":{"v":[1,2,3,4,5,6,7,8]}}',
    ]);
  });

  it('into pieces that say together what it says, whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.integer({ min: 2, max: 4 }), (value, entriesEach) => {
        for (const document of [JSON.stringify(value), JSON.stringify({ value, next: 'ü\\"' }, null, 1)]) {
          const pieces = piecesOf(document, entriesEach).map((piece) => JSON.parse(piece));
          const lists: unknown[][] = pieces.map((piece) => (Array.isArray(piece) ? piece : piece.value));
          if (pieces.length === 0) continue;
          expect(lists.flat()).toEqual(JSON.parse(JSON.stringify(value)));
          expect(lists.slice(0, -1).every(({ length }) => length === entriesEach)).toBe(true);
          expect(cutList(Buffer.from(document), entriesEach)?.entries).toBe(value.length);
        }
      }),
    );
  });
});

describe('a document is left as it is', () => {
  it.each([
    ['of a list as short as a piece', '[1,2]'],
    ['that is no list and has none', '{"a":{"value":[1,2,3]},"b":"[1,2,3]"}'],
    ['of which a list is not the most', `{"text":"${'x'.repeat(20_000)}","value":[1,2,3]}`],
    ['that is empty', ''],
    ['that is a string', '"[1,2,3]"'],
    ['whose list has no end', '[1,2,3'],
    ['whose list ends as something else', '[1,2,3}'],
    ['whose last string has no end', '{"value":[1,2,"3]}'],
    ['with a comma before its end', '[1,2,]'],
  ])('%s', (_, document) => {
    expect(cutList(Buffer.from(document), 2)).toBe(null);
  });
});

it('P27: what is malformed anywhere has a piece that is', () => {
  for (const document of [
    '[1,2,,3]',
    '[,1,2,3]',
    '[1,2,3,,]',
    '[1 2,3,4]',
    '[1,2,3] 4',
    '[1,{"a":2]},3]',
    '[1,2,{"a"}]',
    '[1,2,"\\x"]',
    '{"value":[1,2,3],}',
    '{"value":[1,2,3]',
    '{"value":[1,2,3]]',
    '{"value":[1,2,3] "next":"x"}',
    '{value:[1,2,3]}',
  ]) {
    expect(parse(document), document).toBe(undefined);
    const pieces = piecesOf(document);
    if (pieces.length > 0) expect(pieces.map(parse), document).toContain(undefined);
  }
});

describe('P27: ten times as much takes about ten times as long', () => {
  it.each([
    ['of entries', (size: number) => `[${'{},'.repeat(30 * size)}{}]`],
    [
      'of a key that comes often',
      (size: number) => `{${'"a":[1,2,3],'.repeat(2 * size)}"value":[${'1,'.repeat(10 * size)}1]}`,
    ],
  ])('%s', (_what, documentOf) => {
    const millisecondsFor = (size: number): number => {
      const document = documentOf(size);
      const began = performance.now();
      piecesOf(document, 500);
      return performance.now() - began;
    };
    millisecondsFor(10_000);
    expect(millisecondsFor(100_000)).toBeLessThan(50 * Math.max(5, millisecondsFor(10_000)));
  });
});
