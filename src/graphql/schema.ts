import { readdirSync, readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { answerOnce } from './idempotency/answer-once.ts';
import { enforceScopes } from './requires.ts';
import { accountResolvers } from './resolvers/account.ts';
import { apiTokenResolvers } from './resolvers/api-token.ts';
import { auditResolvers } from './resolvers/audit.ts';
import { backendResolvers } from './resolvers/backend.ts';
import { deviceResolvers } from './resolvers/device.ts';
import { driftResolvers } from './resolvers/drift.ts';
import { groupResolvers } from './resolvers/group.ts';
import { organizationResolvers } from './resolvers/organization.ts';
import { planResolvers } from './resolvers/plan.ts';
import { roleResolvers } from './resolvers/role.ts';
import { rootResolvers } from './resolvers/root.ts';
import { runResolvers } from './resolvers/run.ts';
import { userResolvers } from './resolvers/user.ts';
import { recordRefusals } from './trail/record-refusals.ts';

/**
 * The schema of `schema/*.graphql` with its resolvers, each behind the scope that the SDL asks for, and each mutation behind its idempotency key
 * and with what was refused of it written down.
 */
export const createSchema = (): GraphQLSchema => {
  const schema = makeExecutableSchema({
    typeDefs: readTypeDefs(),
    resolvers: [
      rootResolvers,
      accountResolvers,
      roleResolvers,
      organizationResolvers,
      apiTokenResolvers,
      groupResolvers,
      backendResolvers,
      deviceResolvers,
      userResolvers,
      planResolvers,
      runResolvers,
      driftResolvers,
      auditResolvers,
    ],
  });
  return enforceScopes(answerOnce(recordRefusals(schema)));
};

/** Root first: the others extend its types. */
export const readTypeDefs = (): string[] => {
  const folder = new URL('../../schema/', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  return files
    .toSorted(
      (one, other) =>
        Number(other === 'root.graphql') - Number(one === 'root.graphql') || one.localeCompare(other),
    )
    .map((file) => readFileSync(new URL(file, folder), 'utf8'));
};
