import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { RolecallError } from '../../domain/errors.ts';
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
          for await (const line of linesOf(entries))
            if (!process.stdout.write(line)) await once(process.stdout, 'drain');
          return 0;
        }
        const written = await writeFile(options.out, entries);
        session.tell(`${options.out} holds ${count(written, 'entry', 'entries')}.`);
        return 0;
      }),
    );

/** Tells how many there are once the file holds them all. Otherwise nothing of it is left. */
const writeFile = async (path: string, entries: AsyncIterable<AuditEntry>): Promise<number> => {
  const unfinished = `${path}.part`;
  let written = 0;
  const counted = async function* (lines: AsyncIterable<string>) {
    for await (const line of lines) {
      yield line;
      written += 1;
    }
  };
  try {
    await pipeline(Readable.from(linesOf(entries)), counted, createWriteStream(unfinished, { mode: 0o600 }));
    renameSync(unfinished, path);
    return written;
  } catch (cause) {
    rmSync(unfinished, { force: true });
    if (!(cause instanceof Error && 'syscall' in cause && 'code' in cause)) throw cause;
    throw new RolecallError('BAD_INPUT', `${path} cannot be written: ${cause.code}.`, { cause });
  }
};

async function* linesOf(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string, void, undefined> {
  for await (const entry of entries) yield `${toJson(entry)}\n`;
}
