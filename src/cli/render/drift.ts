import type { Drift, OutsideChange, PendingChange } from '../documents/drift.ts';
import { accountLabel, heldLabel } from './names.ts';
import type { Page, Tone } from './page.ts';
import { clean, count, cut, wrap } from './text.ts';
import { instant } from './time.ts';

/** What others changed, apart from what Rolecall itself still has to do. */
export const renderDrift = ({ outside, pending }: Drift, page: Page): readonly string[] => [
  outside.nodes.length === 0
    ? 'Nobody else has changed anything.'
    : `${count(outside.nodes.length, 'change')} by others than Rolecall, the newest first:`,
  ...outside.nodes.flatMap((one) => renderOutside(one, page)),
  ...(pending.length === 0
    ? []
    : [
        '',
        `${count(pending.length, 'change')} that Rolecall itself still has to make:`,
        ...pending.flatMap((one) => renderPending(one, page)),
      ]),
];

const renderOutside = (change: OutsideChange, { columns, paint }: Page): readonly string[] => [
  paint('strong', cut(`${change.account.backend} ${accountLabel(change.account)}`, columns)),
  ...wrap(`seen ${instant(change.seenAt)}, not yet ${instant(change.since)}`, columns, '    '),
  ...linesOf(change).flatMap(([tone, text]) => wrap(text, columns, '    ').map((line) => paint(tone, line))),
];

const linesOf = ({
  presence,
  status,
  granted,
  revoked,
}: OutsideChange): readonly (readonly [Tone, string])[] => [
  ...(presence === 'APPEARED' ? ([['gain', '+ the account itself']] as const) : []),
  ...(presence === 'VANISHED' ? ([['loss', '- the account itself']] as const) : []),
  ...(status === null ? [] : ([['strong', `~ ${status.before} -> ${status.after}`]] as const)),
  ...granted.map((held) => ['gain', `+ ${heldLabel(held)}`] as const),
  ...revoked.map((held) => ['loss', `- ${heldLabel(held)}`] as const),
];

const renderPending = (
  { change, plan, run, outcome }: PendingChange,
  { columns }: Page,
): readonly string[] => [
  cut(`  ${outcome ?? 'TO COME'} ${change.account.backend} ${accountLabel(change.account)}`, columns),
  ...wrap(
    [
      ...change.grants.map((held) => `+ ${heldLabel(held)}`),
      ...change.revokes.map((held) => `- ${heldLabel(held)}`),
    ].join(', ') || clean(change.kind),
    columns,
    '    ',
  ),
  `    ${run === null ? `plan ${plan.id}` : `run ${run.id}`}`,
];
