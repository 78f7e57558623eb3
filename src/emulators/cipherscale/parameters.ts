import type { EmulatorAnswer } from '../answer.ts';
import { refuse } from './answers.ts';
import { isUuid } from './bodies.ts';
import type { Group, Role, User } from './state.ts';
import type { Tenant } from './tenant.ts';

/** Hands on the user that an id in the path names, or answers that there is none. */
export const withUser = (
  tenant: Tenant,
  id: string | undefined,
  then: (user: User) => EmulatorAnswer,
): EmulatorAnswer => withRecord(tenant, 'User', tenant.state.users, id, then);

export const withRole = (
  tenant: Tenant,
  id: string | undefined,
  then: (role: Role) => EmulatorAnswer,
): EmulatorAnswer => withRecord(tenant, 'Role', tenant.state.roles, id, then);

export const withGroup = (
  tenant: Tenant,
  id: string | undefined,
  then: (group: Group) => EmulatorAnswer,
): EmulatorAnswer => withRecord(tenant, 'Group', tenant.state.groups, id, then);

const withRecord = <T>(
  { switches }: Tenant,
  kind: string,
  records: ReadonlyMap<string, T>,
  id = '',
  then: (record: T) => EmulatorAnswer,
): EmulatorAnswer => {
  if (!isUuid(id)) return refuse(switches, switches.malformedId, 'Validation failed (uuid is expected)');
  const record = records.get(id);
  return record === undefined ? refuse(switches, 404, `${kind} not found`) : then(record);
};

/** Hands on what a flag of the query says; `fallback` where it is not sent. */
export const withFlag = (
  { switches }: Tenant,
  query: URLSearchParams,
  name: string,
  fallback: boolean,
  then: (flag: boolean) => EmulatorAnswer,
): EmulatorAnswer => {
  const sent = query.get(name) ?? String(fallback);
  if (sent !== 'true' && sent !== 'false') return refuse(switches, 400, [`${name} must be a boolean value`]);
  return then(sent === 'true');
};
