import type { NewAccount } from '../../backends/backend.ts';
import { RolecallError } from '../../domain/errors.ts';
import { createSecret } from '../../domain/secret.ts';
import type { AccountWish } from '../../sync/direct/create-accounts.ts';
import type { NewAccountInput } from '../resolver-types.ts';

/** What a caller asks of a new account, or why that cannot be said. Null is what is not given. */
export const toAccountWish = (
  input: NewAccountInput,
  allowEscalation: boolean | null | undefined,
): AccountWish | RolecallError => {
  const { roles, nativeRoles, organization, password, kind } = input;
  if (kind === 'UNKNOWN')
    return new RolecallError('BAD_INPUT', 'expected a kind that is known, got UNKNOWN', { path: ['kind'] });
  const directory = toDirectory(input);
  if (directory instanceof RolecallError) return directory;
  return {
    account: {
      nativeId: input.nativeId ?? undefined,
      kind: kind ?? undefined,
      userName: input.userName ?? undefined,
      displayName: input.displayName ?? undefined,
      email: input.email ?? undefined,
      password: password == null ? undefined : createSecret(password),
      status: input.status ?? undefined,
      timeZone: input.timeZone ?? undefined,
      directory,
      groups: input.groups ?? undefined,
    },
    roles: { roles, nativeRoles, organization, allowEscalation },
  };
};

const toDirectory = ({ tenantId, objectId }: NewAccountInput): NewAccount['directory'] | RolecallError => {
  if (tenantId == null && objectId == null) return undefined;
  if (tenantId == null || objectId == null)
    return new RolecallError(
      'BAD_INPUT',
      'expected the id of the tenant and that of the object together, got one of them',
      { path: [tenantId == null ? 'tenantId' : 'objectId'] },
    );
  return { tenantId, objectId };
};
