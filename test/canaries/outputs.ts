import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Output } from './find.ts';
import type { Process } from './process.ts';

/** What a story leaves behind. */
export type Traces = {
  /** Status, headers and body of each, by what was asked. */
  readonly answers: readonly Output[];
  readonly process: Process;
  readonly commandLine: string;
  /** All that the process could write to. */
  readonly folder: string;
};

/** Every kind of output that Rolecall has. Whoever adds one (metrics, spans) adds it here, and the story looks through it. */
export const kindsOfOutput: Readonly<Record<string, (traces: Traces) => readonly Output[]>> = {
  answers: ({ answers }) => answers,
  'standard output': ({ process }) => [{ place: 'stdout', text: process.stdout() }],
  'standard error': ({ process }) => [{ place: 'stderr', text: process.stderr() }],
  'process arguments': ({ commandLine }) => [{ place: 'process arguments', text: commandLine }],
  store: ({ folder }) => filesIn(folder).filter(({ place }) => place.startsWith('rolecall.db')),
  'audit trail': ({ folder }) => [{ place: 'audit trail', text: auditTrailIn(folder) }],
  files: ({ folder }) => filesIn(folder),
};

/** All that is written down of who did what, as JSON. */
const auditTrailIn = (folder: string): string => {
  const database = new DatabaseSync(join(folder, 'rolecall.db'), { readOnly: true });
  const rows = database.prepare('select * from audit').all();
  database.close();
  if (rows.length < 500) throw new Error(`expected a long audit trail, got ${rows.length} entries`);
  return rows.map((row) => JSON.stringify(row)).join('\n');
};

/** Every file in a folder, however deep, with its name: that could hold a secret too. */
export const filesIn = (folder: string): readonly Output[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => ({ place: path, text: `${path}\n${readFileSync(join(folder, path), 'utf8')}` }));
