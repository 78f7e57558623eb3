import type { Kysely } from 'kysely';
import type { StoreDialect } from './dialect.ts';
import { listAccounts } from './queries/account-list.ts';
import {
  claimAnswer,
  findAnswer,
  forgetAnswersBefore,
  keepAnswer,
  releaseAnswer,
} from './queries/answers.ts';
import { lastAuditEntry, listAudit } from './queries/audit.ts';
import { appendAudit, unansweredIntents } from './queries/audit-append.ts';
import { countAssignments } from './queries/count-assignments.ts';
import { countAccounts, countUsers } from './queries/counts.ts';
import { decide, decisionsOn, withdraw } from './queries/decisions.ts';
import { forgetUnapplied } from './queries/forget-plans.ts';
import { intend, reopen, settle } from './queries/journal.ts';
import { changesSince, creationsInDoubt, lastEntryOf, runEntries } from './queries/journal-entries.ts';
import { countBearers, findBearers, findByKeys, findMembers, keysAfter } from './queries/linked-accounts.ts';
import { observe } from './queries/observe.ts';
import {
  forgetOutsideChangesBefore,
  listOutsideChanges,
  recordOutsideChanges,
} from './queries/outside-changes.ts';
import { addChanges, addExclusions, planChanges, planExclusions } from './queries/plan-parts.ts';
import {
  approvePlan,
  findApproval,
  findPlan,
  listPlans,
  savePlan,
  unfinishedPlans,
} from './queries/plans.ts';
import {
  beginRefresh,
  dropCatalogue,
  latestRefreshes,
  readCatalogue,
  saveCatalogue,
  saveRefresh,
  unfinishedRefreshes,
} from './queries/refreshes.ts';
import { addLosses, countOutcomes, lossesSince } from './queries/run-counts.ts';
import { beginRun, findRun, listRuns, runOfPlan, saveRun, unfinishedRuns } from './queries/runs.ts';
import { readSetting, writeSetting } from './queries/settings.ts';
import { accountsOfUsers, findAccounts } from './queries/stored-accounts.ts';
import { countUnseen } from './queries/unseen.ts';
import { listUsers } from './queries/user-list.ts';
import { assign, forward, resolveUser } from './queries/users.ts';
import { markUnseenVanished, markVanished } from './queries/vanish.ts';
import type { StoreReader, StoreWriter } from './store.ts';
import type { Tables } from './tables.ts';

/** Does one reading, with what it needs of the database for as long as it lasts. */
export type Read = <T>(reading: (db: Kysely<Tables>) => Promise<T>) => Promise<T>;

/** `readOne` serves what is one statement, which sees one state by itself. */
export const createReader = (read: Read, dialect: StoreDialect, readOne: Read = read): StoreReader => ({
  accounts: {
    find: (refs) => readOne((db) => findAccounts(db, refs)),
    ofUsers: (userIds, backends) => readOne((db) => accountsOfUsers(db, dialect, userIds, backends)),
    list: (query) => read((db) => listAccounts(db, dialect, query)),
    count: (filter) => read((db) => countAccounts(db, dialect, filter)),
    countAssignments: (backend) => readOne((db) => countAssignments(db, backend)),
    listUsers: (query) => read((db) => listUsers(db, dialect, query)),
    countUsers: (filter) => read((db) => countUsers(db, dialect, filter)),
    countUnseen: (backend, since, limit) => read((db) => countUnseen(db, { backend, since, limit })),
  },
  links: {
    byKeys: (keys) => readOne((db) => findByKeys(db, keys)),
    countBearers: (field, values, backends) =>
      readOne((db) => countBearers(db, dialect, { field, values, backends })),
    bearers: (field, values, backends) =>
      readOne((db) => findBearers(db, dialect, { field, values, backends })),
    membersOf: (userIds) => read((db) => findMembers(db, userIds)),
    decisionsOn: (keys) => readOne((db) => decisionsOn(db, keys)),
    resolveUser: (id) => readOne((db) => resolveUser(db, id)),
    keysAfter: (key, limit) => read((db) => keysAfter(db, key, limit)),
  },
  refreshes: {
    latest: (backend) => read((db) => latestRefreshes(db, backend)),
    unfinished: () => read(unfinishedRefreshes),
    catalogue: (backend) => read((db) => readCatalogue(db, backend)),
  },
  settings: {
    read: (name) => read((db) => readSetting(db, name)),
  },
  plans: {
    find: (id) => readOne((db) => findPlan(db, id)),
    list: (query) => read((db) => listPlans(db, query)),
    changes: (planId, page) => readOne((db) => planChanges(db, planId, page)),
    exclusions: (planId, page) => readOne((db) => planExclusions(db, planId, page)),
    approval: (planId) => readOne((db) => findApproval(db, planId)),
    unfinished: () => readOne(unfinishedPlans),
  },
  runs: {
    find: (id) => readOne((db) => findRun(db, id)),
    ofPlan: (planId) => readOne((db) => runOfPlan(db, planId)),
    list: (query) => readOne((db) => listRuns(db, query)),
    unfinished: () => readOne(unfinishedRuns),
    entries: (runId, page) => readOne((db) => runEntries(db, dialect, runId, page)),
    counts: (runId) => read((db) => countOutcomes(db, runId)),
    lossesSince: (backend, since) => read((db) => lossesSince(db, backend, since)),
    changesSince: (backend, nativeIds, since) => readOne((db) => changesSince(db, backend, nativeIds, since)),
    creationsInDoubt: (backend) => readOne((db) => creationsInDoubt(db, backend)),
    lastOf: (backend, nativeId, since) => read((db) => lastEntryOf(db, backend, nativeId, since)),
  },
  audit: {
    last: () => readOne(lastAuditEntry),
    list: (query) => readOne((db) => listAudit(db, dialect, query)),
    unanswered: () => readOne(unansweredIntents),
  },
  answers: {
    find: (id) => readOne((db) => findAnswer(db, id)),
  },
  outside: {
    list: (query) => readOne((db) => listOutsideChanges(db, dialect, query)),
  },
});

/** Reads and writes within one transaction. */
export const createWriter = (db: Kysely<Tables>, dialect: StoreDialect): StoreWriter => {
  const reader = createReader((reading) => reading(db), dialect);
  return {
    accounts: {
      ...reader.accounts,
      observe: (accounts, asOf) => observe(db, dialect, accounts, asOf),
      markVanished: (keys, at) => markVanished(db, keys, at),
      markUnseenVanished: (unseen, at) => markUnseenVanished(db, unseen, at),
    },
    links: {
      ...reader.links,
      assign: (links) => assign(db, dialect, links),
      forward: (from, to) => forward(db, dialect, from, to),
      decide: (decisions) => decide(db, decisions),
      withdraw: (pairs) => withdraw(db, pairs),
    },
    refreshes: {
      ...reader.refreshes,
      begin: (backend, at) => beginRefresh(db, backend, at),
      save: (refresh) => saveRefresh(db, refresh),
      dropCatalogue: (backend) => dropCatalogue(db, backend),
      saveCatalogue: (backend, catalogue) => saveCatalogue(db, backend, catalogue),
    },
    settings: {
      ...reader.settings,
      write: (name, value) => writeSetting(db, name, value),
    },
    plans: {
      ...reader.plans,
      save: (plan) => savePlan(db, plan),
      addChanges: (planId, position, changes) => addChanges(db, dialect, planId, position, changes),
      addExclusions: (planId, position, exclusions) =>
        addExclusions(db, dialect, planId, position, exclusions),
      approve: (approval) => approvePlan(db, approval),
      forgetUnapplied: (before) => forgetUnapplied(db, before),
    },
    runs: {
      ...reader.runs,
      begin: (run) => beginRun(db, run),
      save: (run) => saveRun(db, run),
      intend: (runId, positions, at) => intend(db, runId, positions, at),
      settle: (settled) => settle(db, settled),
      reopen: (runId) => reopen(db, runId),
      addLosses: (loss) => addLosses(db, loss),
    },
    audit: {
      ...reader.audit,
      append: (entries) => appendAudit(db, dialect, entries),
    },
    answers: {
      ...reader.answers,
      claim: (id, claim) => claimAnswer(db, id, claim),
      keep: (id, answer) => keepAnswer(db, id, answer),
      release: (id) => releaseAnswer(db, id),
      forgetBefore: (at) => forgetAnswersBefore(db, at),
    },
    outside: {
      ...reader.outside,
      record: (changes) => recordOutsideChanges(db, dialect, changes),
      forgetBefore: (at) => forgetOutsideChangesBefore(db, at),
    },
  };
};
