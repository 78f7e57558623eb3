import type { Backend } from '../backends/backend.ts';
import type { ConfiguredBackend } from '../backends/configured-backend.ts';
import { RolecallError } from '../domain/errors.ts';
import { writesDisabled } from './refusals.ts';

/** The members of a backend that a mutation may need. */
export type WriteCapability =
  | 'roleWriter'
  | 'accountWriter'
  | 'organizations'
  | 'apiTokens'
  | 'groups'
  | 'roleDefinitions'
  | 'devices';

/** The part of a backend that can do it. Throws UNSUPPORTED where there is none, WRITES_DISABLED where the configuration forbids its use. */
export const writable = <Capability extends WriteCapability>(
  configured: ConfiguredBackend,
  capability: Capability,
): NonNullable<Backend[Capability]> => {
  const { backend, writes } = configured;
  const part = backend[capability];
  if (part === undefined)
    throw new RolecallError('UNSUPPORTED', `Backend ${backend.id} ${lacks[capability]}`, {
      path: ['backend'],
    });
  if (!writes) throw writesDisabled(backend.id);
  return part;
};

const lacks: Readonly<Record<WriteCapability, string>> = {
  roleWriter: 'cannot change roles of accounts',
  accountWriter: 'cannot change accounts',
  organizations: 'has no organizations',
  apiTokens: 'issues no API tokens',
  groups: 'has no groups',
  roleDefinitions: 'does not let its roles be defined',
  devices: 'has no devices',
};
