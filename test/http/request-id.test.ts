import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { path } from '../../src/http/path.ts';
import { requestIdOf } from '../../src/http/request-id.ts';
import { secret, startBackend } from './backend.ts';

const tokenOf = { authorization: 'SharedAccessSignature sr=app&sig=0f1e2d3c4b5a6978&skn=ops' };

const idIn = (value: string | string[], name = 'x-request-id') =>
  requestIdOf({ headers: { [name]: value } }, tokenOf);

describe('what a backend calls a request', () => {
  it.each(['x-ms-request-id', 'x-request-id', 'request-id', 'x-correlation-id', 'x-kong-request-id'])(
    'is in its header %s',
    (name) => {
      expect(idIn('tsbbfyb', name)).toBe('tsbbfyb');
    },
  );

  it('is the first of them where it has several names', () => {
    const headers = { 'x-correlation-id': 'c-1', 'x-request-id': ['r-1', 'r-2'] };
    expect(requestIdOf({ headers }, {})).toBe('r-1');
  });

  it.each([
    '2f5b4c0e-6f0d-4f6e-9a55-0e6a8f0c1d2b',
    '4bf92f3577b34da6a3ce929d0e0e4736',
    '1a2b3c4d5',
    '42',
    'centralus:20260101T000000Z:2f5b4c0e-6f0d-4f6e-9a55-0e6a8f0c1d2b',
    'Root=1-67891233-abcdef012345678912345678',
  ])('may be %s', (id) => {
    expect(idIn(id)).toBe(id);
  });

  it.each([
    ['nothing', ''],
    ['a line break', 'a\r\nb'],
    ['another script', 'идентификатор'],
    ['a sentence', 'no such user'],
    ['more than 128 characters', `${'a-'.repeat(64)}a`],
    ['what may be a token', 'c4n7XyZq9KfLmW2p'],
    ['two marks with nothing between', 'a--b'],
    ['a mark at its end', 'a-'],
    ['a part of the credential', '0f1e2d3c4b5a6978'],
  ])('is not %s', (_what, value) => {
    expect(idIn(value)).toBeNull();
  });

  it('is decided at once, whatever a backend puts into the header', () => {
    const letters = fc.constantFrom(...'aA0fZ1-:._=/');
    const hostile = fc
      .tuple(
        fc.array(letters, { minLength: 1, maxLength: 12 }),
        fc.constantFrom('!', '-', '', 'Zz9Zz9Zz9Zz9'),
      )
      .map(
        ([piece, end]) =>
          piece
            .join('')
            .repeat(128)
            .slice(0, 128 - end.length) + end,
      );
    fc.assert(
      fc.property(hostile, (id) => {
        const startedAt = performance.now();
        const told = idIn(id);
        expect(performance.now() - startedAt).toBeLessThan(100);
        expect([id, null]).toContain(told);
      }),
      { examples: [[`${'a-'.repeat(63)}a!`], [`${'1f:'.repeat(42)}!!`]] },
    );
  });
});

describe('G41: a client', () => {
  const call = { operation: 'Users_Update', method: 'PATCH', path: path`/api/users/bob` } as const;
  const send = async (method: 'GET' | 'PATCH', status: number, id: string) => {
    const told: string[] = [];
    await using backend = await startBackend(() => ({ status, headers: { 'x-request-id': id }, json: {} }));
    await backend.http.send({ ...call, method }, { onRequestId: (one) => told.push(one) }).catch(() => null);
    return told;
  };

  it('tells what the backend calls a write, done or refused', async () => {
    expect(await send('PATCH', 200, 'r-1')).toEqual(['r-1']);
    expect(await send('PATCH', 500, 'r-2')).toEqual(['r-2']);
  });

  it('tells nothing of a reading, and never a credential', async () => {
    expect(await send('GET', 200, 'r-1')).toEqual([]);
    expect(await send('PATCH', 200, secret.replace('Bearer ', ''))).toEqual([]);
  });
});
