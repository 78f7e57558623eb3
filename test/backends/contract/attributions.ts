import { expect } from 'vitest';
import type { Assignment } from '../../../src/domain/assignment.ts';
import { isAnswer } from '../../../src/domain/attempt.ts';
import { listAll } from '../reading.ts';
import { required } from '../required.ts';
import { type Check, check, type Need } from './check.ts';

/** Where assignments come from, told of all accounts of a backend. */
export const attributionChecks: readonly Check[] = [
  check(
    'what is prepared for all accounts tells of each what is told of it when it is asked for',
    async ({ backend }) => {
      const accounts = await listAll(backend);
      const told = await required(backend.getAssignments, 'getAssignments')(accounts);
      expect(told.every(isAnswer)).toBe(true);
      const attribute = await required(backend.prepareAttribution, 'prepareAttribution')();
      expect(accounts.map((account) => inOrder(attribute(account)))).toEqual(
        told.filter(isAnswer).map(inOrder),
      );
    },
    { needs: ({ backend }) => whoseRecordsTellAll(backend) },
  ),

  check(
    'to prepare for all accounts takes no call for each of them',
    async ({ backend, emulator, truth }) => {
      emulator.forget();
      await required(backend.prepareAttribution, 'prepareAttribution')();
      expect(emulator.requests.length).toBeLessThan(truth().length / 2);
    },
    { needs: ({ backend }) => whoseRecordsTellAll(backend) },
  ),
];

const whoseRecordsTellAll = ({ getAssignments }: Parameters<Need>[0]['backend']): string | null =>
  getAssignments === undefined ? "an account's own record tells where its assignments come from" : null;

const inOrder = (assignments: readonly Assignment[]): readonly string[] =>
  assignments.map((assignment) => JSON.stringify(assignment)).toSorted();
