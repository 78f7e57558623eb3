import { type AuditEntry, type AuditFilter, auditDocument } from '../documents/audit.ts';
import type { Session } from '../session.ts';
import { eachNode } from './pages.ts';
import { present } from './refusal.ts';

/** The audit trail from its beginning, page by page. */
export const auditEntries = (
  session: Session,
  filter: AuditFilter | null,
): AsyncGenerator<AuditEntry, void, undefined> =>
  eachNode(async (page) =>
    present(
      (await session.ask(auditDocument, { ...page, filter, direction: 'ASC' })).auditEntries,
      'audit trail',
    ),
  );
