import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import type { Change } from '../../domain/change.ts';
import type { Forecast } from '../../domain/plan.ts';

/** What applying changes takes at the least: each account is read, written once and read again. Pure. */
export const forecastOf = (
  changes: readonly Pick<Change, 'account' | 'step'>[],
  backends: readonly ConfiguredBackend[],
): Forecast => {
  const changesByBackend = Map.groupBy(changes, ({ account }) => account.backend);
  const forecasts = backends.flatMap((configured) => {
    const here = changesByBackend.get(configured.backend.id) ?? [];
    if (here.length === 0) return [];
    const calls = here.reduce((sum, change) => sum + callsOf(change, configured), 0);
    const { requestsPerSecond } = configured.limits;
    return [{ backend: configured.backend.id, calls, minimumSeconds: calls / requestsPerSecond }];
  });
  return {
    calls: forecasts.reduce((sum, { calls }) => sum + calls, 0),
    // They are written side by side.
    minimumSeconds: Math.max(0, ...forecasts.map(({ minimumSeconds }) => minimumSeconds)),
    backends: forecasts,
  };
};

const callsOf = ({ step }: Pick<Change, 'step'>, { backend }: ConfiguredBackend): number => {
  const attribution = backend.getAssignments === undefined ? 0 : 1;
  switch (step.kind) {
    case 'ROLES':
      return 3 + 2 * attribution;
    case 'DELETE':
      return 3 + attribution;
    case 'STATUS':
    case 'CREATE':
    case 'UPDATE':
    case 'REINVITE':
      return 3;
  }
};
