import { type Logger, pino } from 'pino';
import { startApp } from '../src/app.ts';
import { kindDefaults } from '../src/backends/registry.ts';
import type { Config } from '../src/config/config.ts';
import { parseConfig } from '../src/config/load.ts';
import type { AccountRef } from '../src/domain/account.ts';
import { digestOfToken } from '../src/domain/bearer-token.ts';
import { type Scope, scopes } from '../src/domain/caller.ts';
import type { Refresh } from '../src/domain/refresh.ts';
import {
  type BackendId,
  backendIds,
  backendsOver,
  type Emulators,
  environment,
  startEmulators,
} from './four-emulators.ts';

export type { BackendId };

/** A gateway over the four emulators, all on loopback: `iot`, `etl`, `hub` and `vpn`. `await using` ends it. */
export type Gateway = Pick<Emulators, BackendId> & {
  readonly url: string;
  /** Sends a document as `caller`: `all` unless given. */
  query(document: string, variables?: object, caller?: string): Promise<GraphQLAnswer>;
  /** Reads backends whole into the index: those that are named, all unless any is. Answers how that ended, by backend. */
  refreshAll(backends?: readonly BackendId[]): Promise<Readonly<Partial<Record<BackendId, Refresh>>>>;
  /** Requests that reached the emulators since the last call of this, by backend. */
  calls(): Readonly<Record<BackendId, readonly string[]>>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** YAML: as much may go as a test likes. For stories that are not about how much that is. */
export const withoutLimits =
  'guards: { maxRevoked: 1000000, maxRevokedPercent: 100, smallMaxRevoked: 1000000 }';

export type GraphQLAnswer = {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape that it asked for
  readonly data?: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: {
      readonly code: string;
      readonly backend: string | null;
      readonly retryable: boolean;
      readonly requestId: string;
    };
  }[];
};

export type TestCaller = {
  readonly scopes: readonly Scope[];
  readonly backends?: readonly BackendId[];
  readonly accounts?: readonly AccountRef[];
};

export const startGateway = async (
  options: {
    readonly people?: number;
    /** Further callers by name; the token is the name. */
    readonly callers?: Readonly<Record<string, TestCaller>>;
    /** YAML, added to the configuration. */
    readonly config?: string;
    /** YAML flow pairs, added to `server`, such as `get: true`. */
    readonly server?: string;
    /** What files of the configuration hold, by path. */
    readonly files?: Readonly<Record<string, string>>;
    /** YAML flow pairs, added to one backend, such as `writes: false`. */
    readonly backends?: Partial<Record<BackendId, string>>;
    /** Where the index is kept: `memory:` unless given. */
    readonly store?: string;
    /** Whether backends are read into the index on their own schedules; else only by `refreshAll`, so that every call is a test's own. */
    readonly scheduled?: boolean;
    /** Takes nothing unless given. */
    readonly log?: Logger;
    /** Emulators of an earlier gateway, which is then the one to end them. */
    readonly over?: Gateway;
  } = {},
): Promise<Gateway> => {
  const emulators = options.over ?? (await startEmulators({ seed: 1, size: options.people ?? 40 }));
  const { iot, etl, hub, vpn } = emulators;
  const config = configOver(emulators, options);
  const callers: Readonly<Record<string, TestCaller>> = { all: { scopes }, ...options.callers };
  const app = await startApp({
    config,
    callers: Object.entries(callers).map(([name, caller]) => ({
      ...caller,
      name,
      token: digestOfToken(name),
    })),
    log: options.log ?? pino({ level: 'silent' }),
    scheduled: options.scheduled ?? false,
  });

  return {
    url: app.url,
    iot,
    etl,
    hub,
    vpn,
    refreshAll: async (backends = backendIds) =>
      Object.fromEntries(
        await Promise.all(backends.map(async (id) => [id, await app.refreshes.refresh(id)] as const)),
      ),
    query: async (document, variables = {}, caller = 'all') => {
      const response = await fetch(app.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${caller}` },
        body: JSON.stringify({ query: document, variables }),
      });
      return { ...((await response.json()) as Omit<GraphQLAnswer, 'status'>), status: response.status };
    },
    calls: () => {
      const told = (id: BackendId): readonly string[] => {
        const calls = emulators[id].requests.map(({ method, target }) => `${method} ${target}`);
        emulators[id].forget();
        return calls;
      };
      return { iot: told('iot'), etl: told('etl'), hub: told('hub'), vpn: told('vpn') };
    },
    [Symbol.asyncDispose]: async () => {
      await app.close();
      if (options.over === undefined) await emulators[Symbol.asyncDispose]();
    },
  };
};

/** The configuration of a gateway over these emulators. */
export const configOver = (
  emulators: Pick<Gateway, BackendId>,
  options: {
    readonly config?: string;
    readonly server?: string;
    readonly files?: Readonly<Record<string, string>>;
    readonly backends?: Partial<Record<BackendId, string>>;
    readonly store?: string;
  } = {},
): Config =>
  parseConfig(
    [
      `server: { port: 0, ${options.server ?? ''} }`,
      `store: { url: "${options.store ?? 'memory:'}" }`,
      backendsOver(emulators, (id) => options.backends?.[id] ?? 'writes: true'),
      options.config ?? '',
    ].join('\n'),
    {
      file: 'test',
      env: (name) => environment[name],
      readFile: (path) => options.files?.[path] ?? '',
      defaultRoleMap: (kind) => kindDefaults[kind as keyof typeof kindDefaults].roleMap,
    },
  );
