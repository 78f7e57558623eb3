import type { AuditEntry } from '../documents/audit.ts';
import type { Page } from './page.ts';
import { clean, cut, pad, wrap } from './text.ts';
import { instant } from './time.ts';

/** One entry: who did what, to whom, and what came of it; with `verbose` before, after and the hash. */
export const renderEntry = (entry: AuditEntry, { columns, paint, verbose }: Page): readonly string[] => {
  // What came of it stands where no name can push it out of sight.
  const head = [
    String(entry.sequence).padStart(6),
    instant(entry.at),
    pad(entry.phase, 8),
    pad(entry.outcome ?? '', 8),
    clean(entry.caller),
    entry.action,
  ].join('  ');
  const place = [entry.backend, entry.nativeId]
    .flatMap((part) => (part === null ? [] : [clean(part)]))
    .join(' ');
  const isAlarm = entry.code !== null;
  return [
    isAlarm ? paint('alarm', cut(head, columns)) : cut(head, columns),
    ...(place === '' ? [] : [cut(`${indent}${place}`, columns)]),
    // What was decided is a plan, or one of its runs, and there is no account to tell it by.
    ...(entry.phase === 'DECISION' && entry.plan !== null ? wrap(`plan ${entry.plan}`, columns, indent) : []),
    ...(entry.code === null ? [] : wrap(`${entry.code}: ${clean(entry.message ?? '')}`, columns, indent)),
    ...(entry.reason === null ? [] : wrap(`"${clean(entry.reason)}"`, columns, indent)),
    ...(verbose ? detailsOf(entry).flatMap((text) => wrap(text, columns, indent)) : []).map((line) =>
      paint('faint', line),
    ),
  ];
};

const detailsOf = (entry: AuditEntry): readonly string[] =>
  [
    ['before', entry.before],
    ['after', entry.after],
    ['plan', entry.plan],
    ['run', entry.run],
    ['request', entry.requestId],
    ['upstream', entry.upstreamRequestIds.join(' ') || null],
    ['hash', entry.hash],
  ].flatMap(([name, value]) => (value == null ? [] : [`${name} ${clean(value)}`]));

const indent = ' '.repeat(8);
