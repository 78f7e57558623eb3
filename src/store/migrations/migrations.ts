import type { Migration } from 'kysely/migration';
import { accountsAndLinks } from './0001-accounts-and-links.ts';
import { plansAndAudit } from './0002-plans-and-audit.ts';
import { requestsOfAnswers } from './0003-requests-of-answers.ts';

/** By name, in whose order they are applied. One that was released is never changed again. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-accounts-and-links': accountsAndLinks,
  '0002-plans-and-audit': plansAndAudit,
  '0003-requests-of-answers': requestsOfAnswers,
};
