import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import { digestOf } from '../../domain/canonical.ts';
import type { Change } from '../../domain/change.ts';
import type { GuardLimits } from '../../domain/guard-limits.ts';
import type { NativeRoleTable } from '../../domain/native-role.ts';

/** Raised with every change of the code that decides what a plan says: a plan of an earlier version is stale. */
const planningVersion = 2;

/** Of what the configuration says of a backend, as far as plans rest on it. How long plans and approvals last changes none. */
export const fingerprintOfConfiguration = (
  { backend, ...configured }: ConfiguredBackend,
  guards: GuardLimits,
): string =>
  digestOf({
    planningVersion,
    kind: backend.kind,
    baseUrl: configured.baseUrl,
    roleMap: configured.roleMap,
    administratorRoles: configured.administratorRoles,
    minAdmins: configured.minAdmins,
    protect: [...configured.protect].toSorted(),
    exclusive: configured.exclusive,
    writes: configured.writes,
    guards,
  });

/**
 * Of the native roles that a plan grants or revokes, as the backend tells them. Where it does not list all of them, one that is missing is
 * held for one of which nothing is known: whether it is listed can hang on who holds it.
 */
export const fingerprintOfNativeRoles = (table: NativeRoleTable, ids: ReadonlySet<string>): string =>
  digestOf(
    [...ids].toSorted().map((id) => {
      const role = table.roles.find((one) => one.id === id);
      if (role === undefined && table.complete) return { id, isThere: false };
      return {
        id,
        isThere: true,
        alias: role?.alias ?? null,
        scope: role?.scope ?? null,
        immutable: role?.immutable ?? null,
      };
    }),
  );

/** The native roles that a change grants or revokes. */
export const nativeRolesOf = ({ step }: Pick<Change, 'step'>): readonly string[] =>
  step.kind === 'ROLES' ? [...step.grants, ...step.revokes].map(({ nativeRoleId }) => nativeRoleId) : [];
