import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import type { Change } from '../../domain/change.ts';
import type { Forecast } from '../../domain/plan.ts';

/**
 * What applying changes takes at the least: each account is read, written once and read again, and the accounts that it follows are read.
 * Pure.
 */
export const forecastOf = (
  changes: readonly Pick<Change, 'account' | 'step' | 'sources'>[],
  backends: readonly ConfiguredBackend[],
): Forecast => {
  const changesByBackend = Map.groupBy(changes, ({ account }) => account.backend);
  const sourcesByBackend = Map.groupBy(
    changes.flatMap(({ sources }) => sources),
    ({ account }) => account.backend,
  );
  const forecasts = backends.flatMap((configured) => {
    const { id, callsPerAccount: reading, roleWriter } = configured.backend;
    const writing = roleWriter?.callsPerWrite ?? 0;
    const written = changesByBackend.get(id) ?? [];
    const followed = sourcesByBackend.get(id) ?? [];
    const calls =
      written.reduce((sum, { step }) => sum + callsOf(step, reading, writing), 0) + followed.length * reading;
    if (calls === 0) return [];
    return [{ backend: id, calls, minimumSeconds: calls / configured.limits.requestsPerSecond }];
  });
  return {
    calls: forecasts.reduce((sum, { calls }) => sum + calls, 0),
    // They are asked side by side.
    minimumSeconds: Math.max(0, ...forecasts.map(({ minimumSeconds }) => minimumSeconds)),
    backends: forecasts,
  };
};

/** `reading` is how many calls it takes to read what an account holds, and `writing` to write its roles. */
const callsOf = (step: Change['step'], reading: number, writing: number): number => {
  switch (step.kind) {
    case 'ROLES':
      return reading + writing + reading;
    case 'STATUS':
    case 'DELETE':
      return reading + 2;
    case 'CREATE':
    case 'UPDATE':
    case 'REINVITE':
      return 3;
  }
};
