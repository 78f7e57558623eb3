import { buildSchema, GraphQLError, graphqlSync } from 'graphql';
import { describe, expect, it } from 'vitest';
import { withoutValues } from '../../src/graphql/without-values.ts';

const schema = buildSchema(`
  type Query { a(int: Int, id: ID, list: [In!], in: In, word: Word, time: Time): Int, one(of: One!): Int }
  input One @oneOf { text: String, id: ID }
  input In { text: String!, word: Word, inner: In }
  enum Word { ONE TWO }
  scalar Time
`);
Object.assign(schema.getType('Time') ?? {}, {
  parseValue: () => {
    throw new GraphQLError('expected an instant');
  },
});

const complaints = (document: string, variables: Readonly<Record<string, unknown>> = {}): readonly string[] =>
  graphqlSync({ schema, source: document, variableValues: variables }).errors?.map(withoutValues) ?? [];

const secret = 'Jx8"; Value at "Kq2", found: Zt5';

describe('a complaint about variables', () => {
  it.each([
    ['Int', secret, 'Variable "$v" got an invalid value; Int cannot represent non-integer value.'],
    ['ID', { [secret]: secret }, 'Variable "$v" got an invalid value; ID cannot represent value.'],
    ['Word', secret, 'Variable "$v" got an invalid value; The value does not exist in "Word" enum.'],
    ['Word', [secret], 'Variable "$v" got an invalid value; Enum "Word" cannot represent non-string value.'],
    ['Time', secret, 'Variable "$v" got an invalid value; expected an instant'],
    ['In', secret, 'Variable "$v" got an invalid value; Expected type "In" to be an object.'],
    [
      'In',
      { text: [secret] },
      'Variable "$v" got an invalid value at "v.text"; String cannot represent a non string value.',
    ],
    [
      'In',
      { text: '', word: secret },
      'Variable "$v" got an invalid value at "v.word"; The value does not exist in "Word" enum.',
    ],
    [
      '[In!]',
      [{ text: '', inner: secret }],
      'Variable "$v" got an invalid value at "v[0].inner"; Expected type "In" to be an object.',
    ],
    [
      'In',
      { text: '', txet: secret },
      'Variable "$v" got an invalid value; Field "txet" is not defined by type "In".',
    ],
    [
      'In',
      { text: '', [secret]: 1 },
      'Variable "$v" got an invalid value; A field that has no name is not defined by type "In".',
    ],
  ])('of type %s does not repeat the value %j', (type, value, complaint) => {
    const argument = type.replace(/\W/g, '').toLowerCase();
    const name = type.startsWith('[') ? 'list' : argument;
    expect(complaints(`query ($v: ${type}) { a(${name}: $v) }`, { v: value })).toEqual([complaint]);
  });
});

describe('a complaint about a document', () => {
  it.each([
    ['Jx8 { a }', 'Syntax Error: Unexpected Name.'],
    ['{ a } 4711', 'Syntax Error: Unexpected Int.'],
    ['{ "Jx8" }', 'Syntax Error: Expected Name.'],
    ['{ a(int: "Jx8") }', 'Int cannot represent non-integer value.'],
    ['{ a(word: Jx8) }', 'The value does not exist in "Word" enum.'],
    ['{ a(word: "Jx8") }', 'Enum "Word" cannot represent non-enum value.'],
    ['{ a(in: "Jx8") }', 'Expected value of type "In".'],
    ['{ a(in: { text: ["Jx8"] }) }', 'String cannot represent a non string value.'],
  ])('does not repeat the value in %s', (document, complaint) => {
    expect(complaints(document)).toEqual([complaint]);
  });

  it('does not repeat the value of an argument that shows to be wrong only once variables are known', () => {
    expect(complaints('query ($id: ID) { one(of: { id: $id }) }')).toEqual([
      'Argument "of" has invalid value.',
    ]);
  });

  it('repeats names where names belong', () => {
    expect(complaints('{ b }')).toEqual(['Cannot query field "b" on type "Query".']);
    expect(complaints('{ a(itn: 1) }')).toEqual(['Unknown argument "itn" on field "Query.a".']);
  });

  it('does not repeat the name of an operation that there is not', () => {
    const error = graphqlSync({ schema, source: '{ a }', operationName: 'Jx8' }).errors?.[0];
    expect(error && withoutValues(error)).toBe('No operation of the document has that name.');
  });
});
