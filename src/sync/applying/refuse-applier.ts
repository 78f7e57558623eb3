import { hasScope } from '../../domain/caller.ts';
import type { Change } from '../../domain/change.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { Plan } from '../../domain/plan.ts';
import { pagesOf } from '../../store/pages.ts';
import type { StoreReader } from '../../store/store.ts';
import type { Actor } from '../actor.ts';
import type { OwnAccounts } from '../own-accounts.ts';
import { gainOf } from './gain-of.ts';

/**
 * Throws what keeps this very caller from applying a plan: FORBIDDEN where it disables, enables or deletes accounts, which takes the scope
 * write, and GUARD_BLOCKED where it would raise an account of the caller's own.
 */
export const refuseApplier = async (
  plan: Plan,
  { caller }: Actor,
  { plans, own }: { readonly plans: Pick<StoreReader['plans'], 'changes'>; readonly own: OwnAccounts },
): Promise<void> => {
  for await (const page of pagesOf((asked) => plans.changes(plan.id, asked))) {
    const changes = page.map(({ entry }) => entry);
    if (!hasScope(caller, 'write') && changes.some(isOfAccounts))
      throw new RolecallError(
        'FORBIDDEN',
        `The plan disables, enables or deletes accounts, which takes the scope write; ${caller.name} has ${[...caller.scopes].join(', ')}`,
      );
    await own.refuseRaising(caller, changes.flatMap(gainOf));
  }
};

const isOfAccounts = ({ step }: Change): boolean => step.kind === 'STATUS' || step.kind === 'DELETE';
