import type { Fault } from '../../../../src/emulators/faults.ts';
import { altering, answering, canary, saying } from '../../../faults.ts';
import { alterObjects, repeatFirst, replaceLastByFirst } from '../answers.ts';
import { textOf, withAnotherId, withoutId, withPrototype, withRoles, zipped } from './alterations.ts';

/** What befalls one request of an operation. */
export type MatrixFault = {
  readonly name: string;
  /** Whether it is another fault than its neighbour only where the request changes something. */
  readonly writesOnly: boolean;
  /** Whether it befalls all requests that follow, too, so that no retry helps. */
  readonly isLasting: boolean;
  /** Built anew for each cell. `target` is that of the request it befalls, `elsewhere` an origin that must never be asked. */
  readonly toFault: (cell: { readonly target: string; readonly elsewhere: string }) => Fault;
};

/** Larger than what a client of the matrix takes. */
export const maxResponseBytes = 300_000;

const fault = (
  name: string,
  toFault: MatrixFault['toFault'] | Fault,
  { writesOnly = false, isLasting = false }: Partial<Pick<MatrixFault, 'writesOnly' | 'isLasting'>> = {},
): MatrixFault => ({
  name,
  writesOnly,
  isLasting,
  toFault: typeof toFault === 'function' ? toFault : () => toFault,
});

/** Fails in words of several vendors at once, the canary in all that is no code. */
const failingInWords = (
  status: number,
  options: { readonly applied?: boolean; readonly headers?: Readonly<Record<string, string>> } = {},
): Fault =>
  answering(
    {
      status,
      headers: options.headers,
      json: { error: { code: 'Fault', message: canary }, message: canary },
    },
    options,
  );

const alteringObjects = (alter: Parameters<typeof alterObjects>[1]): Fault =>
  altering((answer) => alterObjects(answer, alter));

const writing = (text: string, type: string): Fault =>
  altering(({ status }) => ({
    status: status === 204 ? 200 : status,
    headers: { 'content-type': type },
    text,
  }));

const json = 'application/json';

export const matrixFaults: readonly MatrixFault[] = [
  ...[400, 401, 403, 404, 408, 409, 429, 500, 503, 504].map((status) =>
    fault(String(status), failingInWords(status)),
  ),
  fault('429 with Retry-After', failingInWords(429, { headers: { 'retry-after': '7' } })),
  fault('500 after applying', failingInWords(500, { applied: true }), { writesOnly: true }),
  fault('504 after applying', failingInWords(504, { applied: true }), { writesOnly: true }),
  fault('silence', { kind: 'hang', applied: false }),
  fault('silence after applying', { kind: 'hang', applied: true }, { writesOnly: true }),
  fault('a reset', { kind: 'reset', applied: false }),
  fault('a reset after applying', { kind: 'reset', applied: true }, { writesOnly: true }),
  fault('half a body', { kind: 'half-body' }),
  fault('403 from then on', failingInWords(403), { isLasting: true }),
  fault('500 from then on', failingInWords(500), { isLasting: true }),
  fault('a reset from then on', { kind: 'reset', applied: false }, { isLasting: true }),

  fault('HTML', writing(`<html><body>${canary}</body></html>`, 'text/html')),
  fault(
    'the truth as text/html',
    altering((answer) => ({ ...answer, headers: { 'content-type': 'text/html' } })),
  ),
  fault(
    'an empty body',
    altering((answer) => ({ status: answer.status, text: '' })),
  ),
  fault(
    'JSON cut off',
    altering((answer) => ({
      status: answer.status,
      headers: { 'content-type': json },
      text: textOf(answer).slice(0, -1),
    })),
  ),
  fault('a number', saying(7)),
  fault('null', saying(null)),
  fault('a string', saying(canary)),
  fault('an array', saying([canary, 7])),
  fault('an object of another kind', saying({ hello: canary })),
  fault('deep JSON', writing(`${'['.repeat(100_000)}${']'.repeat(100_000)}`, json)),
  fault('a huge body', writing(`"${canary.repeat(maxResponseBytes / canary.length + 1)}"`, json)),
  fault('gzip unasked', { kind: 'raw', toBytes: (answer) => zipped(answer) }),

  fault('__proto__', alteringObjects(withPrototype)),
  fault('missing ids', alteringObjects(withoutId)),
  fault('role lists as a string', alteringObjects(withRoles(`${canary},another`))),
  fault('role lists as a number', alteringObjects(withRoles(7))),
  fault('a record twice', altering(repeatFirst)),
  fault('a record in place of another', altering(replaceLastByFirst)),
  fault('another id than asked', ({ target }) => altering((answer) => withAnotherId(answer, target))),

  ...[301, 302, 307, 308].map((status) =>
    fault(`a redirect with ${status}`, ({ elsewhere }) =>
      failingInWords(status, { headers: { location: `${elsewhere}/?to=${canary}` } }),
    ),
  ),
];
