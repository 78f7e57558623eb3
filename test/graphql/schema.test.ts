import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getDirective } from '@graphql-tools/utils';
import {
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';

const schema = createSchema();
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const objects = types.filter(isObjectType);

/**
 * What Rolecall itself fills, so that no backend can leave it empty: ids, connections, payloads, configuration, users, links, the index, plans,
 * runs, the audit trail.
 */
const ownedByRolecall = new Set([
  'Role',
  'RoleMapping',
  'RoleSpelling',
  'Backend',
  'BackendHealth',
  'BackendIndex',
  'Refresh',
  'BackendLimits',
  'Caller',
  'PageInfo',
  'MutationError',
  'User',
  'UserRole',
  'Link',
  'LinkCandidate',
  'LinkEvidence',
  'Source',
  'SourceError',
  'Plan',
  'PlanSummary',
  'GuardVerdict',
  'Forecast',
  'BackendForecast',
  'NotExpressibleRole',
  'Approval',
  'Change',
  'StatusChange',
  'ChangedAssignment',
  'Exclusion',
  'Run',
  'RunCounts',
  'RunOutcome',
  'Drift',
  'OutsideChange',
  'PendingChange',
  'AuditEntry',
]);
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every code that the design has, used or not. */
const errorCodes = new Set(
  [...readFileSync(`${root}/src/domain/errors.ts`, 'utf8').matchAll(/^ {2}\| '([A-Z_]+)'/gm)].map(
    ([, code = '']) => code,
  ),
);

const idFields = new Set(['id', 'backend', 'nativeId']);
const isPlumbing = ({ name }: GraphQLObjectType): boolean => /(Connection|Edge|Payload)$/.test(name);

/** Rolecall's telling, like a connection's. */
const ownedFields = new Set(['NativeRoleList.nodes', 'NativeRoleList.complete']);

/** Its page is that of `drift` itself. */
const pagedAbove = 'Drift.outside';

describe('the schema', () => {
  it('G2: lets every field that a backend fills be null', () => {
    const rigid = objects
      .filter(
        (type) =>
          !ownedByRolecall.has(type.name) &&
          !isPlumbing(type) &&
          type !== schema.getMutationType() &&
          type !== schema.getQueryType(),
      )
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter(
            (field) =>
              isNonNullType(field.type) &&
              !idFields.has(field.name) &&
              !ownedFields.has(`${type.name}.${field.name}`),
          )
          .map((field) => `${type.name}.${field.name}`),
      );
    expect(rigid).toEqual([]);
  });

  it('G2: lets every root field that asks a backend fail alone', () => {
    const rigid = Object.values(schema.getQueryType()?.getFields() ?? {})
      .filter(({ type }) => isNonNullType(type))
      .map(({ name, type }) => `${name}: ${type}`);
    expect(rigid).toEqual(['caller: Caller!']);
  });

  it('describes every type, field, argument, input field and enum value', () => {
    const missing = types.flatMap((type): readonly string[] => {
      const own =
        type.description ||
        ['Query', 'Mutation', 'String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name)
          ? []
          : [type.name];
      if (isEnumType(type))
        return [
          ...own,
          ...type
            .getValues()
            .filter(({ description }) => !description)
            .map(({ name }) => `${type.name}.${name}`),
        ];
      if (isInputObjectType(type))
        return [
          ...own,
          ...Object.values(type.getFields())
            .filter(({ description }) => !description)
            .map(({ name }) => `${type.name}.${name}`),
        ];
      if (!isObjectType(type) && !isInterfaceType(type)) return own;
      return [
        ...own,
        ...Object.values(type.getFields()).flatMap((field: GraphQLField<unknown, unknown>) => [
          ...(field.description ? [] : [`${type.name}.${field.name}`]),
          ...field.args
            .filter(({ description }) => !description)
            .map(({ name }) => `${type.name}.${field.name}(${name})`),
        ]),
      ];
    });
    expect(missing).toEqual([]);
  });

  it('asks for a scope on every root field but `caller`', () => {
    const open = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
      Object.values(type?.getFields() ?? {}).filter(
        (field) => getDirective(schema, field, 'requires') === undefined,
      ),
    );
    expect(open.map(({ name }) => name)).toEqual(['caller']);
  });

  it('names every code that the server can answer with', () => {
    const codes = globSync('src/**/*.ts', { cwd: root })
      .filter((file) => !/errors\.ts$|resolver-types\.ts$/.test(file))
      .flatMap((file) => [...readFileSync(`${root}/${file}`, 'utf8').matchAll(/'([A-Z]+_?[A-Z_]+)'/g)])
      .map(([, word = '']) => word)
      .filter((word) => errorCodes.has(word));
    expect(codes.length).toBeGreaterThan(50);
    const named = new Set(
      (schema.getType('ErrorCode') as GraphQLEnumType).getValues().map(({ name }) => name),
    );
    expect([...new Set(codes)].filter((code) => !named.has(code))).toEqual([]);
  });

  it('takes one input object in every mutation and answers with errors', () => {
    const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
    expect(mutations.length).toBeGreaterThan(30);
    for (const field of mutations) {
      expect(field.args.map(({ name, type }) => `${name}: ${type}`)).toEqual([
        expect.stringMatching(/^input: \w+Input!$/),
      ]);
      expect((getNamedType(field.type) as GraphQLObjectType).getFields().errors?.type.toString()).toBe(
        '[MutationError!]!',
      );
    }
  });

  it('pages every connection by `first` and `after`', () => {
    const connections = objects.flatMap((type) =>
      Object.values(type.getFields()).filter(
        ({ name, type: returned }) =>
          getNamedType(returned).name.endsWith('Connection') && `${type.name}.${name}` !== pagedAbove,
      ),
    );
    expect(connections.length).toBeGreaterThan(4);
    for (const { args } of connections) {
      expect(args.map(({ name, type }) => `${name}: ${type}`)).toEqual(
        expect.arrayContaining(['first: Int!', 'after: String']),
      );
    }
  });
});
