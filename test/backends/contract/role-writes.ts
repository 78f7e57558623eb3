import { expect } from 'vitest';
import type { Backend, RoleChange, RoleWriter } from '../../../src/backends/backend.ts';
import { type AssignmentRef, keyOfAssignment } from '../../../src/domain/assignment.ts';
import type { ErrorCode } from '../../../src/domain/errors.ts';
import type { ReceivedRequest } from '../../../src/emulators/emulator.ts';
import { failing } from '../../faults.ts';
import { type Check, check, having, present } from './check.ts';
import { expectFailure } from './expect-failure.ts';
import type { Subject } from './fixture.ts';
import { comparable, directGrants, readOne } from './reading.ts';

/** The change as the core would tell it, of the account as it reads now. */
export const changeOf = async (
  backend: Backend,
  id: string,
  edit: { readonly grants?: readonly AssignmentRef[]; readonly revokes?: readonly AssignmentRef[] },
): Promise<RoleChange> => {
  const { grants = [], revokes = [] } = edit;
  const account = await readOne(backend, id);
  const before = await directGrants(backend, account);
  const revoked = new Set(revokes.map(keyOfAssignment));
  const kept = before.filter((assignment) => !revoked.has(keyOfAssignment(assignment)));
  return { account, before, after: [...kept, ...grants], grants, revokes };
};

/** A direct role of the editable account: the one to revoke. */
export const heldBy = ({ truth, editable }: Pick<Subject, 'truth' | 'editable'>): AssignmentRef => {
  const held = truth().find(({ id }) => id === editable.id)?.grants ?? [];
  return present(held[0]);
};

const needs = having('roleWriter');

/** A write changes the assignments that it names, and nothing else. */
export const roleWriteChecks: readonly Check[] = [
  check(
    'P42: a grant and a revocation change that assignment and nothing else',
    async (subject) => {
      const { backend, editable } = subject;
      const writer = present(backend.roleWriter);
      const held = grantsOf(subject);
      const { spare } = editable;
      await expectOnlyRolesMove(subject, async () => {
        await writer.write(await changeOf(backend, editable.id, { grants: [spare] }));
        expect(grantsOf(subject)).toEqual([...held, keyOfAssignment(spare)].toSorted());
        await writer.write(await changeOf(backend, editable.id, { revokes: [spare] }));
        expect(grantsOf(subject)).toEqual(held);
      });
    },
    { needs },
  ),

  check(
    'P42: a grant and a revocation in one change both happen, and nothing else does',
    async (subject) => {
      const { backend, editable } = subject;
      const [held, revoked] = [grantsOf(subject), heldBy(subject)];
      const change = await changeOf(backend, editable.id, { grants: [editable.spare], revokes: [revoked] });
      await expectOnlyRolesMove(subject, () => present(backend.roleWriter).write(change));
      const kept = held.filter((key) => key !== keyOfAssignment(revoked));
      expect(grantsOf(subject)).toEqual([...kept, keyOfAssignment(editable.spare)].toSorted());
    },
    { needs },
  ),

  check(
    'what is held already is granted without harm',
    async (subject) => {
      const { backend, editable, grantBehind } = subject;
      grantBehind();
      const held = grantsOf(subject);
      const { account, before } = await changeOf(backend, editable.id, {});
      const change = { account, before, after: before, grants: [editable.spare], revokes: [] };
      await expectOnlyRolesMove(subject, () => present(backend.roleWriter).write(change));
      expect(grantsOf(subject)).toEqual(held);
    },
    { needs },
  ),

  check(
    'a role that there is not is refused, and nothing is written',
    async ({ backend, editable, state }) => {
      const change = await changeOf(backend, editable.id, { grants: [present(editable.missing)] });
      const before = structuredClone(state());
      const error = await expectFailure(refusals, present(backend.roleWriter).write(change));
      expect(error.isUnsettled).toBe(false);
      expect(state()).toEqual(before);
    },
    {
      needs: (subject) =>
        needs(subject) ??
        (subject.editable.missing === undefined ? 'the backend grants roles that it does not define' : null),
    },
  ),

  check(
    'a delta keeps what someone else granted meanwhile',
    async (subject) => {
      const { backend, editable, grantBehind } = subject;
      const revoked = heldBy(subject);
      const change = await changeOf(backend, editable.id, { revokes: [revoked] });
      grantBehind();
      await present(backend.roleWriter).write(change);
      expect(grantsOf(subject)).toContain(keyOfAssignment(editable.spare));
      expect(grantsOf(subject)).not.toContain(keyOfAssignment(revoked));
    },
    {
      needs: (subject) =>
        needs(subject) ?? (styleOf(subject) === 'delta' ? null : 'the backend replaces roles whole'),
    },
  ),

  check(
    'no role is left where none may be, and none beyond the most',
    async (subject) => {
      const { backend, editable, truth } = subject;
      const { min, max, write } = present(backend.roleWriter);
      const before = comparable(truth());
      const { account, before: held } = await changeOf(backend, editable.id, {});
      const many = Array.from({ length: Math.min(max, 300) + 1 }, (_, at) => ({
        nativeRoleId: `role-${at}`,
        organizationId: null,
      }));
      if (min > 0)
        await expectFailure(
          'BAD_INPUT',
          write({ account, before: held, after: [], grants: [], revokes: held }),
        );
      if (max < 200)
        await expectFailure(
          'BAD_INPUT',
          write({ account, before: held, after: many, grants: many, revokes: held }),
        );
      expect(comparable(truth())).toEqual(before);
    },
    {
      needs: (subject) =>
        needs(subject) ?? (isBounded(subject) ? null : 'an account can hold any number of roles'),
    },
  ),

  check(
    'a role in one organization is another one than the same role in another organization',
    async (subject) => {
      const { backend, editable } = subject;
      const elsewhere = present(editable.elsewhere);
      const writer = present(backend.roleWriter);
      const held = grantsOf(subject);
      await writer.write(await changeOf(backend, editable.id, { grants: [elsewhere] }));
      expect(grantsOf(subject)).toEqual([...held, keyOfAssignment(elsewhere)].toSorted());
      await writer.write(await changeOf(backend, editable.id, { revokes: [elsewhere] }));
      expect(grantsOf(subject)).toEqual(held);
    },
    {
      needs: (subject) =>
        having('organizations')(subject) ??
        (subject.editable.elsewhere === undefined ? 'roles are held without organizations' : needs(subject)),
    },
  ),

  check(
    'a grant within an organization is refused where there are none',
    async (subject) => {
      const { backend, editable } = subject;
      const grants = [{ ...editable.spare, organizationId: 'oslo' }];
      const before = grantsOf(subject);
      const change = await changeOf(backend, editable.id, { grants });
      await expectFailure(['BAD_INPUT', 'NOT_EXPRESSIBLE'], present(backend.roleWriter).write(change));
      expect(grantsOf(subject)).toEqual(before);
    },
    {
      needs: (subject) =>
        needs(subject) ??
        (subject.backend.organizations === undefined ? null : 'the backend has organizations'),
    },
  ),

  check(
    'P23: a role write that fails is told, and is sent once',
    async ({ backend, emulator, editable }) => {
      const change = await changeOf(backend, editable.id, { grants: [editable.spare] });
      emulator.forget();
      for (const method of ['PATCH', 'PUT', 'POST']) emulator.faults.add(failing(500), { method });
      const error = await expectFailure('UPSTREAM_UNAVAILABLE', present(backend.roleWriter).write(change));
      expect(error.isUnsettled).toBe(true);
      expect(emulator.requests.filter(isWrite)).toHaveLength(1);
    },
    { needs },
  ),
];

const isWrite = ({ method }: ReceivedRequest): boolean => method !== 'GET';

/** Whether the adapter knows the roles or leaves it to the backend. */
const refusals: readonly ErrorCode[] = ['ROLE_MISSING', 'BAD_INPUT', 'NOT_FOUND', 'UPSTREAM_REJECTED'];

const styleOf = ({ backend }: Subject): RoleWriter['style'] | undefined => backend.roleWriter?.style;

const isBounded = ({ backend }: Subject): boolean => {
  const { min = 0, max = Number.POSITIVE_INFINITY } = backend.roleWriter ?? {};
  return min > 0 || max < 200;
};

/** The editable account's direct grants, as comparable keys. */
const grantsOf = ({ truth, editable }: Subject): readonly string[] =>
  comparable(truth().filter(({ id }) => id === editable.id))[0]?.grants ?? [];

/** Other accounts, and all else of this one, are as they were. */
const expectOnlyRolesMove = async (
  { truth, editable, besidesRoles }: Subject,
  work: () => Promise<void>,
): Promise<void> => {
  const others = () => comparable(truth().filter(({ id }) => id !== editable.id));
  const [othersBefore, restBefore] = [others(), structuredClone(besidesRoles())];
  await work();
  expect(others()).toEqual(othersBefore);
  expect(besidesRoles()).toEqual(restBefore);
};
