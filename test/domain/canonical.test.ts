import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, digestOf } from '../../src/domain/canonical.ts';

describe('canonical text', () => {
  it('sorts members by name, those too that look like numbers', () => {
    expect(canonicalJson({ b: 1, '9': 2, '10': 3, a: { z: null, '2': [], '-1': 'x' } })).toBe(
      '{"10":3,"9":2,"a":{"-1":"x","2":[],"z":null},"b":1}',
    );
  });

  it('leaves out what is undefined, but in a list keeps its place', () => {
    expect(canonicalJson({ a: undefined, b: [undefined, 1] })).toBe('{"b":[null,1]}');
    expect(canonicalJson(undefined)).toBe('null');
  });

  it('says what JSON says, and the same however it was put together (1,000 values)', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(turned(value))).toBe(text);
        expect(digestOf(turned(value))).toMatch(/^[0-9a-f]{64}$/);
      }),
      { numRuns: 1000 },
    );
  });
});

/** With members the other way round. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, turned(member)]),
  );
};
