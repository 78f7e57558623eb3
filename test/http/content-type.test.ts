import { describe, expect, it } from 'vitest';
import { mayBeJson, nameOfType } from '../../src/http/content-type.ts';

describe('a content type', () => {
  it.each([
    undefined,
    'application/json',
    'application/json;charset=utf-8',
    'Application/JSON; Charset="UTF-8"',
    ' application/json ; odata.metadata=minimal; note="a, b \\" c"',
    'text/json',
    'text/plain; charset=utf-8',
    'application/problem+json',
    'application/vnd.cfengine.enterprise-v1+json',
  ])('of %s may be JSON', (type) => {
    expect(mayBeJson(type)).toBe(true);
  });

  it.each([
    ['text/html; charset=utf-8', 'text/html'],
    ['TEXT/HTML', 'text/html'],
    ['application/xhtml+xml', 'application/xhtml+xml'],
    ['application/octet-stream', 'application/octet-stream'],
    ['application/jsonp', 'something else'],
    ['application/json-seq', 'something else'],
    ['xapplication/json', 'something else'],
    ['application/json, text/html', 'something else'],
    ['application/json; charset=utf-8, text/html', 'something else'],
    ['application/json; a="', 'something else'],
    ['json', 'something else'],
    ['', 'something else'],
    ['text/html\u0000', 'something else'],
    ['<canary@example.com>', 'something else'],
    ['text/q3V9xT2mK8', 'something else'],
    [`text/${'x'.repeat(200)}`, 'something else'],
    [['text/html'], 'something else'],
    [['application/json', 'application/json'], 'something else'],
    [[], 'something else'],
  ])('of %s is none of JSON, and is called %s', (type, name) => {
    expect(mayBeJson(type)).toBe(false);
    expect(nameOfType(type)).toBe(name);
  });

  it('of its own among those of JSON is not told', () => {
    expect(nameOfType('application/vnd.q3V9xT2mK8+json')).toBe('a kind of JSON');
  });

  it('is read in a moment, however long it is', () => {
    const started = performance.now();
    for (const part of ['a', ';', '"', '\\"', ' ', '+json', 'a/', '; a="b"'])
      for (const type of [part.repeat(20_000), `application/json;${part.repeat(20_000)}`]) {
        mayBeJson(type);
        nameOfType(type);
      }
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
