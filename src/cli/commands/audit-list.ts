import type { Command } from 'commander';
import { auditFilterOf, withAuditFilter } from '../arguments/audit-filter.ts';
import { wholeNumber } from '../arguments/whole-number.ts';
import { type AuditFilter, auditDocument } from '../documents/audit.ts';
import { present } from '../gateway/refusal.ts';
import { inSession, overGateway } from '../over-gateway.ts';
import { renderEntry } from '../render/audit.ts';
import { renderMore } from '../render/more.ts';
import type { SessionOptions } from '../session.ts';

export const auditListCommand = (): Command =>
  withAuditFilter(overGateway('list', 'Show entries of the audit trail, the newest first.'))
    .option('--first <number>', 'how many', wholeNumber(1, 100), 50)
    .action((options: SessionOptions & AuditFilter & { readonly first: number }) =>
      inSession(options, async (session) => {
        const { auditEntries } = await session.ask(auditDocument, {
          first: options.first,
          after: null,
          filter: auditFilterOf(options),
          direction: 'DESC',
        });
        const page = present(auditEntries, 'audit trail');
        session.answer(
          page,
          page.nodes.length === 0
            ? ['There is no such entry.']
            : [
                ...page.nodes.flatMap((entry) => renderEntry(entry, session.page)),
                ...renderMore(
                  page,
                  '--first shows up to 100, --until what was before, audit export all',
                  session.page.columns,
                ),
              ],
        );
        return 0;
      }),
    );
