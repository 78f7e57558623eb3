import { describe, expect, it } from 'vitest';
import { type Base, parseOrigin, pathOfLink } from '../../src/http/origin.ts';
import { path, withQuery } from '../../src/http/path.ts';
import { thrownBy } from './error-of.ts';
import { linksElsewhere, linksHome } from './hostile-links.ts';

const parse = (baseUrl: string, allowPlainHttp = false): Base => parseOrigin({ baseUrl, allowPlainHttp });

describe('a base URL', () => {
  it.each([
    ['https://hub.internal', 'https://hub.internal', ''],
    ['https://hub.internal/', 'https://hub.internal', ''],
    ['https://hub.internal/qa', 'https://hub.internal', '/qa'],
    ['https://hub.internal/qa/v2//', 'https://hub.internal', '/qa/v2'],
    ['https://hub.internal:8443/qa', 'https://hub.internal:8443', '/qa'],
    ['https://hub.internal:443', 'https://hub.internal', ''],
    ['HTTPS://HUB.Internal/QA', 'https://hub.internal', '/QA'],
    ['https://hüb.example', 'https://xn--hb-xka.example', ''],
    ['https://[::1]:8443/x', 'https://[::1]:8443', '/x'],
    ['https://hub.internal/a/../b', 'https://hub.internal', '/b'],
  ])('%s is taken apart', (baseUrl, origin, place) => {
    expect(parse(baseUrl)).toEqual({ origin, path: place });
  });

  it.each([
    ['', /such as https/],
    ['hub.internal', /such as https/],
    ['//hub.internal', /such as https/],
    ['https://', /such as https/],
    ['ftp://hub.internal', /such as https/],
    ['file:///etc/passwd', /such as https/],
    ['javascript:1', /such as https/],
    ['https://user@hub.internal', /without a user name/],
    ['https://user:pw@hub.internal', /without a user name/],
    ['https://:pw@hub.internal', /without a user name/],
    ['https://hub.internal/?key=1', /without a query/],
    ['https://hub.internal/#top', /without a query or fragment/],
  ])('%j is refused', (baseUrl, reason) => {
    expect(() => parse(baseUrl)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
    expect(() => parse(baseUrl)).toThrow(reason);
  });

  it.each(['http://hub.internal', 'HTTP://hub.internal', 'http://127.0.0.1:8080', ' http://hub.internal'])(
    'P29: %j is refused unless plain http is allowed aloud',
    (baseUrl) => {
      expect(() => parse(baseUrl)).toThrow(/allowPlainHttp/);
      expect(parse(baseUrl, true).origin).toMatch(/^http:/);
    },
  );

  it('is refused without repeating the password in it', () => {
    expect(() => parse('https://user:canary@hub.internal')).not.toThrow(/canary/);
  });
});

const ports = { good: 8181, evil: 9999 };
const onLoopback = parse(`http://127.0.0.1:${ports.good}`, true);
const follow = (base: Base, link: string): string =>
  pathOfLink({ backend: 'hub', base, operation: 'Users_List', list: path`/api/users` }, link);

describe('a link that a backend gave', () => {
  it('is tried in at least 60 hostile spellings', () => {
    expect(new Set(linksElsewhere(ports)).size).toBeGreaterThanOrEqual(60);
  });

  it.each(linksElsewhere(ports))('P24: is refused as %j', async (link) => {
    const error = await thrownBy(() => follow(onLoopback, link));
    expect(error).toMatchObject({ code: 'UPSTREAM_INVALID', backend: 'hub', operation: 'Users_List' });
    expect(error.message).toBe('Backend hub answered Users_List with a link that leads elsewhere');
  });

  it.each(linksHome(ports))('P24: leads to the list itself as %j', (link, target) => {
    expect(follow(onLoopback, link)).toBe(target);
  });

  it.each([
    'http://hub.example/qa/api/users',
    'https://hub.example./qa/api/users',
    'https://hub.example.evil.example/qa/api/users',
    'https://evilhub.example/qa/api/users',
    'https://hub.example:444/qa/api/users',
    'https://hub.example:80/qa/api/users',
    'https://hub.examp1e/qa/api/users',
    // Twins to the eye only: a Cyrillic letter, a Greek one, and the spelling that they become.
    'https://hцb.example/qa/api/users',
    'https://hυb.example/qa/api/users',
    'https://xn--hb-xka.example/qa/api/users',
    'https://hub.example@evil.example/qa/api/users',
    'https://hub.example\\.evil.example/qa/api/users',
    'https://hub.example%2eevil.example/qa/api/users',
    'https://hub.example%00.evil.example/qa/api/users',
    '//evil.example/qa/api/users',
    // The backend's own origin, but outside its base path.
    '/api/users',
    'https://hub.example/api/users',
    'https://hub.example/QA/api/users',
    'https://hub.example/qa/../api/users',
    'https://hub.example/qaapi/users',
    'https://hub.example/qa%2fapi/users',
  ])('P24: is refused below the base https://hub.example/qa as %j', async (link) => {
    const { code } = await thrownBy(() => follow(parse('https://hub.example/qa'), link));
    expect(code).toBe('UPSTREAM_INVALID');
  });

  it.each([
    'https://HUB.Example/qa/api/users?page=2',
    'https://hub.example:443/qa/api/users?page=2',
    'https://hub。example/qa/api/users?page=2',
    'https://ｈｕｂ.example/qa/api/users?page=2',
    'https://h\u00adub.example/qa/api/users?page=2',
    '/qa/api/users?page=2',
    'users?page=2',
  ])('P24: leads below the base, without naming it, as %j', (link) => {
    expect(follow(parse('https://hub.example/qa'), link)).toBe('/api/users?page=2');
  });

  it('may change the query of the list and nothing else', () => {
    const list = withQuery(path`/api/users`, { 'api-version': '2022-07-31' });
    const found = pathOfLink(
      { backend: 'hub', base: onLoopback, operation: 'Users_List', list },
      '/api/users?api-version=1&$skiptoken=x',
    );
    expect(found).toBe('/api/users?api-version=1&$skiptoken=x');
  });

  it('leads to the same encoded segments where the list has ids in it', async () => {
    const list = path`/api/users/${"o'neil/..?"}/roles`;
    const expected = { backend: 'hub', base: onLoopback, operation: 'Roles_List', list };
    expect(pathOfLink(expected, `${list}?page=2`)).toBe(`${list}?page=2`);
    expect(pathOfLink(expected, '?page=2')).toBe(`${list}?page=2`);
    const { code } = await thrownBy(() => pathOfLink(expected, "/api/users/o'neil/..?/roles"));
    expect(code).toBe('UPSTREAM_INVALID');
  });
});
