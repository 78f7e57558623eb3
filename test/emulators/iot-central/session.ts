import { iotCentralToken } from '../../../src/emulators/iot-central/callers.ts';
import {
  type IotCentralEmulator,
  type IotCentralOptions,
  startIotCentral,
} from '../../../src/emulators/iot-central/emulator.ts';
import { expectConformance } from '../../contracts/conformance.ts';

/** An emulator and a way to talk to it. */
export type Session = {
  readonly emulator: IotCentralEmulator;
  /** `path` begins behind `/api`; `api-version` is added. A body is sent as JSON. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** A page by what `nextLink` gave, absolute or relative. */
  follow(link: string): Promise<Answer>;
  /** Compares what was said with the contract first. A test that makes either side break it on purpose ends with `forget`. */
  close(): Promise<void>;
};

type CallOptions = {
  readonly body?: unknown;
  readonly contentType?: string;
  /** The administrator's token when not given; `null` sends none. */
  readonly authorization?: string | null;
};

export type Answer = { readonly status: number; readonly headers: Headers; readonly json: Wire };

/** Every member that some answer has; which one has it is for the test to assert. `undefined` for an empty body. */
export type Wire = {
  readonly value: readonly Wire[];
  readonly nextLink: string;
  readonly id: string;
  readonly type: string;
  readonly displayName: string;
  readonly email: string;
  readonly roles: readonly { readonly role: string; readonly organization?: string }[];
  readonly parent: string;
  readonly token: string;
  readonly expiry: string;
  readonly etag: string;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly requestId: string;
    readonly time: string;
  };
};

/** Without a rate limit unless one is given. */
export const openSession = async (options: IotCentralOptions = {}): Promise<Session> => {
  const emulator = await startIotCentral({ requestsPerSecond: Number.POSITIVE_INFINITY, ...options });
  const call: Session['call'] = (
    method,
    path,
    { body, contentType = 'application/json', authorization = iotCentralToken } = {},
  ) =>
    exchange(`${emulator.url}/api${path}?api-version=2022-07-31`, {
      method,
      headers: {
        ...(authorization === null ? {} : { authorization }),
        ...(body === undefined ? {} : { 'content-type': contentType }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const follow = (link: string) =>
    exchange(new URL(link, emulator.url).href, { headers: { authorization: iotCentralToken } });
  const close = async () => {
    if (emulator.requests.length > 0) expectConformance('iot-central', emulator);
    await emulator.close();
  };
  return { emulator, call, follow, close };
};

const exchange = async (url: string, init: RequestInit): Promise<Answer> => {
  const response = await fetch(url, init);
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    json: text === '' ? undefined : JSON.parse(text),
  };
};
