import { expect } from 'vitest';
import { failing } from '../../faults.ts';
import { type Check, check } from './check.ts';
import { expectFailure } from './expect-failure.ts';
import { listInTens } from './reading.ts';

/** What the backend grants, and whether it can be asked at all. */
export const nativeRoleChecks: readonly Check[] = [
  check('lists native roles, each once, that name every role held', async ({ backend, truth }) => {
    const { roles, complete } = await backend.listNativeRoles();
    expect(new Set(roles.map(({ id }) => id)).size).toBe(roles.length);
    expect(roles.every((role) => role.backend === backend.id)).toBe(true);
    if (!complete) return;
    const ids = new Set(roles.map(({ id }) => id));
    const held = new Set(
      truth().flatMap(({ assignments }) => assignments.map(({ nativeRoleId }) => nativeRoleId)),
    );
    // A directory may have annotated roles that the backend does not define.
    const external = new Set(
      (await listInTens(backend))
        .filter((account) => account.external === true)
        .flatMap(({ assignments }) => assignments.map(({ nativeRoleId }) => nativeRoleId)),
    );
    expect([...held].filter((id) => !ids.has(id) && !external.has(id))).toEqual([]);
  }),

  check('checks address and credentials with one call', async ({ backend, emulator }) => {
    await backend.check();
    expect(emulator.requests).toHaveLength(1);
    emulator.faults.add(failing(401));
    await expectFailure('UPSTREAM_REFUSED', backend.check());
  }),
];
