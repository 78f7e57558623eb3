import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { type App, startApp } from '../app.ts';
import { kindDefaults } from '../backends/registry.ts';
import { parseConfig } from '../config/load.ts';
import { digestOfToken } from '../domain/bearer-token.ts';
import { scopes } from '../domain/caller.ts';
import { inventPeople } from '../emulators/population.ts';
import { atPort } from './at-port.ts';
import { configOver, environment, startAll } from './emulate.ts';

/** A gateway that runs, and what its user is to know. */
export type Started = { readonly app: Pick<App, 'close'>; readonly welcome: string };

/** Everything on this machine: four emulators with invented people, and the gateway over them. The welcome says how to begin. */
export const startDemo = async (options: { readonly port?: number | undefined }): Promise<Started> => {
  const emulators = await startAll({ people, seed, port: 0 });
  const config = parseConfig(configOver(emulators), {
    file: 'the demo',
    env: (name) => environment[name],
    readFile: () => '',
    defaultRoleMap: (kind) => kindDefaults[kind as keyof typeof kindDefaults].roleMap,
  });
  const [token, reviewer] = [newToken(), newToken()];
  const app = await startApp({
    config: atPort(config, options.port),
    callers: [
      { name: 'demo', token: digestOfToken(token), scopes },
      // Whoever has planned cannot approve what a guard has blocked.
      { name: 'reviewer', token: digestOfToken(reviewer), scopes: ['read', 'approve', 'audit'] },
    ],
    log: pino({ level: 'warn' }),
  }).catch(async (error: unknown) => {
    await emulators.close();
    throw error;
  });
  const close = async () => {
    await app.close();
    await emulators.close();
  };
  // So few that it takes no time, and the first question shall find everybody.
  await Promise.all(config.backends.map(({ id }) => app.refreshes.refresh(id)));
  const [somebody] = inventPeople({ size: people, seed });
  return { app: { close }, welcome: welcome(app.url, { token, reviewer }, somebody?.email ?? '') };
};

const people = 40;
const seed = 1;

const newToken = (): string => randomBytes(24).toString('base64url');

const welcome = (
  url: string,
  { token, reviewer }: { readonly token: string; readonly reviewer: string },
  email: string,
): string => `
Rolecall listens at ${url}
over four emulated systems: iot (Azure IoT Central), etl (CData Sync), hub (CFEngine) and vpn (CipherScale).
The token of this run is ${token}

Paste these into another terminal:

# 1. Which systems are there, and how many accounts have they?
curl -s ${url} -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' \\
  -d '{"query":"{ backends { id displayName capabilities index { accounts asOf } } }"}'

# 2. Who is this, over all systems, and with which roles?
curl -s ${url} -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' \\
  -d '{"query":"{ user(by: { email: \\"${email}\\" }) { displayName links { state account { backend nativeId roles { name } } } } }"}'

# 3. How is a role spelled on each system, and who holds it?
curl -s ${url} -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' \\
  -d '{"query":"{ role(name: \\"operator\\") { mappings { backend relation nativeRole { nativeId name } } users(first: 5) { totalCount nodes { displayName } } } }"}'

# 4. What would it take from this person to go, and what do the guards say? Nothing is changed until the plan is applied.
export ROLECALL_URL=${url} ROLECALL_TOKEN=${token}
npm run -s rolecall -- plan offboard ${email}

A plan that a guard blocks is approved with the token of another caller, which is ${reviewer}

Ctrl-C ends it.
`;
