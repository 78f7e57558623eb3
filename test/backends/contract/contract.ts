import { describe, it } from 'vitest';
import { accountChangeChecks } from './account-changes.ts';
import { accountCreationChecks } from './account-creations.ts';
import { apiTokenChecks } from './api-tokens.ts';
import { attributionChecks } from './attributions.ts';
import type { Check } from './check.ts';
import { deviceChecks } from './devices.ts';
import { failureChecks } from './failures.ts';
import type { Fixture } from './fixture.ts';
import { groupChecks } from './groups.ts';
import { lookUpChecks } from './look-ups.ts';
import { lostAnswerChecks } from './lost-answers.ts';
import { faultMatrix } from './matrix/fault-matrix.ts';
import { nativeRoleChecks } from './native-roles.ts';
import { organizationChecks } from './organizations.ts';
import { pagingChecks } from './paging.ts';
import { requestIdChecks } from './request-ids.ts';
import { roleDefinitionChecks } from './role-definitions.ts';
import { roleRefusalChecks } from './role-refusals.ts';
import { roleWriteChecks } from './role-writes.ts';

/**
 * Holds an adapter against the port, `src/backends/backend.ts`. In a test file of its own:
 *
 * ```ts
 * adapterContract('Your vendor', yourFixture);
 * ```
 *
 * The fixture (`fixture.ts`) starts an emulator and the adapter on it, and names a few records to try things on. Two things are run. The
 * checks, one promise each, on the members that the adapter has: what it lacks is skipped with the reason. And the matrix, which finds
 * every function of the adapter by itself, learns what requests it makes, and lets every fault befall each of them.
 *
 * Every check has an adapter that breaks it (`test/backends/broken/`).
 */
export const adapterContract = async (name: string, fixture: Fixture): Promise<void> => {
  describe(`G45: ${name} keeps the contract of the port`, () => {
    for (const { title, prove } of checks)
      it(title, async ({ skip }) => {
        const absence = await prove(fixture);
        if (absence !== null) skip(absence);
      });
  });
  await faultMatrix(name, fixture);
};

export const checks: readonly Check[] = [
  ...pagingChecks,
  ...lookUpChecks,
  ...attributionChecks,
  ...failureChecks,
  ...nativeRoleChecks,
  ...lostAnswerChecks,
  ...roleWriteChecks,
  ...roleRefusalChecks,
  ...accountCreationChecks,
  ...accountChangeChecks,
  ...requestIdChecks,
  ...organizationChecks,
  ...apiTokenChecks,
  ...groupChecks,
  ...roleDefinitionChecks,
  ...deviceChecks,
];
