import { makeExecutableSchema } from '@graphql-tools/schema';
import { graphql } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Scope } from '../../src/domain/caller.ts';
import { enforceScopes } from '../../src/graphql/requires.ts';

const answers = { name: 'Ada', colleague: { name: 'Bert' } };

const schema = enforceScopes(
  makeExecutableSchema({
    typeDefs: `
      directive @requires(scope: Scope!) repeatable on FIELD_DEFINITION | OBJECT
      enum Scope { READ TOKENS AUDIT ADMIN }
      interface Named { name: String }
      type Person implements Named @requires(scope: READ) { name: String, colleague: Person, pin: String @requires(scope: TOKENS) }
      type Query { open: String, person: Person, anybody: Named, both: String @requires(scope: TOKENS) @requires(scope: AUDIT) }
    `,
    resolvers: {
      Named: { __resolveType: () => 'Person' },
      Person: { pin: () => '1234' },
      Query: { open: () => 'open', person: () => answers, anybody: () => answers, both: () => 'both' },
    },
  }),
);

const ask = async (source: string, ...scopes: readonly Scope[]) => {
  const caller = { name: 'ops', scopes: new Set(scopes), backends: null, accounts: [] };
  const { data, errors = [] } = await graphql({ schema, source, contextValue: { caller } });
  return JSON.parse(JSON.stringify({ data, errors: errors.map(({ message, path }) => ({ message, path })) }));
};

describe('a scope', () => {
  it('on a type holds for each of its fields, also where nothing on the way asks for one', async () => {
    const missing = 'This takes the scope read; ops has audit';
    expect(await ask('{ open person { name } anybody { name } }', 'audit')).toEqual({
      data: { open: 'open', person: { name: null }, anybody: { name: null } },
      errors: [
        { message: missing, path: ['person', 'name'] },
        { message: missing, path: ['anybody', 'name'] },
      ],
    });
    expect(await ask('{ person { colleague { name } } anybody { name } }', 'read')).toEqual({
      data: { person: { colleague: { name: 'Bert' } }, anybody: { name: 'Ada' } },
      errors: [],
    });
  });

  it('on a field is needed beside that of its type, and every one where there are several', async () => {
    expect((await ask('{ person { pin } }', 'tokens')).errors[0].message).toContain('the scope read;');
    expect((await ask('{ person { pin } }', 'read')).errors[0].message).toContain('the scope tokens;');
    expect((await ask('{ person { pin } }', 'read', 'tokens')).data).toEqual({ person: { pin: '1234' } });
    expect((await ask('{ both }', 'tokens')).errors[0].message).toContain('the scope audit;');
    expect((await ask('{ both }', 'tokens', 'audit')).data).toEqual({ both: 'both' });
  });

  it('is held by `admin`, and by nobody who has none', async () => {
    expect((await ask('{ both person { pin } }', 'admin')).errors).toEqual([]);
    expect((await ask('{ both }')).errors[0].message).toBe('This takes the scope tokens; ops has none');
  });
});
