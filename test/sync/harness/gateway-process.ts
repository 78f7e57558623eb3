import { type Rolecall, rolecall, temporaryFile } from '../../cli/rolecall.ts';
import { environment, tokenOf } from './world.ts';

/** A gateway in a process of its own, which can be killed. `await using` kills it. */
export type GatewayProcess = {
  readonly pid: number;
  readonly url: string;
  /** Throws where the answer holds an error of its own. */
  ask<Answer>(document: string, variables?: object, caller?: string): Promise<Answer>;
  /** At once, from within whatever runs. */
  kill(): void;
  readonly ended: Promise<number | NodeJS.Signals>;
  /** In order. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

export const startGatewayProcess = async (
  config: string,
  callers: readonly string[] = ['ops'],
): Promise<GatewayProcess> => {
  const file = temporaryFile(config);
  const tokens = Object.fromEntries(callers.map((name) => [`TOKEN_${name}`, tokenOf(name)]));
  const gateway: Rolecall = rolecall(['serve', '--config', file.path], { ...environment, ...tokens });
  const [, url = ''] = await gateway.says(/listens at (\S+)\n/).finally(() => file[Symbol.dispose]());
  return {
    pid: gateway.pid,
    url,
    ask: (document, variables = {}, caller = 'ops') => askGateway(url, tokenOf(caller), document, variables),
    kill: () => gateway.signal('SIGKILL'),
    ended: gateway.ended,
    stop: async () => {
      gateway.signal('SIGTERM');
      const code = await gateway.ended;
      if (code !== 0) throw new Error(`the gateway ended with ${code}: ${gateway.stderr}`);
    },
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  };
};

export const askGateway = async <Answer>(
  url: string,
  token: string,
  query: string,
  variables: object,
): Promise<Answer> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as {
    readonly data?: Answer;
    readonly errors?: readonly { readonly message: string }[];
  };
  if (errors !== undefined || data === undefined)
    throw new Error(`${query.slice(0, 60)}: ${JSON.stringify(errors)}`);
  return data;
};
