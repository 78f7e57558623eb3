import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseWithin } from '../../../src/server/documents/parse-within.ts';
import { type Gateway, startGateway } from '../../gateway.ts';
import { post, refusalOf } from '../wire.ts';

/** Each level within the one before, never closed and closed. */
const nested = (levels: number): readonly string[] => [
  '{a'.repeat(levels),
  `{${'...{'.repeat(levels)}`,
  `{a(b:${'['.repeat(levels)}`,
  `{a(b:${'{a:'.repeat(levels)}`,
  `query($a:${'['.repeat(levels)}`,
  `${'{a'.repeat(levels)}${'}'.repeat(levels)}`,
  `{a(b:${'['.repeat(levels)}1${']'.repeat(levels)})}`,
];

describe.each([
  ['as it comes', ''],
  ['where other limits only warn', 'limits: { warnOnly: [tokens, depth] }'],
  ['where many tokens are taken', 'limits: { tokens: 1000000, bodyKiB: 1024 }'],
  ...['log', 'safelist', 'only'].map((mode) => [
    `where documents are trusted, ${mode}`,
    `documents: { mode: ${mode}, manifests: [documents.json] }`,
  ]),
])('a document that is nested beyond measure, %s,', (_title, config) => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({
      people: 0,
      server: 'get: true',
      files: { 'documents.json': '{"one":"{ caller { name } }"}' },
      config,
    });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it('D-depth-10000, D-list/obj/type-20000: is refused, and nobody runs out of stack', async () => {
    for (const query of [3_000, 4_900, 40_000].flatMap(nested)) {
      const answer = await post(gateway.url, {
        headers: {
          authorization: 'Bearer all',
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
        },
        body: JSON.stringify({ query }),
      });
      expect(answer.status, query.slice(0, 30)).toBe(400);
      expect(['COST_EXCEEDED', 'BAD_INPUT', 'FORBIDDEN']).toContain(refusalOf(answer).code);
    }
  });

  it('is refused over GET, too', async () => {
    for (const query of nested(3_500)) {
      const response = await fetch(`${gateway.url}?query=${query}`, {
        headers: { authorization: 'Bearer all' },
      });
      expect(response.status, query.slice(0, 30)).toBe(400);
    }
  });
});

it('a document as deep as others may be is read', () => {
  expect(parseWithin(`${'{a'.repeat(500)}${'}'.repeat(500)}`, 10_000)).not.toBeNull();
  expect(() => parseWithin(`${'{a'.repeat(501)}${'}'.repeat(501)}`, 10_000)).toThrow(
    /^expected at most 500 brackets within each other/,
  );
  expect(parseWithin('{ "', 10_000)).toBeNull();
});
