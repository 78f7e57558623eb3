import type { EmulatorAnswer } from '../../src/emulators/answer.ts';
import { startEmulator } from '../../src/emulators/emulator.ts';
import type { EmulatorRequest } from '../../src/emulators/routes.ts';
import { createHttpClient, type HttpClientOptions } from '../../src/http/client.ts';
import { politeTo } from '../backends/polite.ts';

/** A backend on loopback that gives every request the same answer, and a client of it. `await using` ends both. */
export const startBackend = async (
  answer: (request: EmulatorRequest) => EmulatorAnswer = () => ({ status: 200, json: { id: 'bob' } }),
  options: Partial<HttpClientOptions> = {},
) => {
  const emulator = await startEmulator({ guard: () => null, routes: {}, unrouted: answer });
  const http = createHttpClient({
    ...politeTo('hub', emulator.url, async () => ({ authorization: secret })),
    ...options,
  });
  return {
    emulator,
    http,
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await emulator.close();
    },
  };
};

/** What no one but the backend may hear. */
export const secret = 'Bearer canary-4711';
