import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { shapeOf } from '../../../src/server/limits/document-shape.ts';

const shape = (document: string) => shapeOf(parse(document));

describe('the shape of a document', () => {
  it('counts definitions, aliases and directives wherever they stand', () => {
    expect(
      shape(`
        query ($a: Boolean!) @q { one: roles { name @skip(if: $a) } ...F @include(if: $a) }
        fragment F on Query @f { two: __typename ... on Query @x { three: __typename } }
      `),
    ).toEqual({ definitions: 2, aliases: 3, directives: 5, depth: 2, rootFields: 3, mutations: 0 });
  });

  it('takes depth and root fields through fragments, and of the largest operation', () => {
    expect(
      shape(`
        query Small { a }
        query Large { ...F b { ...G } }
        mutation M { c d }
        fragment F on T { e { f { ...G } } }
        fragment G on T { g { h } }
      `),
    ).toMatchObject({ definitions: 5, depth: 4, rootFields: 2, mutations: 2 });
  });

  it('leaves out what lies within introspection', () => {
    expect(
      shape('{ __schema { types { fields { type { ofType { ofType { name } } } } } } a { b } }').depth,
    ).toBe(2);
  });

  it('ends with fragments within themselves, and with those that there are not', () => {
    expect(shape('{ ...A ...Z } fragment A on Q { a { ...B } } fragment B on Q { b { ...A } }').depth).toBe(
      3,
    );
  });

  it('takes as long as the document is long, however often each fragment spreads the next', () => {
    const laughs = Array.from(
      { length: 60 },
      (_, at) => `fragment F${at} on Q { a { ...F${at + 1} } b { ...F${at + 1} } }`,
    );
    expect(shape(`{ ...F0 ...F0 } ${laughs.join(' ')} fragment F60 on Q { c }`)).toMatchObject({
      depth: 61,
      rootFields: 4,
    });
  });
});
