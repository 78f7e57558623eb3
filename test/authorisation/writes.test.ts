import { describe, expect, it } from 'vitest';
import { scopes as allScopes, type Scope } from '../../src/domain/caller.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { documentOf } from '../canaries/selection.ts';
import { everyMutation, inputOf, startForEvery } from '../graphql/every-mutation.ts';
import { shareGateway } from '../graphql/shared-gateway.ts';
import { readDeclaredScopes } from './declared-scopes.ts';

const schema = createSchema();
const declared = readDeclaredScopes();
const scopeOf = (field: string): Scope => {
  const scope = declared.ofField.get(`Mutation.${field}`);
  if (scope === undefined) throw new Error(`${field} takes no scope`);
  return scope;
};

/** Such a call takes `apply` too: who may not change roles may not hand them out another way. */
const handsOutRoles = (field: string, input: object): boolean =>
  field === 'createApiToken' || /"(nativeRoles|password|groups?)":/.test(JSON.stringify(input));

const examples = everyMutation.map((one) => [one.field, one.backend, one] as const);

const documentFor = (field: string): string =>
  documentOf(schema, { operation: 'mutation', name: field, depth: 2 });

describe('P14: a mutation', () => {
  const gateway = shareGateway(() =>
    startForEvery({
      callers: Object.fromEntries([
        ...allScopes.map((scope) => [scope, { scopes: [scope] }] as const),
        ...allScopes.map((scope) => [`all-but-${scope}`, { scopes: allBut(scope) }] as const),
      ]),
    }),
  );

  it.each(examples)(
    '%s on %s is refused to whoever lacks its scope, and no backend is asked',
    async (field, _backend, one) => {
      const input = await inputOf(gateway(), one);
      const right = scopeOf(field);
      gateway().calls();
      for (const caller of [...allBut(right), `all-but-${right}`]) {
        const refused = await gateway().query(documentFor(field), { input }, caller);
        expect(refused.data, caller).toEqual({ [field]: null });
        expect(refused.errors, caller).toMatchObject([{ path: [field], extensions: { code: 'FORBIDDEN' } }]);
      }
      expect(Object.values(gateway().calls()).flat()).toEqual([]);
    },
  );
});

describe('P14: whoever has the scope of a mutation and no other', () => {
  const gateway = shareGateway(() =>
    startForEvery({
      callers: Object.fromEntries(allScopes.map((scope) => [scope, { scopes: [scope] }])),
    }),
  );

  it.each(examples)(
    'may call %s on %s, and is not told of objects that only readers see',
    async (field, _backend, one) => {
      const input = await inputOf(gateway(), one);
      const { data, errors = [] } = await gateway().query(documentFor(field), { input }, scopeOf(field));
      for (const { extensions, path = [] } of errors) {
        expect(extensions.code).toBe('FORBIDDEN');
        if (!handsOutRoles(field, input)) expect(path).not.toEqual([field]);
      }
      expect(told(data?.[field])).toEqual([]);
    },
  );
});

const allBut = (scope: Scope): readonly Scope[] =>
  allScopes.filter((one) => one !== scope && one !== 'admin');

/** What is told of objects: everything but names of types, complaints, the id of what is gone and a new secret. */
const told = (payload: unknown): readonly string[] => {
  if (typeof payload !== 'object' || payload === null) return [];
  return Object.entries(payload).flatMap(([name, value]) => {
    if (['__typename', 'errors', 'deletedId', 'secret'].includes(name) || value === null) return [];
    return typeof value === 'object' ? told(value) : [`${name}: ${String(value)}`];
  });
};
