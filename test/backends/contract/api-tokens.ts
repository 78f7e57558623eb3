import { inspect } from 'node:util';
import { expect } from 'vitest';
import { keyOfAssignment } from '../../../src/domain/assignment.ts';
import { type Check, check, having, present } from './check.ts';
import { expectFailure } from './expect-failure.ts';
import { recordChecks } from './records.ts';

export const apiTokenChecks: readonly Check[] = [
  ...recordChecks({
    member: 'apiTokens',
    collectionOf: ({ backend }) => {
      const { list, get, delete: remove } = present(backend.apiTokens);
      return { list, get, remove: ({ id }) => remove(id) };
    },
    samplesOf: ({ apiTokens }) => present(apiTokens),
  }),

  check(
    'apiTokens: creates one, shows its secret this once, and never overwrites',
    async ({ backend, apiTokens, state }) => {
      const { fresh, taken } = present(apiTokens);
      const { create, get } = present(backend.apiTokens);
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
    { needs: having('apiTokens') },
  ),
];
