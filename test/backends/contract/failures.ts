import { expect } from 'vitest';
import type { BackendError, ErrorCode } from '../../../src/domain/errors.ts';
import type { Fault } from '../../../src/emulators/faults.ts';
import { answering, canary, failing } from '../../faults.ts';
import { lookUp } from '../reading.ts';
import { type Check, check, withSubject } from './check.ts';
import { expectFailure } from './expect-failure.ts';
import type { StartOptions, Subject } from './fixture.ts';
import { listInTens } from './reading.ts';

/** What goes wrong for ever, and how it must be told. Each is met by a client of its own: one that failed too often falls silent. */
const faults: readonly (readonly [name: string, fault: Fault, code: ErrorCode])[] = [
  ['401', failing(401), 'UPSTREAM_REFUSED'],
  ['403', failing(403), 'UPSTREAM_REFUSED'],
  ['429', failing(429), 'RATE_LIMITED'],
  ['429 with Retry-After', failing(429, { headers: { 'retry-after': '7' } }), 'RATE_LIMITED'],
  ['500', failing(500), 'UPSTREAM_UNAVAILABLE'],
  ['503', failing(503), 'UPSTREAM_UNAVAILABLE'],
  ['a reset', { kind: 'reset', applied: false }, 'UPSTREAM_UNAVAILABLE'],
  ['half a body', { kind: 'half-body' }, 'UPSTREAM_UNAVAILABLE'],
  ['silence', { kind: 'hang', applied: false }, 'UPSTREAM_TIMEOUT'],
  [
    'HTML with 200',
    answering({ status: 200, headers: { 'content-type': 'text/html' }, text: `<html>${canary}</html>` }),
    'UPSTREAM_INVALID',
  ],
  ['a number', answering({ status: 200, json: 7 }), 'UPSTREAM_INVALID'],
  ['null', answering({ status: 200, json: null }), 'UPSTREAM_INVALID'],
  ['a string', answering({ status: 200, json: canary }), 'UPSTREAM_INVALID'],
  [
    'an object of another kind',
    answering({ status: 200, json: JSON.parse(`{"__proto__":{"isAdmin":true},"hello":"${canary}"}`) }),
    'UPSTREAM_INVALID',
  ],
  ['a redirect', failing(302, { headers: { location: 'http://127.0.0.1:9/elsewhere' } }), 'UPSTREAM_INVALID'],
];

const reads: readonly ((subject: Subject) => Promise<unknown>)[] = [
  ({ backend }) => listInTens(backend),
  ({ backend, editable }) => lookUp(backend, editable.id),
];

/** Meets `fault` in a list and in a look-up, each with a client of its own. */
const metByReads = (
  title: string,
  options: Pick<StartOptions, 'timeoutMs' | 'maxResponseBytes'> & {
    readonly fault: Fault;
    readonly code: ErrorCode;
  },
  inspect: (error: BackendError, subject: Subject) => void,
): Check => ({
  title,
  prove: async (fixture) => {
    for (const read of reads)
      await withSubject(
        fixture,
        { people: 3, timeoutMs: options.timeoutMs, maxResponseBytes: options.maxResponseBytes },
        async (subject) => {
          subject.emulator.faults.add(options.fault);
          inspect(await expectFailure(options.code, read(subject)), subject);
        },
      );
    return null;
  },
});

/** What goes wrong on the way to, at, or from the backend is a typed error that says so and repeats nothing. */
export const failureChecks: readonly Check[] = [
  ...faults.map(([name, fault, code]) =>
    metByReads(
      `P27: ${name} is ${code}, in a list and in a look-up, and nothing of it is repeated`,
      { fault, code, timeoutMs: fault.kind === 'hang' ? 250 : undefined },
      (error, { backend, secret }) => {
        expect(error.backend).toBe(backend.id);
        expect(error.message).not.toContain(canary);
        expect(error.message).not.toContain(secret);
        if (name === '429 with Retry-After') expect(error.retryAfterMs).toBe(7000);
      },
    ),
  ),

  metByReads(
    'P27: an answer beyond the size limit is UPSTREAM_INVALID',
    {
      fault: answering({ status: 200, text: `"${'x'.repeat(200_000)}"` }),
      code: 'UPSTREAM_INVALID',
      maxResponseBytes: 100_000,
    },
    (error) => expect(error.message.length).toBeLessThan(1000),
  ),

  check(
    'an aborted signal ends a list and a look-up',
    async ({ backend, emulator, editable }) => {
      emulator.faults.add({ kind: 'hang', applied: false });
      for (const read of [
        (signal: AbortSignal) => Array.fromAsync(backend.listAccounts({ signal })),
        async (signal: AbortSignal) => {
          const [found] = await backend.getAccounts([editable.id], { signal });
          if (found instanceof Error) throw found;
        },
      ]) {
        const startedAt = performance.now();
        await expectFailure('UPSTREAM_TIMEOUT', read(AbortSignal.timeout(100)));
        expect(performance.now() - startedAt).toBeLessThan(1000);
      }
    },
    { people: 3, timeoutMs: 2000 },
  ),

  check(
    'closing the backend ends what is under way',
    async ({ backend, emulator }) => {
      emulator.faults.add({ kind: 'hang', applied: false });
      const underWay = expectFailure(['UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT'], listInTens(backend));
      while (emulator.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      const startedAt = performance.now();
      await backend.close();
      await underWay;
      expect(performance.now() - startedAt).toBeLessThan(1000);
    },
    { people: 3, timeoutMs: 2000 },
  ),
];
