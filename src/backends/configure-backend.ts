import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import type { BackendConfig, Config } from '../config/config.ts';
import { travelsInClear } from '../config/loopback.ts';
import { roleMapOf } from '../config/role-maps.ts';
import type { Health, HealthState } from '../domain/health.ts';
import type { LargeBodies } from '../http/large-bodies.ts';
import type { ConfiguredBackend } from './configured-backend.ts';
import { createBackend, kindDefaults, ownIds, politeness } from './registry.ts';

/** A backend that runs, as the configuration has it. What is wrong with it from now on is told in the log. */
export const configureBackend = (
  config: Config,
  backend: BackendConfig,
  { log, largeBodies }: { readonly log: Logger; readonly largeBodies: LargeBodies },
): ConfiguredBackend => {
  if (travelsInClear(backend.baseUrl))
    log.warn({ backend: backend.id }, 'credentials and accounts travel in clear, over http');
  const ca = backend.ca === undefined ? undefined : readFileSync(backend.ca, 'utf8');
  const { requestsPerSecond, concurrency, timeoutMs } = politeness(backend);
  const { roleMap, administratorRoles, emailTrust } = kindDefaults[backend.kind];
  return {
    backend: createBackend(backend, {
      ca,
      largeBodies,
      patienceMs: Math.min(2000, 0.8 * config.limits.requestMs),
      onHealthChange: reportHealth(log, backend.id),
    }),
    displayName: backend.displayName ?? backend.id,
    baseUrl: backend.baseUrl,
    writes: backend.writes,
    roleMap: roleMapOf(config, backend.id, roleMap),
    administratorRoles,
    minAdmins: backend.minAdmins ?? config.guards.minAdmins,
    protect: new Set([...backend.protect, ...ownIds(backend)]),
    exclusive: config.exclusive,
    emailTrust: backend.emailTrust ?? emailTrust,
    refreshSeconds: backend.refreshSeconds,
    limits: { requestsPerSecond, concurrency, timeoutMs },
  };
};

/** Each change of state once: an outage of hours is one line, and its end another. */
const reportHealth =
  (log: Logger, backend: string) =>
  ({ state, reason, nextProbe }: Health, before: HealthState): void => {
    if (nextProbe !== null)
      log.warn({ backend, state, reason, nextProbe: new Date(nextProbe) }, 'a backend is left alone');
    else if (before !== 'UNKNOWN') log.info({ backend, state, before }, 'a backend is asked again');
  };
