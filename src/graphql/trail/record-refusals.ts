import type { GraphQLSchema } from 'graphql';
import { BackendError, type ErrorCode, RolecallError } from '../../domain/errors.ts';
import type { Context } from '../context.ts';
import type { MutationErrorParent } from '../parents.ts';
import { wrapMutations } from '../wrap-mutations.ts';
import { recordDenied } from './denied.ts';

/**
 * Wraps every mutation: what was refused because the caller may not do it, or nobody may, is in the audit trail, also where nothing else of the
 * request is. What is merely wrong with an input is not.
 */
export const recordRefusals = (schema: GraphQLSchema): GraphQLSchema =>
  wrapMutations(schema, async ({ field, input, context, resolve }) => {
    const record = (refusals: readonly Refusal[]) => recordUntold(context, { field, input }, refusals);
    try {
      const payload = (await resolve(input, context)) as Payload;
      await record(errorsOf(payload));
      return payload;
    } catch (error) {
      if (error instanceof RolecallError) await record([refusalOf(error)]);
      throw error;
    }
  });

type Refusal = Pick<MutationErrorParent, 'code' | 'message' | 'backend'>;

const refusalOf = (error: RolecallError): Refusal => ({
  code: error.code,
  message: error.message,
  backend: error instanceof BackendError ? error.backend : null,
});

/** Every mutation answers with `errors`; what creates many has them for each, too. */
type Payload = {
  readonly errors: readonly MutationErrorParent[];
  readonly results?: readonly { readonly errors: readonly MutationErrorParent[] }[];
};

const errorsOf = ({ errors, results = [] }: Payload): readonly Refusal[] => [
  ...errors,
  ...results.flatMap((result) => result.errors),
];

const denials: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'FORBIDDEN',
  'NOT_FOUND', // Also of what is only kept from the caller, which looks the same.
  'WRITES_DISABLED',
  'PROTECTED',
  'IMMUTABLE',
  'LAST_ADMIN',
  'GUARD_BLOCKED',
  'DIGEST_MISMATCH',
]);

/** Each once, unless what else was written down of the request tells it. */
const recordUntold = async (
  context: Context,
  asked: { readonly field: string; readonly input: object },
  refusals: readonly Refusal[],
): Promise<void> => {
  const denied = new Map(
    refusals
      .filter(({ code }) => denials.has(code))
      .map((refusal) => [`${refusal.code} ${refusal.backend}`, refusal]),
  );
  if (denied.size === 0) return;
  const told = await codesTold(context);
  for (const refusal of denied.values())
    if (!told.has(refusal.code)) await recordDenied(context, { ...asked, ...refusal });
};

/** With which codes the newest entries of the caller tell of this request. Those that cannot be read tell of none. */
const codesTold = async ({ records, caller, requestId }: Context): Promise<ReadonlySet<ErrorCode | null>> => {
  const newest = await records.audit
    .list({ caller: caller.name, first: mostLookedAt, descending: true, backends: null })
    .catch(() => []);
  return new Set(newest.filter((entry) => entry.requestId === requestId).map(({ code }) => code));
};

const mostLookedAt = 200;
