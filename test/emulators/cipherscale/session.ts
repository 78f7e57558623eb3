import { cipherscaleApiKey } from '../../../src/emulators/cipherscale/callers.ts';
import {
  type CipherscaleEmulator,
  type CipherscaleOptions,
  startCipherscale,
} from '../../../src/emulators/cipherscale/emulator.ts';
import type { Emulator } from '../../../src/emulators/emulator.ts';

/** The emulator of the running test, and a client of it with the right key. */
export let emulator: CipherscaleEmulator;
export let call: ReturnType<typeof callerOf>;

export const start = async (options: CipherscaleOptions = {}): Promise<void> => {
  emulator = await startCipherscale(options);
  call = callerOf(emulator);
};

export const stop = (): Promise<void> => emulator.close();

export type Answer<Body> = {
  readonly status: number;
  readonly headers: Headers;
  /** As sent, so that a body can be seen to be empty. */
  readonly text: string;
  /** Unchecked, as a test that reaches for a missing member fails anyhow; `undefined` where there is no body. */
  readonly body: Body;
};

/** The members that tests reach into; each answer has some. */
export type Wire = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly status: string;
  readonly message: string | readonly string[];
  readonly page: number;
  readonly deleteable: boolean;
  readonly data: Wires;
  readonly roles: Wires;
  readonly groups: Wires;
  readonly devices: Wires;
  readonly users: Wires;
};

/** The body of a list without pages. */
export type Wires = readonly Wire[];

/** Calls an emulator over HTTP as a client with the right key. */
export const callerOf =
  (emulator: Emulator) =>
  async <Body = Wire>(method: string, path: string, body?: unknown): Promise<Answer<Body>> => {
    const response = await fetch(`${emulator.url}${path}`, {
      method,
      headers: { apikey: cipherscaleApiKey, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const { status, headers } = response;
    return { status, headers, text, body: text === '' ? undefined : JSON.parse(text) };
  };

export const namesOf = (list: Wires): readonly string[] => list.map(({ name }) => name);
