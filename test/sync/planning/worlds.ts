import fc from 'fast-check';
import { pino } from 'pino';
import { configureBackend } from '../../../src/backends/configure-backend.ts';
import type { ConfiguredBackend } from '../../../src/backends/configured-backend.ts';
import { kindDefaults } from '../../../src/backends/registry.ts';
import { parseConfig } from '../../../src/config/load.ts';
import type { Account } from '../../../src/domain/account.ts';
import { type Assignment, type AssignmentRef, without } from '../../../src/domain/assignment.ts';
import type { GuardLimits } from '../../../src/domain/guard-limits.ts';
import type { NativeRole, NativeRoleTable } from '../../../src/domain/native-role.ts';
import type { StoredAccount } from '../../../src/domain/stored-account.ts';
import { createLargeBodies } from '../../../src/http/large-bodies.ts';
import { createTarget, type Target } from '../../../src/sync/planning/target.ts';

export type WorldBackend = 'iot' | 'etl' | 'hub' | 'vpn';

/** A backend of each kind that nobody asks anything, as configured: `flow` is YAML flow pairs of each, `more` further YAML. */
export const configuredBackends = (
  flow = 'writes: true',
  more = '',
): Readonly<Record<WorldBackend, ConfiguredBackend>> => {
  const backend = (id: WorldBackend, kind: string, auth: string) =>
    `  - { id: ${id}, kind: ${kind}, baseUrl: "https://${id}.example", auth: ${auth}, ${flow} }`;
  const config = parseConfig(
    [
      'backends:',
      backend('iot', 'iot-central', '{ token: { env: SECRET } }'),
      backend('etl', 'cdata-sync', '{ authtoken: { env: SECRET } }'),
      backend('hub', 'cfengine', '{ username: robot, password: { env: SECRET } }'),
      backend('vpn', 'cipherscale', '{ apikey: { env: SECRET } }'),
      more,
    ].join('\n'),
    {
      file: 'test',
      env: () => 'secret',
      readFile: () => '',
      defaultRoleMap: (kind) => kindDefaults[kind as keyof typeof kindDefaults].roleMap,
    },
  );
  const log = pino({ level: 'silent' });
  const largeBodies = createLargeBodies();
  const [iot, etl, hub, vpn] = config.backends.map((one) =>
    configureBackend(config, one, { log, largeBodies }),
  );
  if (!iot || !etl || !hub || !vpn) throw new Error('expected four backends');
  return { iot, etl, hub, vpn };
};

export const nativeRole = (id: string, more: Partial<NativeRole> = {}): NativeRole => ({
  backend: 'etl',
  id,
  name: id.toUpperCase(),
  alias: null,
  description: null,
  scope: null,
  builtIn: null,
  immutable: null,
  contexts: null,
  ...more,
});

export const tableOf = (roles: readonly NativeRole[], complete = true): NativeRoleTable => ({
  roles,
  complete,
});

export const targetOf = (configured: ConfiguredBackend, table: NativeRoleTable): Target =>
  createTarget(configured, table);

export const direct = (nativeRoleId: string, organizationId: string | null = null): Assignment => ({
  nativeRoleId,
  nativeRoleName: null,
  nativeRoleAlias: null,
  organizationId,
  origin: { kind: 'DIRECT' },
});

export const inherited = (nativeRoleId: string, group = 'a group'): Assignment => ({
  ...direct(nativeRoleId),
  origin: { kind: 'INHERITED', group: { id: group, name: group } },
});

let keys = 0;

/** An account as last observed, LINKED unless it is to be otherwise. */
export const storedAccount = (
  account: Partial<Account> & Pick<Account, 'ref'>,
  more: Partial<StoredAccount> = {},
): StoredAccount => {
  keys += 1;
  return {
    key: keys,
    isAttributed: true,
    asOf: 0,
    userId: 'the user',
    link: 'LINKED',
    ...more,
    account: {
      kind: 'PERSON',
      userName: null,
      displayName: `Name of ${account.ref.id}`,
      email: null,
      emailConfirmed: null,
      externalId: null,
      status: 'ACTIVE',
      nativeStatus: null,
      external: null,
      protection: null,
      assignments: [],
      groups: [],
      createdAt: null,
      updatedAt: null,
      lastSeenAt: null,
      vendor: null,
      ...account,
    },
  };
};

/** Ada's account on `vpn`, with what she holds there. */
export const adaHolding = (
  assignments: readonly Assignment[],
  account: Partial<Account> = {},
  more: Partial<StoredAccount> = {},
): StoredAccount => storedAccount({ ref: { backend: 'vpn', id: 'ada' }, assignments, ...account }, more);

/** What an account may hold: each once by role, place and origin. */
export const holdingsOf = (
  assignment: fc.Arbitrary<Assignment>,
  maxLength = 6,
): fc.Arbitrary<readonly Assignment[]> =>
  fc.uniqueArray(assignment, {
    maxLength,
    selector: ({ nativeRoleId, organizationId, origin }) =>
      JSON.stringify([nativeRoleId, organizationId, origin]),
  });

/** What is to be granted and what revoked for an account to hold exactly the others. */
export const edgesBetween = (before: readonly Assignment[], after: readonly Assignment[]) => ({
  grants: without(after, before),
  revokes: without(before, after),
});

export const idsOf = (assignments: readonly AssignmentRef[]): readonly string[] =>
  assignments
    .map(({ nativeRoleId, organizationId }) =>
      organizationId === null ? nativeRoleId : `${nativeRoleId} in ${organizationId}`,
    )
    .toSorted();

/** As both are unless configured otherwise. */
export const defaultLifetimes = { planMs: 24 * 3_600_000, approvalMs: 4 * 3_600_000 };

export const defaultLimits: GuardLimits = {
  maxRevokedPercent: 20,
  maxRevoked: 50,
  smallBackend: 20,
  smallMaxRevoked: 5,
  windowMs: 24 * 3_600_000,
  approveAdministrators: 'plans',
  fourEyes: true,
};
