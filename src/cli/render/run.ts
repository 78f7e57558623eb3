import type { Outcome, OutlivingToken, Run, RunCounts, RunHead } from '../documents/run.ts';
import { renderDeed } from './change.ts';
import { accountLabel } from './names.ts';
import type { Page } from './page.ts';
import { clean, count, cut, pad, wrap } from './text.ts';
import { distance, instant } from './time.ts';
import { typed } from './typed.ts';

/** What has become of a run: each change that is not done by name, the others by number. */
export const renderRun = (run: Run, page: Page): readonly string[] => {
  const shown = run.outcomes.nodes.filter(({ outcome }) => page.verbose || !isDone(outcome));
  return [
    page.paint('strong', cut(`Run ${run.id}`, page.columns)),
    ...wrap(
      [
        `by ${clean(run.startedBy)}`,
        `began ${distance(run.startedAt, page.now)}`,
        ...(run.finishedAt === null ? [] : [`ended ${instant(run.finishedAt)}`]),
      ].join(', '),
      page.columns,
      '  ',
    ),
    ...wrap(countsLine(run.counts), page.columns, '  '),
    ...(shown.length === 0 ? [] : ['']),
    ...shown.flatMap((outcome) => renderOutcome(outcome, page)),
    '',
    ...verdictOf(run).map((line) => (run.state === 'DONE' ? line : page.paint('alarm', line))),
  ];
};

/** `18 applied, 1 not needed, 1 conflict`. */
export const countsLine = (counts: RunCounts): string => {
  const told = (Object.keys(words) as (keyof RunCounts)[])
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind]} ${words[kind]}`);
  return told.length === 0 ? 'nothing to change' : told.join(', ');
};

const words: Readonly<Record<keyof RunCounts, string>> = {
  applied: 'applied',
  noop: 'not needed',
  conflict: 'in conflict',
  failed: 'failed',
  unknown: 'unknown',
  skipped: 'skipped',
  pending: 'to come',
};

/** Tokens that still grant what the run has taken. */
export const renderOutlivingTokens = (
  tokens: readonly OutlivingToken[],
  { columns, paint }: Page,
): readonly string[] =>
  tokens.length === 0
    ? []
    : [
        '',
        ...wrap(
          `${count(tokens.length, 'API token')} still ${tokens.length === 1 ? 'grants' : 'grant'} a role that the run has taken from somebody:`,
          columns,
        ).map((line) => paint('alarm', line)),
        ...tokens.map(({ backend, nativeId, assignments, expiresAt }) =>
          cut(
            `  ${backend} ${clean(nativeId)}: ${(assignments ?? [])
              .map(({ nativeRole }) => clean(nativeRole?.name ?? '') || clean(nativeRole?.nativeId ?? ''))
              .join(', ')}${expiresAt === null ? '' : `, until ${instant(expiresAt)}`}`,
            columns,
          ),
        ),
      ];

const isDone = (outcome: Outcome['outcome']): boolean => outcome === 'APPLIED' || outcome === 'NOOP';

const renderOutcome = ({ change, outcome, code, reason }: Outcome, page: Page): readonly string[] => {
  const { account } = change;
  const head = cut(
    `${pad(outcome ?? 'TO COME', 8)} ${account.backend} ${accountLabel(account)}`,
    page.columns,
  );
  return [
    isDone(outcome) ? head : page.paint('alarm', head),
    ...(code === null ? [] : wrap(`${code}: ${clean(reason ?? '')}`, page.columns, '    ')),
    ...renderDeed(change, page),
  ];
};

const verdictOf = ({ id, state, counts }: RunHead): readonly string[] => {
  switch (state) {
    case 'RUNNING':
      return ['RUNNING. It goes on without this command.'];
    case 'DONE':
      return ['DONE. To plan to take it back:', typed(`undo ${id}`)];
    case 'PARTIAL':
      return [
        `PARTIAL: ${count(counts.failed + counts.skipped + counts.conflict + counts.unknown, 'change is', 'changes are')} not done. To try them again:`,
        typed(`resume ${id}`),
      ];
    case 'CANCELLED':
      return ['CANCELLED. To go on with it:', typed(`resume ${id}`)];
  }
};
