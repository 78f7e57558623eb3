import type { Role } from '../../domain/role.ts';
import { rolesOf } from '../accounts/assignments.ts';
import { backendOf, type Context } from '../context.ts';
import { toGlobalId } from '../global-id.ts';
import { sourceOf } from '../index/sources.ts';
import type { AccountParent, ExplainedLink, LinkCandidateParent } from '../parents.ts';
import type { Resolvers } from '../resolver-types.ts';
import { selects } from '../selection.ts';
import { linkAccounts, unlinkAccount } from '../users/decide-links.ts';
import { findUser } from '../users/find-user.ts';
import { accountsOfKeys, linkOf } from '../users/links.ts';
import { listUsers } from '../users/list-users.ts';
import { firstTold } from '../users/surety.ts';
import { accountsOf } from '../users/users.ts';

export const userResolvers: Resolvers = {
  Query: {
    user: (_parent, { by, maxAgeSeconds }, context) => findUser(context, by, maxAgeSeconds),
    users: (_parent, request, context) => listUsers(context, request),
  },

  User: {
    id: ({ id }) => toGlobalId({ type: 'User', id }),
    displayName: (user, _args, context) => firstTold(context, user, ({ displayName }) => displayName),
    email: (user, _args, context) => firstTold(context, user, ({ email }) => email),
    kind: (user, _args, context) => firstTold(context, user, ({ kind }) => kind),
    accounts: async (user, { backend }, context) => {
      if (backend != null) backendOf(context, backend, ['backend']);
      const accounts = await accountsOf(context, user);
      return accounts.filter(({ ref }) => backend == null || ref.backend === backend);
    },
    roles: async (user, _args, context) => {
      const accounts = await accountsOf(context, user);
      const held = await Promise.all(accounts.map((account) => rolesOf(context, account)));
      return rolesHeldBy(context, accounts, held);
    },
    links: async (user, _args, context, info) => {
      const accounts = await accountsOf(context, user);
      const withCandidates = selects(info, ['candidates']);
      const links = await Promise.all(
        accounts.map((account) => linkOf(context, account, { withCandidates })),
      );
      return links.filter((link) => link !== null);
    },
    sources: ({ sources }, _args, context) =>
      sources ?? [...context.backends.keys()].map((id) => sourceOf(context, id)),
  },

  UserConnection: {
    totalCount: (connection) => connection.count(),
  },

  Link: {
    evidence: async (link) => (await link.explain()).explanation.evidence,
    confidence: async (link) => (await link.explain()).explanation.confidence,
    ifConfirmed: async (link, _args, context) => {
      const explained = await link.explain();
      return accountsOfKeys(context, explained, explained.explanation.ifConfirmed);
    },
    candidates: async (link, _args, context) => candidatesOf(context, await link.explain()),
  },

  LinkCandidate: {
    evidence: ({ candidate }) => candidate.evidence,
    confidence: ({ candidate }) => candidate.confidence,
    denied: ({ candidate }) => candidate.isDenied,
    ifConfirmed: (one, _args, context) => accountsOfKeys(context, one, one.candidate.ifConfirmed),
  },

  Mutation: {
    linkAccounts: (_parent, { input }, context) => linkAccounts(context, input),
    unlinkAccount: (_parent, { input }, context) => unlinkAccount(context, input),
  },
};

/** By role, in the order of the vocabulary. */
const rolesHeldBy = (
  { roles }: Context,
  accounts: readonly AccountParent[],
  held: readonly (readonly Role[])[],
): readonly { readonly role: Role; readonly accounts: readonly AccountParent[] }[] =>
  [...roles.values()]
    .map((role) => ({
      role,
      accounts: accounts.filter((_account, at) => held[at]?.some(({ name }) => name === role.name)),
    }))
    .filter((one) => one.accounts.length > 0);

const candidatesOf = async (
  context: Context,
  { explanation, refs }: ExplainedLink,
): Promise<readonly LinkCandidateParent[]> => {
  const found = await Promise.all(
    explanation.candidates.map(async (candidate) => {
      const accounts = await accountsOfKeys(context, { refs }, [candidate.key]);
      return accounts.map((account) => ({ account, candidate, refs }));
    }),
  );
  return found.flat();
};
