import { describe, expect, it } from 'vitest';
import { BackendError, type ErrorCode } from '../../../../src/domain/errors.ts';
import type { ReceivedRequest } from '../../../../src/emulators/emulator.ts';
import { canary } from '../../../faults.ts';
import { judge } from './judge.ts';
import type { Trial } from './trial.ts';

const trial = (own: Partial<Trial>): Trial => ({
  outcome: { kind: 'RESOLVED', value: 'done', plain: 'done' },
  before: 'before',
  after: 'after',
  requests: [],
  isTouched: true,
  backend: 'desk',
  secret: 'token-1',
  ...own,
});

const write: ReceivedRequest = { at: 0, method: 'PUT', target: '/a', headers: {}, body: '', answered: null };

const rejected = (code: ErrorCode, message = 'failed', backend = 'desk'): Partial<Trial> => ({
  outcome: { kind: 'REJECTED', error: new BackendError(code, message, { backend }) },
});

const batch = (...value: readonly unknown[]): Partial<Trial> => ({
  outcome: { kind: 'RESOLVED', value, plain: value },
});

const complaintsOf = (
  one: Partial<Trial>,
  other: Partial<Trial> = {},
  cell: Partial<Parameters<typeof judge>[2]> = {},
) => judge(trial(one), trial(other), { fault: '500', isLookUp: false, ...cell }).complaints;

describe('G45: the judge of the fault matrix', () => {
  it('is content with the right answer, and with a failure that changed nothing or leaves it open', () => {
    expect(complaintsOf({ requests: [write] }, { requests: [write] })).toEqual([]);
    expect(complaintsOf({ ...rejected('UPSTREAM_REFUSED'), after: 'before' })).toEqual([]);
    expect(complaintsOf(rejected('UPSTREAM_TIMEOUT'))).toEqual([]);
  });

  it.each([
    ['did not end', { outcome: { kind: 'ENDLESS' }, after: 'before' }, ['it did not end']],
    [
      'failed without a type',
      { outcome: { kind: 'REJECTED', error: new TypeError('x') }, after: 'before' },
      ['an error without a type: TypeError: x'],
    ],
    [
      'names another backend',
      { ...rejected('UPSTREAM_TIMEOUT', 'failed', 'other') },
      ['the error names backend other'],
    ],
    [
      'repeats what was said',
      { ...rejected('UPSTREAM_TIMEOUT', canary) },
      [`the error repeats what the backend said: ${canary}`],
    ],
    [
      'repeats the credential',
      { ...rejected('UPSTREAM_TIMEOUT', 'token-1') },
      ['the error repeats the credential'],
    ],
    ['answers otherwise', { outcome: { kind: 'RESOLVED', value: 'x', plain: 'x' } }, ['another answer: "x"']],
    ['is done and is not', { after: 'before' }, ['it resolved, and the state is another']],
    [
      'failed for certain and is done',
      { ...rejected('UPSTREAM_REJECTED') },
      ['it failed for certain, and yet the state has changed'],
    ],
    ['is sent twice', { requests: [write, write] }, ['sent 2 times: PUT /a ']],
  ] satisfies readonly (readonly [string, Partial<Trial>, readonly string[]])[])(
    'complains of what %s',
    (_name, own, complaints) => {
      const { requests } = own;
      expect(complaintsOf(own, requests === undefined ? {} : { requests: [write] })).toEqual(complaints);
    },
  );

  it('complains of a part of a list, and of a wrong slot of a batch', () => {
    expect(complaintsOf(batch('a'), batch('a', 'b'))).toEqual(['1 answers in place of 2']);
    expect(complaintsOf(batch('a', 'c'), batch('a', 'b'))).toEqual(['another answer at 1: "c"']);
    const failed = new BackendError('UPSTREAM_INVALID', 'failed', { backend: 'desk' });
    expect(complaintsOf(batch('a', failed), batch('a', 'b'))).toEqual([]);
  });

  it('takes a 404 for "there is none" in a look-up only, and a write answered 429 for one that may be sent again', () => {
    const [none, one] = [batch(null), batch('a')];
    expect(complaintsOf(none, one, { fault: '404', isLookUp: true })).toEqual([]);
    expect(complaintsOf(none, one, { fault: '404' })).toEqual(['another answer at 0: null']);
    const twice = { requests: [write, write] };
    expect(complaintsOf(twice, { requests: [write] }, { fault: '429' })).toEqual([]);
  });
});
