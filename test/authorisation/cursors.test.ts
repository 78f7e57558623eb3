import { randomBytes } from 'node:crypto';
import { getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '../../src/domain/caller.ts';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { nativeRoles } from '../canaries/accounts.ts';
import { rawAnswer } from './raw-answer.ts';
import { startWorld, type World } from './world.ts';

const schema = createSchema();

/** A page of one, for `$after`. */
type List = { readonly document: string; readonly id?: (world: World) => string | undefined };

const page = 'pageInfo { endCursor }';
const list = (field: string, args = ''): List => ({
  document: `query ($after: String) { ${field}(first: 1, after: $after ${args}) { ${page} } }`,
});
const within = (type: string, field: string, id: (world: World) => string | undefined): List => ({
  document: `query ($after: String, $id: ID!) { node(id: $id) { ... on ${type} { ${field}(first: 1, after: $after) { ${page} } } } }`,
  id,
});
const onBackend = (type: 'NativeRole' | 'Organization' | 'Group', backend: string, id: string) => () =>
  toGlobalId({ type, backend, id });

/** Every field that leads to pages. */
const lists: Readonly<Record<string, List>> = {
  'Query.accounts': list('accounts'),
  'Query.users': list('users'),
  'Query.organizations': list('organizations', 'backend: "iot"'),
  'Query.apiTokens': list('apiTokens', 'backend: "iot"'),
  'Query.groups': list('groups', 'backend: "vpn"'),
  'Query.plans': list('plans', 'origins: [ROLE_SYNC, OFFBOARDING, DIRECT]'),
  'Query.runs': list('runs'),
  'Query.auditEntries': list('auditEntries'),
  'Role.users': {
    document: `query ($after: String) { role(name: "operator") { users(first: 1, after: $after) { ${page} } } }`,
  },
  'NativeRole.accounts': within('NativeRole', 'accounts', onBackend('NativeRole', 'iot', nativeRoles.iot[0])),
  'Organization.accounts': within('Organization', 'accounts', onBackend('Organization', 'iot', 'seattle')),
  'Group.accounts': within('Group', 'accounts', onBackend('Group', 'vpn', cipherscaleIds.groups.everyone)),
  'Plan.changes': within('Plan', 'changes', ({ plans }) => plans[0]),
  'Plan.excluded': within('Plan', 'excluded', ({ plans }) => plans[0]),
  'Run.outcomes': within('Run', 'outcomes', ({ runs }) => runs[0]),
  'Drift.outside': {
    document: `query ($after: String) { drift { outside(first: 1, after: $after) { ${page} } } }`,
  },
};

/** Lists of one sort whose pages are not each other's. */
const others: Readonly<Record<string, List>> = {
  'accounts of a backend': list('accounts', 'filter: { backend: "iot" }'),
  'accounts in another order': list('accounts', 'orderBy: { by: NAME }'),
  'tokens that grant something': list('apiTokens', 'backend: "iot", grantingRole: "operator"'),
  'the oldest entries': list('auditEntries', 'direction: ASC'),
  'another plan': within('Plan', 'changes', ({ plans }) => plans[1]),
  'another role': {
    document: `query ($after: String) { role(name: "admin") { users(first: 1, after: $after) { ${page} } } }`,
  },
  'accounts of another native role': within(
    'NativeRole',
    'accounts',
    onBackend('NativeRole', 'iot', nativeRoles.iot[1]),
  ),
};

describe('P13: a cursor', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ other: { scopes }, elsewhere: { scopes, backends: ['iot', 'vpn'] } });
  });
  afterAll(() => world.gateway[Symbol.asyncDispose]());

  const ask = ({ document, id }: List, after: string | null, caller = 'all') =>
    rawAnswer(world.gateway, document, { after, ...(id === undefined ? {} : { id: id(world) }) }, caller);

  const cursorOf = async (one: List): Promise<string> => {
    const answer = await ask(one, null);
    const [, cursor] = /"endCursor":"([^"]+)"/.exec(answer) ?? [];
    if (cursor === undefined) throw new Error(`expected a cursor, got ${answer}`);
    return cursor;
  };

  it('is given by every field that leads to pages', () => {
    const paged = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
          .map((field) => `${type.name}.${field.name}`),
      );
    expect(Object.keys(lists).toSorted()).toEqual(paged.toSorted());
  });

  it.each(Object.entries({ ...lists, ...others }))(
    'of %s is to everybody else, and to every other list, as one of nobody',
    async (field, one) => {
      const cursor = await cursorOf(one);
      expect(await ask(one, cursor)).not.toContain('"errors"');
      const garbage = randomBytes(Buffer.from(cursor, 'base64url').length).toString('base64url');
      for (const caller of ['other', 'elsewhere']) {
        const answer = await ask(one, cursor, caller);
        expect(answer, caller).toBe(await ask(one, garbage, caller));
        expect(answer, caller).not.toContain('"pageInfo"');
      }
      for (const [name, another] of Object.entries({ ...lists, ...others })) {
        if (name === field) continue;
        const answer = await ask(another, cursor);
        expect(answer, name).toBe(await ask(another, garbage));
        expect(answer, name).toContain('"code":"BAD_INPUT"');
      }
    },
  );
});
