import { describe } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { answerContract } from './contract/answers.ts';
import { assignmentContract } from './contract/assignments.ts';
import { auditContract } from './contract/audit.ts';
import { cursorContract } from './contract/cursors.ts';
import { durabilityContract } from './contract/durability.ts';
import { filterContract } from './contract/filters.ts';
import { linkContract } from './contract/links.ts';
import { lossContract } from './contract/losses.ts';
import { observeContract } from './contract/observe.ts';
import { orderContract } from './contract/orders.ts';
import { outsideContract } from './contract/outside.ts';
import { planContract } from './contract/plans.ts';
import { refreshContract } from './contract/refreshes.ts';
import { runContract } from './contract/runs.ts';
import { searchContract } from './contract/search.ts';
import { settingContract } from './contract/settings.ts';
import { userContract } from './contract/users.ts';
import { vanishContract } from './contract/vanish.ts';
import { writeContract } from './contract/writes.ts';

/** Where a store is kept. */
export type Place = {
  /** The store as it was left there; an empty one at first. */
  open(): Promise<Store>;
  /** Whether what was written is there when the store is opened again. */
  readonly isDurable: boolean;
};

/** What every store has to keep to, whatever it is made of. */
export const storeContract = (name: string, makePlace: () => Promise<Place>): void => {
  describe(name, () => {
    observeContract(makePlace);
    vanishContract(makePlace);
    orderContract(makePlace);
    cursorContract(makePlace);
    filterContract(makePlace);
    searchContract(makePlace);
    userContract(makePlace);
    linkContract(makePlace);
    refreshContract(makePlace);
    settingContract(makePlace);
    assignmentContract(makePlace);
    planContract(makePlace);
    runContract(makePlace);
    lossContract(makePlace);
    auditContract(makePlace);
    answerContract(makePlace);
    outsideContract(makePlace);
    writeContract(makePlace);
    durabilityContract(makePlace);
  });
};
