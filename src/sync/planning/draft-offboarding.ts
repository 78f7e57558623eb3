import { configuredFor } from '../configured-for.ts';
import { createPlace } from '../place.ts';
import { ambiguousAmong } from './ambiguous.ts';
import { decideOffboarding } from './decide-offboarding.ts';
import type { PlanningDeps } from './deps.ts';
import type { Draft } from './draft.ts';
import type { OffboardingRequest } from './plans.ts';
import type { Readings } from './readings.ts';
import { resolveAgain } from './select-users.ts';

/** Reads all accounts of the user, and decides what goes of each. */
export const draftOffboarding = async (
  { userId, backends, extent }: OffboardingRequest,
  draft: Draft,
  readings: Readings,
  deps: Pick<PlanningDeps, 'index' | 'backends'>,
): Promise<void> => {
  await readings.readUnknown(backends);
  // Reading them may show that the user is another one.
  await readings.ofUsers([userId], backends);
  const { accounts, ambiguous } = await readings.ofUsers(await resolveAgain([userId], deps.index), backends);
  const { clear, told } = ambiguousAmong(accounts, ambiguous);
  await draft.add(told);
  for (const account of clear) {
    const { backend } = account.account.ref;
    const place = createPlace(configuredFor(deps.backends, backend), await readings.roleTable(backend));
    await draft.add([decideOffboarding(account, place, extent)]);
  }
};
