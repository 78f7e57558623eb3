import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { plan, run } from './render/sample.ts';
import { rolecall } from './rolecall.ts';

/** A gateway whose store goes away once it has told the head of a plan or run. */
const failingGateway = async (failing: 'changes' | 'excluded' | 'outcomes') => {
  const mutations: string[] = [];
  const page = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
  const server = createServer(async (request, response) => {
    const { query } = JSON.parse(Buffer.concat(await Array.fromAsync(request)).toString());
    if (query.startsWith('mutation')) mutations.push(query);
    const field = query.includes('run(id') ? 'run' : 'plan';
    const isAsked = query.includes(`${failing}(first`);
    const whole = {
      plan: { ...plan({}), changes: page, excluded: page },
      run: { ...run({}), outcomes: page },
    };
    const data = query.startsWith('mutation')
      ? { applyPlan: { run: whole.run, errors: [] } }
      : { [field]: isAsked ? null : whole[field] };
    const errors = isAsked
      ? [
          {
            message: 'The store cannot be read',
            path: [field, failing],
            extensions: { code: 'STORE_UNAVAILABLE' },
          },
        ]
      : [];
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(errors.length === 0 ? { data } : { data, errors }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/graphql`,
    mutations,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const asked = async (url: string, args: readonly string[]) => {
  await using command = rolecall(args, { ROLECALL_URL: url, ROLECALL_TOKEN: 'token-of-the-test' });
  const code = await command.ended;
  return { code, stdout: command.stdout, stderr: command.stderr };
};

describe('what an error cuts short', () => {
  it.each(['changes', 'excluded'] as const)(
    'is no plan: without all of its %s none is shown, and none applied',
    async (part) => {
      await using gateway = await failingGateway(part);
      const refused = { code: 1, stdout: '', stderr: 'STORE_UNAVAILABLE: The store cannot be read\n' };
      expect(await asked(gateway.url, ['plan', 'show', 'p'])).toEqual(refused);
      expect(await asked(gateway.url, ['apply', 'p', '--yes'])).toEqual(refused);
      expect(await asked(gateway.url, ['approve', 'p', '--yes', '--reason', 'all is well'])).toEqual(refused);
      expect(gateway.mutations).toEqual([]);
    },
  );

  it('is no run: without all of its outcomes none is told to be DONE', async () => {
    await using gateway = await failingGateway('outcomes');
    const { code, stdout } = await asked(gateway.url, ['apply', 'p', '--digest', 'd']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(gateway.mutations).toHaveLength(1);
  });
});
