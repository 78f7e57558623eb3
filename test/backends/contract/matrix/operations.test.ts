import { expect, it } from 'vitest';
import { guestbook } from '../../guestbook/fixture.ts';
import { withSubject } from '../check.ts';
import { invocationsOf } from './invocations.ts';
import { operationsOf } from './operations.ts';

it('G45: every function of an adapter is found, and a verb that the matrix does not know has no row', () =>
  withSubject(guestbook, { people: 0 }, async ({ backend }) => {
    const operations = operationsOf(Object.assign({}, backend, { lamps: { switchOn: () => undefined } }));
    expect(operations.toSorted()).toEqual([
      'check',
      'close',
      'getAccounts',
      'health',
      'lamps.switchOn',
      'listAccounts',
      'listNativeRoles',
      'roleWriter.write',
    ]);
    expect(operations.filter((operation) => invocationsOf(operation).length === 0)).toEqual([
      'lamps.switchOn',
    ]);
  }));
