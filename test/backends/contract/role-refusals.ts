import { expect } from 'vitest';
import type { ErrorCode } from '../../../src/domain/errors.ts';
import { required } from '../required.ts';
import { type Check, checkOf } from './check.ts';
import { expectFailure } from './expect-failure.ts';
import type { Subject } from './fixture.ts';
import { changeOf } from './role-change.ts';
import { comparable, heldKeys } from './truth.ts';

const refusalCheck = checkOf('roleWriter');

/** What cannot be written is refused, and nothing is. */
export const roleRefusalChecks: readonly Check[] = [
  refusalCheck(
    'a role that there is not is refused, and nothing is written',
    async (writer, { id, missing }, { backend, state }) => {
      const change = await changeOf(backend, id, { grants: [required(missing, 'role that there is not')] });
      const before = structuredClone(state());
      const error = await expectFailure(refusals, writer.write(change));
      expect(error.isUnsettled).toBe(false);
      expect(state()).toEqual(before);
    },
    {
      needs: ({ editable }) =>
        editable.missing === undefined ? 'the backend grants roles that it does not define' : null,
    },
  ),

  refusalCheck(
    'no role is left where none may be, and none beyond the most',
    async ({ min, max, write }, { id }, { backend, truth }) => {
      const before = comparable(truth());
      const { account, before: held } = await changeOf(backend, id, {});
      const many = Array.from({ length: Math.min(max, 300) + 1 }, (_, at) => ({
        nativeRoleId: `role-${at}`,
        organizationId: null,
      }));
      const replaceBy = (after: typeof many) =>
        write({ account, before: held, after, grants: after, revokes: held });
      if (min > 0) await expectFailure('BAD_INPUT', replaceBy([]));
      if (max < 200) await expectFailure('BAD_INPUT', replaceBy(many));
      expect(comparable(truth())).toEqual(before);
    },
    { needs: (subject) => (isBounded(subject) ? null : 'an account can hold any number of roles') },
  ),

  refusalCheck(
    'a grant within an organization is refused where there are none',
    async (writer, { id, spare }, subject) => {
      const grants = [{ ...spare, organizationId: 'oslo' }];
      const held = heldKeys(subject);
      const change = await changeOf(subject.backend, id, { grants });
      await expectFailure(['BAD_INPUT', 'NOT_EXPRESSIBLE'], writer.write(change));
      expect(heldKeys(subject)).toEqual(held);
    },
    {
      needs: ({ backend }) => (backend.organizations === undefined ? null : 'the backend has organizations'),
    },
  ),
];

/** Whether the adapter knows the roles or leaves it to the backend. */
const refusals: readonly ErrorCode[] = ['ROLE_MISSING', 'BAD_INPUT', 'NOT_FOUND', 'UPSTREAM_REJECTED'];

const isBounded = ({ backend }: Subject): boolean => {
  const { min = 0, max = Number.POSITIVE_INFINITY } = backend.roleWriter ?? {};
  return min > 0 || max < 200;
};
