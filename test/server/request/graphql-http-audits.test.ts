import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../gateway.ts';

/** The audits of graphql-http (https://github.com/graphql/graphql-http), as a caller who may introspect. */
const auditsOf = (gateway: () => Gateway) =>
  serverAudits({
    url: () => gateway().url,
    fetchFn: (url: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', 'Bearer all');
      return fetch(url, { ...init, headers });
    },
  });

const levelOf = (name: string): string => name.split(' ')[0] ?? '';

describe.each([
  ['by default', '', ['MUST', 'SHOULD']],
  ['with GET', 'get: true', ['MUST', 'SHOULD', 'MAY']],
] as const)('P2: GraphQL over HTTP, %s,', (_how, server, levels) => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ people: 0, server });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const audits = auditsOf(() => gateway).filter(({ name }) =>
    levels.some((level) => level === levelOf(name)),
  );

  it.each(audits.map(({ id, name, fn }) => [id, name, fn] as const))('%s: %s', async (_id, _name, fn) => {
    expect(await fn()).toMatchObject({ status: 'ok' });
  });

  it('are all the audits that there are', () => {
    const count = (level: string) => audits.filter(({ name }) => levelOf(name) === level).length;
    expect({ must: count('MUST'), should: count('SHOULD') }).toEqual({ must: 13, should: 23 });
    if (server !== '') expect(audits).toHaveLength(61);
  });
});
