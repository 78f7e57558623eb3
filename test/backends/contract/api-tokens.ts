import { inspect } from 'node:util';
import { expect } from 'vitest';
import { keyOfAssignment } from '../../../src/domain/assignment.ts';
import { type Check, checkOf } from './check.ts';
import { expectFailure } from './expect-failure.ts';
import { deletingById, recordChecks } from './records.ts';

const apiTokenCheck = checkOf('apiTokens');

export const apiTokenChecks: readonly Check[] = [
  ...recordChecks('apiTokens', deletingById),

  apiTokenCheck(
    'apiTokens: creates one, shows its secret this once, and never overwrites',
    async ({ create, get }, { fresh, taken }, { state }) => {
      const { token, secret } = await create(fresh);
      expect(token.assignments.map(keyOfAssignment).toSorted()).toEqual(
        fresh.grants.map(keyOfAssignment).toSorted(),
      );
      expect(await get([fresh.id])).toEqual([token]);
      expect(inspect({ token, secret })).not.toContain(secret.reveal());
      expect(JSON.stringify({ token, secret })).not.toContain(secret.reveal());
      const before = structuredClone(state());
      await expectFailure('ALREADY_EXISTS', create(taken));
      expect(state()).toEqual(before);
    },
  ),
];
