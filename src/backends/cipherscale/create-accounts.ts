import type { Account } from '../../domain/account.ts';
import { attempt, isAnswer } from '../../domain/attempt.ts';
import type { CallOptions } from '../../domain/call-options.ts';
import { foldEmail } from '../../domain/email.ts';
import { BackendError, type ErrorCode } from '../../domain/errors.ts';
import { retold } from '../../domain/retold.ts';
import type { NewAccount } from '../backend.ts';
import type { CipherscaleClient } from './client.ts';
import { collect, walkUsers } from './lists.ts';
import { toAccount } from './mapping.ts';
import { type CreateUser, isSameUuid, isUuid, type User } from './wire.ts';

/**
 * Creates accounts in calls of at most a hundred, one after the other, and proves each by reading it. One answer for each.
 *
 * Every new account gets an invitation by mail and no idempotency key is documented, so nothing is sent twice. Whether a call that was
 * refused or broke off created some of its accounts is not documented either: the list of users then tells which.
 */
export const createAccounts = async (
  client: CipherscaleClient,
  accounts: readonly NewAccount[],
  options: CallOptions = {},
): Promise<readonly (Account | BackendError)[]> => {
  const { drafts, listedPages } = await draftAccounts(client, accounts, options);
  const sendable = drafts.filter(isAnswer);
  if (sendable.length === 0) return drafts.filter((draft) => draft instanceof BackendError);

  const calls = await sendInTurn(client, sendable, options);
  const proof = await attempt(() => prove(client, calls, listedPages, options));
  return drafts.map((draft) =>
    draft instanceof BackendError ? draft : outcomeOf(client.backend, draft, calls, proof),
  );
};

/** What is to be sent for each account, or why nothing is. The list of users takes `listedPages` calls. */
export const draftAccounts = async (
  client: CipherscaleClient,
  accounts: readonly NewAccount[],
  options: CallOptions = {},
): Promise<{ readonly drafts: readonly (Draft | BackendError)[]; readonly listedPages: number }> => {
  const { backend } = client;
  const asked = accounts.map((account) => toDraft(backend, account));
  const drafts = refuseRepeated(backend, asked);
  if (drafts.every((draft) => draft instanceof BackendError)) return { drafts, listedPages: 0 };

  const listed = await listUsers(client, options);
  return {
    drafts: drafts.map((draft) =>
      draft instanceof BackendError || !listed.users.has(draft.key) ? draft : alreadyExists(backend),
    ),
    listedPages: listed.pages,
  };
};

/** `key` is the address in the form in which two are compared. */
type Draft = { readonly key: string; readonly user: CreateUser };

/** What became of a call. After a failure that was no refusal the rest is not sent. */
type Call = { readonly drafts: readonly Draft[] } & (
  | { readonly kind: 'ANSWERED'; readonly users: readonly User[] }
  | { readonly kind: 'FAILED'; readonly error: BackendError }
  | { readonly kind: 'UNSENT'; readonly error: BackendError }
);

type UsersByEmail = ReadonlyMap<string, User>;

const mostPerCall = 100;

/** What says that the backend took the call and would not have it: an unknown group is answered 400 or 404. */
const refusals: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['UPSTREAM_REJECTED', 'NOT_FOUND']);

const toDraft = (backend: string, { email, groups = [] }: NewAccount): Draft | BackendError => {
  const key = email === undefined ? null : foldEmail(email);
  if (email === undefined || key === null)
    return refusal(backend, 'BAD_INPUT', 'expected an e-mail address to invite', ['email']);
  if (groups.length === 0 || !groups.every(isUuid))
    return refusal(backend, 'BAD_INPUT', 'expected at least one group, each by its UUID', ['groups']);
  return { key, user: { email, groups: [...new Set(groups)] } };
};

const refuseRepeated = (
  backend: string,
  drafts: readonly (Draft | BackendError)[],
): readonly (Draft | BackendError)[] => {
  const seen = new Set<string>();
  return drafts.map((draft) => {
    if (draft instanceof BackendError) return draft;
    if (seen.has(draft.key)) return alreadyExists(backend);
    seen.add(draft.key);
    return draft;
  });
};

const listUsers = async (client: CipherscaleClient, options: CallOptions) => {
  const { records, pages } = await collect(walkUsers(client, options));
  return { users: byEmail(records), pages };
};

/** A refused call says nothing about the next; after any other failure nothing more is sent. */
const sendInTurn = async (
  client: CipherscaleClient,
  drafts: readonly Draft[],
  options: CallOptions,
): Promise<readonly Call[]> => {
  const calls: Call[] = [];
  for (let start = 0; start < drafts.length; start += mostPerCall) {
    const sent = drafts.slice(start, start + mostPerCall);
    const users = sent.map(({ user }) => user);
    const answer = await attempt(() => client.createUsers(users, options));
    if (!(answer instanceof BackendError)) {
      calls.push({ kind: 'ANSWERED', drafts: sent, users: answer });
      continue;
    }
    calls.push({ kind: 'FAILED', drafts: sent, error: answer });
    if (refusals.has(answer.code)) continue;
    const error = retold(answer, `Backend ${client.backend}: not sent, as the call before it failed`, {
      isUnsettled: false,
    });
    calls.push({ kind: 'UNSENT', drafts: drafts.slice(start + mostPerCall), error });
    break;
  }
  return calls;
};

/** Reads what was created: one by one where every call told the ids and that is cheaper, else the whole list again. */
const prove = async (
  client: CipherscaleClient,
  calls: readonly Call[],
  listedPages: number,
  options: CallOptions,
): Promise<UsersByEmail> => {
  const areAllTold = calls.every(
    (call) => call.kind === 'ANSWERED' && call.users.length === call.drafts.length,
  );
  const told = calls.flatMap((call) => (call.kind === 'ANSWERED' ? call.users : []));
  if (!areAllTold || told.length > listedPages) return (await listUsers(client, options)).users;
  const users = await Promise.all(told.map(({ id }) => client.findUser(id, options)));
  return byEmail(users.filter((user) => user !== null));
};

const outcomeOf = (
  backend: string,
  draft: Draft,
  calls: readonly Call[],
  proof: UsersByEmail | BackendError,
): Account | BackendError => {
  const call = calls.find(({ drafts }) => drafts.includes(draft));
  if (call?.kind === 'UNSENT') return call.error;
  // Who was not let in created nothing; reading then fails for the same reason, and says less.
  if (proof instanceof BackendError && call?.kind === 'FAILED' && call.error.code === 'UPSTREAM_REFUSED')
    return call.error;
  if (proof instanceof BackendError)
    return retold(
      proof,
      `Backend ${backend}: sent, but reading back failed, so whether it exists is unknown`,
      { isUnsettled: true },
    );

  const user = proof.get(draft.key);
  if (user !== undefined) {
    const isInAll = draft.user.groups.every((wanted) => user.groups.some(({ id }) => isSameUuid(id, wanted)));
    return isInAll
      ? toAccount(backend, user)
      : new BackendError(
          'CONFLICT',
          `Backend ${backend}: the account exists, but is not in the groups asked for`,
          {
            backend,
            isUnsettled: true,
          },
        );
  }
  if (call?.kind !== 'FAILED') return refusal(backend, 'UPSTREAM_INVALID', 'acknowledged, but not there');
  const { drafts, error } = call;
  if (drafts.length === 1) return error;
  return retold(error, `${error.message} for ${drafts.length} accounts together; this one was not created`);
};

const byEmail = (users: readonly User[]): UsersByEmail =>
  new Map(
    users.flatMap((user): [string, User][] => {
      const key = typeof user.email === 'string' ? foldEmail(user.email) : null;
      return key === null ? [] : [[key, user]];
    }),
  );

const alreadyExists = (backend: string): BackendError =>
  refusal(backend, 'ALREADY_EXISTS', 'there is an account with this e-mail address', ['email']);

const refusal = (backend: string, code: ErrorCode, reason: string, at?: readonly string[]): BackendError =>
  new BackendError(code, `Backend ${backend}: ${reason}`, {
    backend,
    ...(at === undefined ? {} : { path: at }),
  });
