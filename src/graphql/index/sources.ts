import type { Health } from '../../domain/health.ts';
import type { EndedRefresh, RunningRefresh } from '../../domain/refresh.ts';
import type { IndexStatus } from '../../identity/refresh/backend-refresher.ts';
import { backendOf, type Context } from '../context.ts';
import { toInstantOrNull } from '../instant.ts';
import type { SourceParent } from '../parents.ts';

/** What the index can tell of a backend. */
export const sourceOf = (context: Context, id: string): SourceParent => {
  const { backend } = backendOf(context, id);
  const status = context.refreshes.status(id);
  const { last, complete } = status;
  return {
    backend: id,
    state: stateOf(last),
    asOf: toInstantOrNull((complete ?? last)?.startedAt ?? null),
    error: errorOf(status, backend.health()),
  };
};

/** Whether the last reading of the backend reached its end, so that the index can tell how many accounts there are. */
export const isComplete = ({ refreshes }: Pick<Context, 'refreshes'>, backend: string): boolean =>
  refreshes.status(backend).last?.state === 'COMPLETE';

const stateOf = (last: EndedRefresh | null): SourceParent['state'] => {
  switch (last?.state) {
    case undefined:
      return 'UNREAD';
    case 'COMPLETE':
      return 'COMPLETE';
    case 'PARTIAL':
    case 'HELD':
      return 'PARTIAL';
    case 'FAILED':
      return 'FAILED';
  }
};

/** Being left alone explains more than the reading that failed for it. A pause is no error where the index is complete: it will be over soon. */
const errorOf = ({ last, running }: IndexStatus, health: Health): SourceParent['error'] => {
  const isLeftAlone = health.nextProbe !== null;
  if (isLeftAlone && !(health.state === 'THROTTLED' && last?.state === 'COMPLETE'))
    return { code: codes[health.state], message: health.reason };
  if (last?.state === 'COMPLETE') return null;
  return { code: 'UPSTREAM_INCOMPLETE', message: last === null ? unread(running) : last.reason };
};

const codes = {
  THROTTLED: 'RATE_LIMITED',
  UNAVAILABLE: 'UPSTREAM_UNAVAILABLE',
  QUARANTINED: 'QUARANTINED',
} as const;

const unread = (running: RunningRefresh | null): string =>
  running === null
    ? 'The index has not read it yet'
    : `The index is reading it for the first time: ${howFar(running)}`;

/** How far a reading has come. */
export const howFar = ({ seen, total }: RunningRefresh): string =>
  total === null ? `${seen} accounts so far` : `${seen} of ${total} accounts so far`;
