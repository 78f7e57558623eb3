import { describe, expect, it } from 'vitest';
import { scopes as allScopes, type Scope } from '../../src/domain/caller.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { documentOf } from '../canaries/selection.ts';
import { everyMutation, inputOf, startForEvery } from '../graphql/every-mutation.ts';
import { shareGateway } from '../graphql/shared-gateway.ts';
import { callersOf, nameOf } from './combinations.ts';
import { readDeclaredScopes, scopesFor } from './declared-scopes.ts';

const schema = createSchema();
const declared = readDeclaredScopes();
const neededFor = (field: string): readonly Scope[] => scopesFor(declared, 'Mutation', field);

/** Whether such a call takes `apply` too: who may not change roles may not hand them out another way. */
const handsOutRoles = (input: object): boolean =>
  /"(nativeRoles|password|groups?)":/.test(JSON.stringify(input));

const examples = everyMutation.map((one) => [one.field, one.backend, one] as const);

const documentFor = (field: string): string =>
  documentOf(schema, { operation: 'mutation', name: field, depth: 2 });

const allBut = (scope: Scope): readonly Scope[] =>
  allScopes.filter((one) => one !== scope && one !== 'admin');

/** Nobody, each scope alone, and all but one. */
const combinations = [[], ...allScopes.map((scope) => [scope]), ...allScopes.map(allBut)];

describe('P14: a mutation', () => {
  const gateway = shareGateway(() =>
    startForEvery({
      callers: callersOf(combinations),
    }),
  );

  it.each(examples)(
    '%s on %s is refused to whoever lacks a scope of it, and no backend is asked',
    async (field, _backend, one) => {
      const input = await inputOf(gateway(), one);
      const needed = neededFor(field);
      expect(needed).not.toEqual([]);
      const lacking = combinations
        .filter((scopes) => !scopes.includes('admin'))
        .filter((scopes) => !needed.every((scope) => scopes.includes(scope)));
      gateway().calls();
      for (const caller of lacking.map(nameOf)) {
        const refused = await gateway().query(documentFor(field), { input }, caller);
        expect(refused.data, caller).toEqual({ [field]: null });
        expect(refused.errors, caller).toMatchObject([{ path: [field], extensions: { code: 'FORBIDDEN' } }]);
      }
      expect(Object.values(gateway().calls()).flat()).toEqual([]);
    },
  );
});

describe('P14: whoever has the scopes of a mutation and no other', () => {
  const gateway = shareGateway(() =>
    startForEvery({
      callers: callersOf(everyMutation.map(({ field }) => neededFor(field))),
    }),
  );

  it.each(examples)(
    'may call %s on %s, and is not told of objects that only readers see',
    async (field, _backend, one) => {
      const input = await inputOf(gateway(), one);
      const caller = nameOf(neededFor(field));
      const { data, errors = [] } = await gateway().query(documentFor(field), { input }, caller);
      const mayBeRefused = handsOutRoles(input) && !neededFor(field).includes('apply');
      if (!mayBeRefused) expect(data[field]).not.toBeNull();
      for (const { extensions } of errors) expect(extensions.code).toBe('FORBIDDEN');
      expect(told(data[field])).toEqual([]);
    },
  );
});

describe('P14: whoever may do everything by one scope', () => {
  const gateway = shareGateway(() => startForEvery({ callers: { admin: { scopes: ['admin'] } } }));

  it.each(examples)('is kept by no scope from %s on %s', async (field, _backend, one) => {
    const input = await inputOf(gateway(), one);
    const { data, errors } = await gateway().query(documentFor(field), { input }, 'admin');
    expect(errors).toBeUndefined();
    expect(data[field].errors).toEqual(
      (one.example.outcome ?? []).map((code) => expect.objectContaining({ code })),
    );
  });
});

/**
 * What is told of objects: everything but names of types, complaints, the id of what is gone, a new secret, and of an API token what takes no
 * other scope.
 */
const told = (payload: unknown): readonly string[] => {
  if (typeof payload !== 'object' || payload === null) return [];
  return Object.entries(payload).flatMap(([name, value]) => {
    if (['__typename', 'errors', 'deletedId', 'secret'].includes(name) || value === null) return [];
    if (name === 'apiToken') return told({ ...value, ...ownOfApiToken });
    return typeof value === 'object' ? told(value) : [`${name}: ${String(value)}`];
  });
};

const ownOfApiToken = { id: null, backend: null, nativeId: null, expiresAt: null, expired: null };
