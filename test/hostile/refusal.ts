import { expect } from 'vitest';
import type { Gateway } from '../gateway.ts';
import { post, type WireAnswer } from '../server/wire.ts';

/** Posts a body as a caller without the scope `schema`. */
export const postBody = (gateway: Gateway, body: string | Uint8Array): Promise<WireAnswer> =>
  post(gateway.url, {
    headers: { 'content-type': 'application/json', authorization: 'Bearer hostile' },
    body,
  });

export const postDocument = (
  gateway: Gateway,
  query: string,
  rest: Readonly<Record<string, unknown>> = {},
): Promise<WireAnswer> => postBody(gateway, JSON.stringify({ query, ...rest }));

/**
 * What the answer to every hostile request is: a 4xx, or errors without data, as JSON, short, telling nothing of what is inside; no backend
 * was asked, and whoever comes next is served.
 */
export const expectRefused = async (gateway: Gateway, answer: WireAnswer): Promise<void> => {
  expect(answer.status).toBeLessThan(500);
  expect(answer.headers.get('content-type')).toMatch(
    /^application\/(graphql-response\+)?json; charset=utf-8$/,
  );
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.text.length).toBeLessThan(64 * 1024);
  expect(answer.text).not.toMatch(/node_modules|\/src\/|file:\/\/|at \w+ \(|sqlite|SELECT |Did you mean/);
  const { data, errors } = JSON.parse(answer.text) as { data?: unknown; errors?: readonly unknown[] };
  expect(data ?? null).toBeNull();
  expect(errors?.length).toBeGreaterThan(0);
  expect(errors?.length).toBeLessThanOrEqual(11);
  await expectUnharmed(gateway);
};

export const expectUnharmed = async (gateway: Gateway): Promise<void> => {
  expect(Object.values(gateway.calls()).flat()).toEqual([]);
  expect(await gateway.query('{ caller { name } }', {}, 'hostile')).toEqual({
    status: 200,
    data: { caller: { name: 'hostile' } },
  });
};
