import type { GraphQLSchema } from 'graphql';
import { garbled, type Pool, randomDocument } from './documents.ts';
import { hostileTexts, oddValues } from './hostile-values.ts';
import type { Random } from './random.ts';

/** What is sent. */
export type FuzzedRequest = {
  readonly method: string;
  /** After the origin. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
};

/** A request to the gateway: mostly a document in order, else a body or a head that is out of it. */
export const randomRequest = (
  schema: GraphQLSchema,
  { pool, tokens }: { readonly pool: Pool; readonly tokens: readonly string[] },
  random: Random,
): FuzzedRequest => {
  const authorization = `Bearer ${random.pick(tokens)}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const right = { method: 'POST', target: '/graphql', headers };
  const asked = randomDocument(schema, pool, random);
  const whole = JSON.stringify({
    ...asked,
    ...(random.chance(0.1)
      ? { extensions: random.pick([{ cost: true }, { persistedQuery: {} }, 7, null]) }
      : {}),
  });
  if (random.chance(0.8)) return { ...right, body: whole };
  switch (random.int(6)) {
    case 0:
      return { ...right, body: garbled(whole, random) };
    case 1:
      return {
        ...right,
        body: JSON.stringify({
          query: random.pick([asked.query, ...oddValues]),
          variables: random.pick(oddValues),
        }),
      };
    case 2:
      return { ...right, body: Uint8Array.from({ length: random.int(2000) }, () => random.int(256)) };
    case 3:
      return {
        ...right,
        headers: {
          ...headers,
          [random.pick(headerNames)]: printable(random.pick([...hostileTexts, ...headerValues])),
        },
        body: whole,
      };
    case 4:
      return { ...right, method: random.pick(['PUT', 'DELETE', 'PATCH', 'OPTIONS']), body: whole };
    default:
      return {
        method: 'GET',
        target: random
          .pick([
            `/graphql?query=${encodeURIComponent(asked.query.toWellFormed())}`,
            '/health/ready',
            '/%',
            `/${encodeURIComponent(random.pick(hostileTexts).toWellFormed())}`,
          ])
          .slice(0, 4000),
        headers: { authorization },
        body: null,
      };
  }
};

const headerNames = [
  'accept',
  'content-type',
  'authorization',
  'cookie',
  'origin',
  'x-forwarded-host',
  'accept-encoding',
  'traceparent',
  'apollo-require-preflight',
];
const headerValues = [
  '*/*;q=0',
  'application/graphql-response+json',
  'text/plain',
  'multipart/mixed',
  'gzip, br',
  'https://evil.example',
  'Bearer',
  '00-0-0-0',
];

/** What a header can hold. */
const printable = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 2000);
