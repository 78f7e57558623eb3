import type { Command } from 'commander';
import { backends } from '../arguments/backends.ts';
import { instantOf } from '../arguments/instant-of.ts';
import { type DriftFilter, outsideDocument, pendingDocument } from '../documents/drift.ts';
import type { ExitCode } from '../exit-code.ts';
import { eachNode } from '../gateway/pages.ts';
import { present } from '../gateway/refusal.ts';
import { inSession, overGateway } from '../over-gateway.ts';
import { renderDrift } from '../render/drift.ts';
import type { Session, SessionOptions } from '../session.ts';
import { readAnew } from '../watching/read-anew.ts';

export const driftCommand = (): Command =>
  overGateway('drift', 'Tell what others than Rolecall changed, and what Rolecall still has to change.')
    .option('--backend <backend>', 'only there; may be given again', backends)
    .option('--since <instant>', 'seen since then: 24h, 7d, or an instant', instantOf)
    .option('--read', 'read the backends first')
    .action((options: Options) => inSession(options, (session) => drift(session, options)));

type Options = SessionOptions & {
  readonly backend?: readonly string[];
  readonly since?: string;
  readonly read?: boolean;
};

const drift = async (session: Session, options: Options): Promise<ExitCode> => {
  const filter: DriftFilter = { backends: options.backend ?? null, since: options.since ?? null };
  const isRead = !options.read || (await readAnew(session, filter.backends));
  const outside = await Array.fromAsync(
    eachNode(async (page) => (await session.ask(outsideDocument, { ...filter, ...page })).drift?.outside),
  );
  const { pending } = present(
    (await session.ask(pendingDocument, { backends: filter.backends })).drift,
    'drift',
  );
  const found = { outside: { nodes: outside }, pending };
  session.answer(found, renderDrift(found, session.page));
  // What could not be read may hide more.
  if (!isRead) return 1;
  return outside.length > 0 ? 2 : 0;
};
