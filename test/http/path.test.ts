import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { path, UnusableSegment, withQuery } from '../../src/http/path.ts';
import { hostileIds } from '../backends/hostile-ids.ts';
import { startBackend } from './backend.ts';

const unusable = new Set([
  '',
  '.',
  '..',
  'x\r\nX-Admin: 1',
  'x\u0000y',
  'tab\there',
  'line\u2028separator',
  'x'.repeat(8192),
  '\ud800',
]);
const usableIds = hostileIds.filter((id) => !unusable.has(id));

/** Every string there is, halves of characters included. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
  fc.string({ unit: fc.constantFrom('.', '/', '%', '2', 'e', 'f', '\\', '?', '#', ';', '&', '=', '+') }),
  fc.constantFrom(...hostileIds),
);

describe('a path', () => {
  it.each(usableIds)('P25: carries %j as exactly one encoded segment', (id) => {
    const segments = path`/api/users/${id}/roles`.split('/');
    expect(segments).toHaveLength(5);
    expect(segments[3]).toMatch(/^([A-Za-z0-9._~-]|%[0-9A-F]{2})+$/);
    expect(decodeURIComponent(segments[3] ?? '')).toBe(id);
  });

  it.each([...unusable].map((id) => [JSON.stringify(id).slice(0, 40), id]))('P25: refuses %s', (_, id) => {
    expect(hostileIds).toContain(id);
    expect(() => path`/api/users/${id}`).toThrow(UnusableSegment);
  });

  it('P25: gives any text back from its one segment, or refuses it', () => {
    fc.assert(
      fc.property(anyText, (id) => {
        let made: string;
        try {
          made = path`/api/users/${id}/roles`;
        } catch (error) {
          expect(error).toBeInstanceOf(UnusableSegment);
          return;
        }
        const segments = made.split('/');
        expect(segments).toHaveLength(5);
        expect(decodeURIComponent(segments[3] ?? '')).toBe(id);
        expect(new URL(made, 'https://hub.internal').pathname).toBe(made);
      }),
      { numRuns: 2000 },
    );
  });

  it('P25: arrives on the request line byte for byte, and nothing else arrives', async () => {
    await using backend = await startBackend();
    const paths = usableIds.map((id) => path`/api/users/${id}/roles`);
    for (const place of paths)
      await backend.http.send({ operation: 'Roles_List', method: 'GET', path: place });
    expect(backend.emulator.requests.map(({ target }) => target)).toEqual(paths);
    expect(backend.emulator.requests.filter(({ headers }) => 'x-admin' in headers)).toEqual([]);
  });

  it('keeps each of several ids apart', () => {
    expect(path`/a/${'x/y'}/b/${'y?'}`).toBe('/a/x%2Fy/b/y%3F');
  });

  it('leaves unreserved characters as they are, and no others', () => {
    expect(path`/${"aZ09-._~!'()*"}`).toBe('/aZ09-._~%21%27%28%29%2A');
  });

  it.each([
    ['x', 1024, 1025],
    ['/', 341, 342],
    ['🦊', 85, 86],
  ])('takes 1024 encoded characters of %s and not one more', (character, most, tooMany) => {
    expect(path`/${character.repeat(most)}`.length).toBeLessThanOrEqual(1025);
    expect(() => path`/${character.repeat(tooMany)}`).toThrow(/at most 1024 encoded characters/);
  });

  it('refuses with BAD_INPUT and does not repeat what it refuses', () => {
    expect(() => path`/${'canary\u0000'}`).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
    expect(() => path`/${'canary\u0000'}`).not.toThrow(/canary/);
  });
});

describe('a query', () => {
  const users = path`/api/users`;

  it('leaves out what is undefined', () => {
    expect(withQuery(users, { filter: undefined, page: 1, full: false })).toBe(
      '/api/users?page=1&full=false',
    );
  });

  it('is absent where nothing is left', () => {
    expect(withQuery(users, { filter: undefined })).toBe(users);
    expect(withQuery(users, {})).toBe(users);
  });

  it('keeps the empty text and zero', () => {
    expect(withQuery(users, { filter: '', page: 0 })).toBe('/api/users?filter=&page=0');
  });

  it('P25: gives any name and value back, and adds no other', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }),
        fc.string({ unit: 'binary' }),
        (name, value) => {
          const made = withQuery(users, { [name]: value, page: 1 });
          const [place, search, ...rest] = made.split('?');
          expect([place, rest]).toEqual([users, []]);
          expect(made).toMatch(/^[\x21-\x7e]+$/);
          const pairs = [...new URLSearchParams(search)].toSorted();
          expect(pairs).toEqual(Object.entries({ [name]: value, page: '1' }).toSorted());
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('P25: refuses half a character as a path does', () => {
    expect(() => withQuery(users, { id: '\ud800' })).toThrow(UnusableSegment);
  });
});
