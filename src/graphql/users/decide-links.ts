import { appendAudit } from '../../audit/audit.ts';
import type { AccountRef } from '../../domain/account.ts';
import { RolecallError } from '../../domain/errors.ts';
import { requiredReason } from '../../domain/reason.ts';
import type { Alongside } from '../../identity/identity-index.ts';
import type { Decision } from '../../identity/link-accounts.ts';
import { noAccount } from '../../identity/refusals.ts';
import { backendOf, type Context } from '../context.ts';
import { live } from '../index/max-age.ts';
import { readAccount } from '../index/read-accounts.ts';
import { errorsOf } from '../mutation.ts';
import type { MutationErrorParent, UserParent } from '../parents.ts';
import type { AccountRefInput, LinkAccountsInput, UnlinkAccountInput } from '../resolver-types.ts';
import { auditEventOf } from '../trail/audit-event.ts';
import { userOf } from './users.ts';

type LinkPayload = { readonly user: UserParent | null; readonly errors: readonly MutationErrorParent[] };

/** Confirms that accounts are one user's. Nothing is written to any backend. */
export const linkAccounts = (
  context: Context,
  { accounts, reason }: LinkAccountsInput,
): Promise<LinkPayload> =>
  decide(context, reason, async (decision) => {
    if (accounts.length < 2 || accounts.length > mostAccounts)
      throw new RolecallError('BAD_INPUT', `expected 2 to ${mostAccounts} accounts, got ${accounts.length}`, {
        path: ['accounts'],
      });
    const refs = await knownAll(context, accounts, 'accounts');
    // Roles follow links.
    await context.own.refuseRaising(context.caller, refs);
    return context.index.link(refs, decision, written(context, refs));
  });

/** Denies that an account is the user's whose it is. Nothing is written to any backend. */
export const unlinkAccount = (
  context: Context,
  { account, from, reason }: UnlinkAccountInput,
): Promise<LinkPayload> =>
  decide(context, reason, async (decision) => {
    if (from != null && (from.length === 0 || from.length > mostAccounts))
      throw new RolecallError('BAD_INPUT', `expected 1 to ${mostAccounts} accounts, got ${from.length}`, {
        path: ['from'],
      });
    const ref = await known(context, account, ['account']);
    const others = from == null ? undefined : await knownAll(context, from, 'from');
    const named = [ref, ...(others ?? [])];
    // Whoever disowned an account could raise it then.
    await context.own.refuseRaising(context.caller, named);
    return context.index.unlink(ref, others, decision, written(context, named));
  });

const mostAccounts = 100;

/** Tells the audit trail of a decision, once for each account that it names. */
const written =
  (context: Context, accounts: readonly AccountRef[]): Alongside =>
  (writer) =>
    appendAudit(
      writer,
      accounts.map(({ backend, id }) => ({ ...auditEventOf(context, 'DECISION'), backend, nativeId: id })),
    );

const decide = async (
  context: Context,
  reason: string,
  carryOut: (decision: Decision) => Promise<string>,
): Promise<LinkPayload> => {
  try {
    const backends = context.caller.backends === null ? null : [...context.backends.keys()];
    const user = userOf(
      await carryOut({ by: context.caller.name, reason: requiredReason(reason), backends }),
    );
    return { user, errors: [] };
  } catch (error) {
    return { user: null, errors: errorsOf(error) };
  } finally {
    context.indexLoaders.clear();
  }
};

const knownAll = (
  context: Context,
  accounts: readonly AccountRefInput[],
  field: string,
): Promise<readonly AccountRef[]> =>
  Promise.all(accounts.map((account, at) => known(context, account, [field, String(at)])));

/** Where the account is. One that the index does not know is read first. Throws NOT_FOUND. */
const known = async (
  context: Context,
  { backend, nativeId }: AccountRefInput,
  path: readonly string[],
): Promise<AccountRef> => {
  backendOf(context, backend, [...path, 'backend']);
  const ref = { backend, id: nativeId };
  const kept = await context.indexLoaders.accounts.load(ref);
  if (kept.length === 0 && (await readAccount(context, ref, live)) === null) throw noAccount(ref, path);
  return ref;
};
