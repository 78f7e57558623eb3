import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../../../src/config/limits.ts';
import { createDocumentLimits } from '../../../src/server/limits/document-limits.ts';
import type { Overrun } from '../../../src/server/limits/overruns.ts';
import { type Gateway, startGateway } from '../../gateway.ts';

const times = (count: number, part: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => part(at)).join(' ');

/** A document of just so much, for each limit. */
const documents: Readonly<Record<string, (size: number) => string>> = {
  aliases: (size) => `{ ${times(size, (at) => `a${at}: __typename`)} }`,
  rootFields: (size) => `{ ${times(size, () => '__typename')} }`,
  directives: (size) => `{ __typename ${times(size, () => '@a')} }`,
  definitions: (size) => `query A { __typename } ${times(size - 1, (at) => `query B${at} { __typename }`)}`,
  depth: (size) => `{ ${'a { '.repeat(size - 1)}b${' }'.repeat(size - 1)} }`,
  mutations: (size) => `mutation { ${times(size, () => '__typename')} }`,
  tokens: (size) => `{ a(b: [${times(size - 9, () => '1')}]) }`,
};

const most: Readonly<Record<string, number>> = {
  aliases: 30,
  rootFields: 30,
  directives: 50,
  definitions: 30,
  depth: 10,
  mutations: 1,
};

describe('P3, G37: a document over a limit', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it.each(Object.entries(most))('is refused beyond %s: %i', async (name, value) => {
    const document = documents[name];
    if (document === undefined) throw new Error(`no document for ${name}`);
    const complaints = async (size: number) =>
      (await gateway.query(document(size))).errors?.filter(
        ({ extensions }) => extensions.code === 'COST_EXCEEDED',
      ) ?? [];
    expect(await complaints(value)).toEqual([]);
    for (const size of [value + 1, value * 3]) {
      const answer = await gateway.query(document(size));
      expect(answer.data).toBeUndefined();
      expect(answer.errors).toMatchObject([{ extensions: { code: 'COST_EXCEEDED', retryable: false } }]);
      expect(answer.errors?.[0]?.message).toContain(`got ${size} (${name})`);
    }
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });

  it('is refused beyond tokens: 1000', async () => {
    expect((await gateway.query(documents.tokens?.(1000) ?? '')).errors).not.toMatchObject([
      { extensions: { code: 'COST_EXCEEDED' } },
    ]);
    for (const size of [1001, 100_000])
      expect(await gateway.query(documents.tokens?.(size) ?? '')).toMatchObject({
        errors: [
          {
            message: 'expected at most 1000 tokens in a document, got more (tokens)',
            extensions: { code: 'COST_EXCEEDED', retryable: false },
          },
        ],
      });
  });

  it('is refused at 100 times a limit', async () => {
    for (const [name, value] of Object.entries(most)) {
      const answer = await gateway.query(documents[name]?.(value * 100) ?? '');
      expect(answer.data, name).toBeUndefined();
      expect(answer.errors?.length, name).toBeGreaterThan(0);
    }
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });
});

describe('a limit that only warns', () => {
  const held = (warnOnly: readonly string[]) => {
    const told: Overrun[] = [];
    const hold = createDocumentLimits({
      limits: { ...limits.parse({}), warnOnly },
      tell: (overrun) => told.push(overrun),
    });
    return { told, hold };
  };

  it.each([...Object.entries(most), ['tokens', 1000] as const])(
    'lets in up to ten times of %s, and tells',
    (name, value) => {
      const { told, hold } = held([...Object.keys(most), 'tokens']);
      hold(documents[name]?.(value) ?? '', 'ops');
      expect(told.filter(({ limit }) => limit === name)).toEqual([]);
      hold(documents[name]?.(value + 1) ?? '', 'ops');
      expect(told.filter(({ limit }) => limit === name)).toEqual([
        { limit: name, caller: 'ops', value, isRefused: false },
      ]);
    },
  );

  it('is held at ten times', () => {
    const { told, hold } = held(['mutations']);
    expect(() => hold(documents.mutations?.(11) ?? '', 'ops')).toThrow(
      'expected at most 10 mutation fields in a request, got 11 (mutations)',
    );
    expect(told).toEqual([{ limit: 'mutations', caller: 'ops', value: 1, isRefused: true }]);
  });

  it('tells each time, also of a document that came before', () => {
    const { told, hold } = held(['mutations']);
    const document = documents.mutations?.(2) ?? '';
    hold(document, 'ops');
    hold(document, 'ops');
    expect(told).toHaveLength(2);
  });
});
