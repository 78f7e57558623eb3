import { createServer, type IncomingHttpHeaders } from 'node:http';
import { describe, expect, it } from 'vitest';
import { planDocument } from '../../../src/cli/documents/plan.ts';
import { callerDocument } from '../../../src/cli/documents/run.ts';
import { createGateway } from '../../../src/cli/gateway/gateway.ts';
import { GatewayError } from '../../../src/cli/gateway/gateway-error.ts';
import { eachNode } from '../../../src/cli/gateway/pages.ts';
import { accepted, present } from '../../../src/cli/gateway/refusal.ts';
import { poll } from '../../../src/cli/watching/poll.ts';
import { takenPort } from '../rolecall.ts';

/** Something that answers every request with this, or with nothing. */
const listener = async (status: number, body: string | null, headers: Record<string, string> = {}) => {
  const received: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks = await Array.fromAsync(request);
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    if (body !== null)
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    received,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const ask = async (url: string, onPartial: (sentence: string) => void = () => {}) =>
  createGateway({ url, token: () => 'token-of-the-test', onPartial, timeoutMs: 500 }).ask(planDocument, {
    id: 'p',
  });

const error = (code: string, message: string, path?: readonly (string | number)[]) => ({
  message,
  path,
  extensions: { code, backend: null, retryable: false, requestId: 'r-1' },
});

describe('a gateway, as the command line sees it', () => {
  it('is sent the document, the variables and the token, and answers with the data', async () => {
    await using gateway = await listener(200, JSON.stringify({ data: { plan: null } }));
    expect(await ask(gateway.url)).toEqual({ plan: null });
    expect(gateway.received).toHaveLength(1);
    expect(gateway.received[0]?.headers).toMatchObject({
      authorization: 'Bearer token-of-the-test',
      accept: 'application/json',
      'content-type': 'application/json',
    });
    expect(JSON.parse(gateway.received[0]?.body ?? '')).toEqual({
      query: planDocument.text,
      variables: { id: 'p' },
    });
  });

  it('that cannot be reached is told with its address and where to name another', async () => {
    const { port, [Symbol.asyncDispose]: release } = await takenPort();
    await release();
    await expect(ask(`http://127.0.0.1:${port}/graphql`)).rejects.toThrow(
      `No gateway can be reached at http://127.0.0.1:${port}/graphql (ECONNREFUSED). Is it running? --url or ROLECALL_URL name another.`,
    );
  });

  it('that takes the request and never answers is given up', async () => {
    await using silent = await listener(200, null);
    await expect(ask(silent.url)).rejects.toThrow(
      `The gateway at ${silent.url} did not answer within 0.5 s.`,
    );
  });

  it.each([
    ['HTML', 200, '<html>Welcome</html>'],
    ['JSON that is no answer', 200, '{"hello":"world"}'],
    ['an answer of nothing', 500, ''],
    ['a list', 200, '[]'],
  ])('that answers with %s is none', async (_what, status, body) => {
    await using server = await listener(status, body);
    await expect(ask(server.url)).rejects.toThrow(
      `What answers at ${server.url} is no gateway: it said ${status}, and nothing that is GraphQL.`,
    );
  });

  it('that sends the client elsewhere is not followed: the token is for nobody else', async () => {
    await using other = await listener(200, JSON.stringify({ data: { plan: null } }));
    await using server = await listener(307, '', { location: other.url });
    await expect(ask(server.url)).rejects.toThrow('it said 307');
    expect(other.received).toEqual([]);
  });

  it('that does not know the token is told with the variable, and never with the token', async () => {
    await using server = await listener(
      401,
      JSON.stringify({ errors: [error('UNAUTHENTICATED', 'expected the bearer token of a known caller')] }),
    );
    const failure = await ask(server.url).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(GatewayError);
    expect(String(failure)).toContain('does not know the token in ROLECALL_TOKEN (request r-1).');
    expect(String(failure)).not.toContain('token-of-the-test');
  });

  it.each([
    ['of the whole request', undefined],
    ['of a field of the query', ['plan']],
    ['that leaves nothing of a field of the query', ['plan', 'changes', 'nodes', 3, 'account']],
  ])('whose answer has an error %s is refused with its code and request id', async (_what, path) => {
    await using server = await listener(
      200,
      JSON.stringify({
        data: { plan: null },
        errors: [error('FORBIDDEN', 'the scope READ is\u001b[2J needed', path)],
      }),
    );
    const failure = await ask(server.url).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({
      code: 'FORBIDDEN',
      message: 'FORBIDDEN: the scope READ is needed (request r-1)',
    });
  });

  it('whose answer lacks a part of it tells that once, and the rest is there', async () => {
    const path = ['plan', 'changes', 'nodes', 0, 'user'];
    const failure = error('UPSTREAM_TIMEOUT', 'hub did not answer in time', path);
    await using server = await listener(
      200,
      JSON.stringify({ data: { plan: { id: 'p' } }, errors: [failure, failure] }),
    );
    const told: string[] = [];
    expect(await ask(server.url, (sentence) => told.push(sentence))).toEqual({ plan: { id: 'p' } });
    expect(told).toEqual(['UPSTREAM_TIMEOUT: hub did not answer in time (request r-1)']);
  });

  it('is not asked without a token', async () => {
    await using server = await listener(200, JSON.stringify({ data: {} }));
    const gateway = createGateway({
      url: server.url,
      token: () => {
        throw new Error('none');
      },
      onPartial: () => {},
    });
    await expect(gateway.ask(callerDocument, {})).rejects.toThrow('none');
    expect(server.received).toEqual([]);
  });
});

describe('the answer of a mutation', () => {
  const refusal = (code: string, message: string, retryAfter: number | null = null) => ({
    code,
    message,
    path: null,
    backend: null,
    retryable: false,
    retryAfter,
  });

  it('is what it is where nothing was refused', () => {
    expect(accepted({ plan: 1, errors: [] })).toEqual({ plan: 1, errors: [] });
    expect(present('x', 'plan')).toBe('x');
  });

  it('tells every refusal in a sentence, by the code of the first', () => {
    expect(() =>
      accepted({
        errors: [
          refusal('GUARD_BLOCKED', 'MIN_ADMINS stands in the way'),
          refusal('RATE_LIMITED', 'slow', 7),
        ],
      }),
    ).toThrow(
      expect.objectContaining({
        code: 'GUARD_BLOCKED',
        message: 'GUARD_BLOCKED: MIN_ADMINS stands in the way\nRATE_LIMITED: slow (worth another try in 7 s)',
      }),
    );
    expect(() => present(null, 'plan x')).toThrow('There is no plan x, or none that you may see.');
  });
});

describe('the nodes of a list', () => {
  it('come page by page, each once', async () => {
    const asked: unknown[] = [];
    const nodes = await Array.fromAsync(
      eachNode(async (page) => {
        asked.push(page);
        const at = Number(page.after ?? 0);
        return {
          nodes: [at, at + 0.5],
          pageInfo: { hasNextPage: at < 2, endCursor: String(at + 1) },
        };
      }),
    );
    expect(nodes).toEqual([0, 0.5, 1, 1.5, 2, 2.5]);
    expect(asked).toEqual([
      { first: 100, after: null },
      { first: 100, after: '1' },
      { first: 100, after: '2' },
    ]);
  });

  it('are not told where a page is missing, be it the first or another', async () => {
    await expect(Array.fromAsync(eachNode(async () => null))).rejects.toThrow('A page is missing');
    const cut = eachNode(async ({ after }) =>
      after === null ? { nodes: [1], pageInfo: { hasNextPage: true, endCursor: '1' } } : undefined,
    );
    await expect(Array.fromAsync(cut)).rejects.toMatchObject({ code: 'INCOMPLETE' });
  });
});

describe('asking until it is done', () => {
  const options = (slept: number[]) => ({
    isDone: (answer: number) => answer === 3,
    onAnswer: () => {},
    sleep: async (ms: number) => {
      slept.push(Math.round(ms));
    },
  });

  it('waits longer each time', async () => {
    const slept: number[] = [];
    let answer = 0;
    expect(
      await poll(async () => {
        answer += 1;
        return answer;
      }, options(slept)),
    ).toBe(3);
    expect(slept).toEqual([100, 150]);
  });

  it('outlasts a gateway that is away for a while, and no more than that', async () => {
    const away = new GatewayError('away', { code: 'UNREACHABLE' });
    const slept: number[] = [];
    let asked = 0;
    const back = async () => {
      asked += 1;
      if (asked < 10) throw away;
      return 3;
    };
    expect(await poll(back, options(slept))).toBe(3);
    expect(Math.max(...slept)).toBe(2000);
    await expect(poll(() => Promise.reject(away), options([]))).rejects.toThrow('away');
  });

  it('gives up at once where asking again would not help', async () => {
    const slept: number[] = [];
    const gone = new GatewayError('gone', { code: 'NOT_FOUND' });
    await expect(poll(() => Promise.reject(gone), options(slept))).rejects.toThrow('gone');
    expect(slept).toEqual([]);
  });
});
