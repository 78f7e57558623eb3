import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import * as z from 'zod';
import { RolecallError } from '../../domain/errors.ts';
import type { AuditEntry } from '../documents/audit.ts';
import type { ExitCode } from '../exit-code.ts';
import { createChainCheck } from '../gateway/audit-chain.ts';
import { auditEntries } from '../gateway/audit-entries.ts';
import { inSession, overGateway } from '../over-gateway.ts';
import { count, wrap } from '../render/text.ts';
import type { Session, SessionOptions } from '../session.ts';

export const auditVerifyCommand = (): Command =>
  overGateway(
    'verify',
    'Compute the hashes of the audit trail anew, and tell the first entry that was tampered with.',
  )
    .option('--file <file>', 'of an export, instead of the gateway’s')
    .option('--head <hash>', 'that some entry has to bear: what was cut off at the end shows by that alone')
    .action((options: Options) =>
      inSession(options, (session) =>
        verify(
          session,
          options.file === undefined ? auditEntries(session, null) : readExport(options.file),
          options,
        ),
      ),
    );

type Options = SessionOptions & { readonly file?: string; readonly head?: string };

const verify = async (
  session: Session,
  entries: AsyncIterable<AuditEntry>,
  { file, head: expected }: Options,
): Promise<ExitCode> => {
  const chain = createChainCheck();
  const progress = session.progress('verifying');
  let broken: { readonly sequence: number; readonly reason: string } | null = null;
  let isHeadSeen = expected === undefined;
  try {
    for await (const entry of entries) {
      const reason = chain.add(entry);
      if (reason !== null) {
        broken = { sequence: (chain.head?.sequence ?? 0) + 1, reason };
        break;
      }
      isHeadSeen ||= entry.hash === expected;
      progress.update(entry.sequence, null, 'entries');
    }
  } finally {
    progress.stop();
  }
  const { head } = chain;
  const { columns } = session.page;
  const whole = broken === null && isHeadSeen;
  session.answer({ entries: head?.sequence ?? 0, head: head?.hash ?? null, whole, broken }, [
    ...(broken === null
      ? wrap(
          `${count(head?.sequence ?? 0, 'entry', 'entries')}, each with the hash of the one before.`,
          columns,
        )
      : wrap(
          `Broken at entry ${broken.sequence}: ${broken.reason}. ${broken.sequence - 1} before it hold.`,
          columns,
        )),
    ...(broken === null || file !== undefined
      ? []
      : wrap('(Who may not see every backend is told a part of the trail only.)', columns)),
    ...(isHeadSeen || broken !== null
      ? []
      : wrap(`No entry bears the hash ${expected}: the end was cut off, or everything replaced.`, columns)),
    ...(head === null ? [] : [`head ${head.hash}`]),
  ]);
  return whole ? 0 : 1;
};

/** Entries of an export, line by line. */
async function* readExport(file: string): AsyncGenerator<AuditEntry, void, undefined> {
  let number = 0;
  try {
    for await (const line of createInterface({
      input: createReadStream(file),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      number += 1;
      yield exported.parse(JSON.parse(line));
    }
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    throw new RolecallError(
      'BAD_INPUT',
      typeof code === 'string'
        ? `${file} cannot be read: ${code}.`
        : `${file}, line ${number}: this is no entry of an audit trail.`,
      { cause },
    );
  }
}

const text = z.string();
const perhaps = text.nullable();

const exported = z.object({
  sequence: z.int(),
  at: text,
  caller: text,
  requestId: perhaps,
  action: text,
  phase: z.enum(['INTENT', 'OUTCOME', 'DECISION']),
  plan: perhaps,
  digest: perhaps,
  run: perhaps,
  position: z.int().nullable(),
  backend: perhaps,
  nativeId: perhaps,
  before: perhaps,
  after: perhaps,
  outcome: perhaps,
  code: perhaps,
  message: perhaps,
  reason: perhaps,
  upstreamRequestIds: z.array(text),
  previous: text,
  hash: text,
  source: text,
});
