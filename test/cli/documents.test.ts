import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import type * as audit from '../../src/cli/documents/audit.ts';
import type { Document } from '../../src/cli/documents/document.ts';
import type * as drift from '../../src/cli/documents/drift.ts';
import { everyDocument } from '../../src/cli/documents/every-document.ts';
import type * as plan from '../../src/cli/documents/plan.ts';
import type * as run from '../../src/cli/documents/run.ts';
import type * as user from '../../src/cli/documents/user.ts';
import { limits } from '../../src/config/limits.ts';
import type * as schema from '../../src/graphql/resolver-types.ts';
import { costOf } from '../../src/server/limits/cost.ts';

const folder = join(import.meta.dirname, '../../schema');
const sdl = globSync('*.graphql', { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8'));

const documents = [...everyDocument];

/** What the schema says, with every field asked for. */
type Told<T> = T extends readonly (infer Entry)[]
  ? readonly Told<Entry>[]
  : T extends object
    ? { readonly [Name in keyof T]-?: Told<Exclude<T[Name], undefined>> }
    : T;

/** What a document may be sent with and what it may be answered with, by its own types. */
type Answer<D> = D extends Document<infer A, never> ? A : never;
type Variables<D> = D extends { readonly types?: (variables: infer V) => unknown } ? V : never;

/**
 * Compiles only where the schema's answer is one that the document's type expects, and the document's input one that the schema takes.
 * Nothing of it runs.
 */
const typesHold = {
  query: (told: Told<schema.Query>) => ({
    plan: told satisfies Answer<typeof plan.planDocument>,
    changes: told satisfies Answer<typeof plan.changesDocument>,
    exclusions: told satisfies Answer<typeof plan.exclusionsDocument>,
    plans: told satisfies Answer<typeof plan.plansDocument>,
    run: told satisfies Answer<typeof run.runDocument>,
    outcomes: told satisfies Answer<typeof run.outcomesDocument>,
    outlivingTokens: told satisfies Answer<typeof run.outlivingTokensDocument>,
    caller: told satisfies Answer<typeof run.callerDocument>,
    outside: told satisfies Answer<typeof drift.outsideDocument>,
    pending: told satisfies Answer<typeof drift.pendingDocument>,
    readings: told satisfies Answer<typeof drift.readingsDocument>,
    audit: told satisfies Answer<typeof audit.auditDocument>,
    user: told satisfies Answer<typeof user.userDocument>,
  }),
  mutation: (told: Told<schema.Mutation>) => ({
    planRoleSync: told satisfies Answer<typeof plan.planRoleSyncDocument>,
    planOffboarding: told satisfies Answer<typeof plan.planOffboardingDocument>,
    undoRun: told satisfies Answer<typeof plan.undoRunDocument>,
    approvePlan: told satisfies Answer<typeof plan.approvePlanDocument>,
    applyPlan: told satisfies Answer<typeof run.applyPlanDocument>,
    resumeRun: told satisfies Answer<typeof run.resumeRunDocument>,
    cancelRun: told satisfies Answer<typeof run.cancelRunDocument>,
    refresh: told satisfies Answer<typeof drift.refreshDocument>,
  }),
  inputs: (given: {
    sync: Variables<typeof plan.planRoleSyncDocument>;
    offboarding: Variables<typeof plan.planOffboardingDocument>;
    undo: Variables<typeof plan.undoRunDocument>;
    approve: Variables<typeof plan.approvePlanDocument>;
    apply: Variables<typeof run.applyPlanDocument>;
    resume: Variables<typeof run.resumeRunDocument>;
    cancel: Variables<typeof run.cancelRunDocument>;
    refresh: Variables<typeof drift.refreshDocument>;
  }) => ({
    sync: given.sync satisfies schema.MutationPlanRoleSyncArgs,
    offboarding: given.offboarding satisfies schema.MutationPlanOffboardingArgs,
    undo: given.undo satisfies schema.MutationUndoRunArgs,
    approve: given.approve satisfies schema.MutationApprovePlanArgs,
    apply: given.apply satisfies schema.MutationApplyPlanArgs,
    resume: given.resume satisfies schema.MutationResumeRunArgs,
    cancel: given.cancel satisfies schema.MutationCancelRunArgs,
    refresh: given.refresh satisfies schema.MutationRefreshBackendArgs,
  }),
};

describe('the documents of the command line', () => {
  it('have types that the schema keeps', () => {
    expect(Object.keys(typesHold)).toEqual(['query', 'mutation', 'inputs']);
    expect(documents).toHaveLength(21);
  });

  it.each(documents)('%s asks for what the schema has', (_name, { text }) => {
    expect(validate(buildSchema(sdl.join('\n')), parse(text))).toEqual([]);
  });

  it.each(documents)('%s is well below the tokens that a gateway takes', (_name, { text }) => {
    expect(() => parse(text, { maxTokens: 500 })).not.toThrow();
  });

  it.each(documents)(
    '%s is within what a document may cost by default, also of a full page',
    (_name, { text }) => {
      const document = parse(text);
      const [operation] = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
      const { objects, upstreamCalls } = costOf(buildSchema(sdl.join('\n')), {
        document,
        operation: operation as OperationDefinitionNode,
        variables: { first: 100 },
      });
      const most = limits.parse({});
      expect(objects).toBeGreaterThan(0);
      expect(objects).toBeLessThanOrEqual(most.cost);
      expect(upstreamCalls).toBeLessThanOrEqual(most.upstreamCalls);
    },
  );
});
