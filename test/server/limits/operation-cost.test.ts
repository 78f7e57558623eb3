import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toGlobalId } from '../../../src/graphql/global-id.ts';
import { type Gateway, startGateway } from '../../gateway.ts';

describe('P4: a request that costs too much', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ config: 'limits: { upstreamCalls: 5 }' });
    await gateway.refreshAll();
    gateway.calls();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it('is refused before anything of it is resolved, in an error that names the limit', async () => {
    const answer = await gateway.query(
      '{ roles { users(first: 100) { nodes { roles { role { users(first: 100) { nodes { id } } } } } } } }',
    );
    expect(answer.data).toBeUndefined();
    expect(answer.errors).toMatchObject([
      {
        message: expect.stringMatching(/at most 5000 objects.*\(cost\)$/),
        extensions: { code: 'COST_EXCEEDED' },
      },
    ]);
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });

  it('is refused so where it would cause too many calls of backends', async () => {
    const answer = await gateway.query(devices(6));
    expect(answer.data).toBeUndefined();
    expect(answer.errors).toMatchObject([
      {
        message: expect.stringMatching(
          /at most 5 calls of backends, got one that may ask for 6 \(upstreamCalls\)$/,
        ),
        extensions: { code: 'COST_EXCEEDED', backend: null, retryable: false },
      },
    ]);
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });

  it('causes so many calls and no more where only its execution shows how many it takes', async () => {
    const ids = Array.from({ length: 20 }, (_, at) =>
      toGlobalId({ type: 'Device', backend: 'iot', id: `nobody-${at}` }),
    );
    const answer = await gateway.query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(Object.values(gateway.calls()).flat()).toHaveLength(5);
    expect(answer.errors).toHaveLength(15);
    for (const { extensions, message } of answer.errors ?? []) {
      expect(extensions).toMatchObject({ code: 'COST_EXCEEDED', backend: 'iot', retryable: false });
      expect(message).toContain('(upstreamCalls)');
    }
  });

  it('tells what it was held to cost, and did, where that is asked for', async () => {
    const ask = async (extensions: object): Promise<unknown> => {
      const response = await fetch(gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer all' },
        body: JSON.stringify({
          query:
            '{ account(backend: "iot", nativeId: "nobody", maxAgeSeconds: 0) { id } users(first: 3) { nodes { id } } }',
          extensions,
        }),
      });
      return response.json();
    };
    expect(await ask({ cost: true })).toMatchObject({
      data: { account: null },
      extensions: {
        cost: {
          estimated: { objects: 5, upstreamCalls: 1 },
          actual: { objects: 4, upstreamCalls: 1 },
        },
      },
    });
    expect(await ask({})).not.toHaveProperty('extensions');
  });
});

const devices = (count: number): string =>
  `{ ${Array.from({ length: count }, (_, at) => `a${at}: device(backend: "iot", nativeId: "nobody-${at}") { id }`).join(' ')} }`;
