import { once } from 'node:events';
import { createWriteStream, renameSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Command } from 'commander';
import { auditFilterOf, withAuditFilter } from '../arguments/audit-filter.ts';
import type { AuditEntry, AuditFilter } from '../documents/audit.ts';
import { auditEntries } from '../gateway/audit-entries.ts';
import { inSession, overGateway } from '../over-gateway.ts';
import { toJson } from '../render/json.ts';
import { count } from '../render/text.ts';
import type { SessionOptions } from '../session.ts';

export const auditExportCommand = (): Command =>
  withAuditFilter(overGateway('export', 'Write the audit trail as JSONL, the oldest entry first.'))
    .option('--out <file>', 'instead of stdout; is there only once it is whole')
    .action((options: SessionOptions & AuditFilter & { readonly out?: string }) =>
      inSession(options, async (session) => {
        const entries = auditEntries(session, auditFilterOf(options));
        if (options.out === undefined) {
          await writeLines(process.stdout, entries);
          return 0;
        }
        const unfinished = `${options.out}.part`;
        const file = createWriteStream(unfinished, { mode: 0o600 });
        const written = await writeLines(file, entries);
        file.end();
        await finished(file);
        renameSync(unfinished, options.out);
        session.tell(`${options.out} holds ${count(written, 'entry', 'entries')}.`);
        return 0;
      }),
    );

/** One at a time, and no faster than they are taken. */
const writeLines = async (
  stream: NodeJS.WritableStream,
  entries: AsyncIterable<AuditEntry>,
): Promise<number> => {
  let written = 0;
  for await (const entry of entries) {
    if (!stream.write(`${toJson(entry)}\n`)) await once(stream, 'drain');
    written += 1;
  }
  return written;
};
