import type { Change } from '../documents/change.ts';
import type { Exclusion, Guard, Plan, PlanHead, PlanListed } from '../documents/plan.ts';
import { renderChanges } from './change.ts';
import { accountLabel } from './names.ts';
import type { Page } from './page.ts';
import { table } from './table.ts';
import { clean, count, cut, pad, wrap } from './text.ts';
import { distance, duration, instant } from './time.ts';
import { typed } from './typed.ts';

/** A plan, why it cannot be applied as it is, or how it is. */
export const renderPlan = (plan: Plan, page: Page): readonly string[] =>
  joined([renderReview(plan, page), renderVerdict(plan, page)]);

/** A plan as somebody reads it who is asked about it. */
export const renderReview = (plan: Plan, page: Page): readonly string[] =>
  joined([
    renderHead(plan, page),
    ...byBackend(plan.changes.nodes).map(([backend, changes]) => [
      page.paint('strong', `${backend}:`),
      ...renderChanges(changes, page),
    ]),
    renderNotExpressible(plan),
    renderExcluded(plan.excluded.nodes, page),
    renderGuards(plan.guards, page),
    renderSums(plan, page),
  ]);

/** One plan of many. */
export const renderListedPlan = (plan: PlanListed, page: Page): readonly string[] =>
  [
    `${pad(plan.state, 9)} ${pad(origins[plan.origin], 20)} ${cut(`${instant(plan.createdAt)} by ${clean(plan.createdBy)}`, page.columns - 31)}`,
    ...(plan.reason === null ? [] : [page.paint('faint', cut(`  "${clean(plan.reason)}"`, page.columns))]),
    cut(
      `  ${plan.summary
        .filter(({ changes }) => changes > 0)
        .map(({ backend, grants, revokes }) => `${backend} +${grants} -${revokes}`)
        .join(', ')}`,
      page.columns,
    ),
    `  ${plan.id}`,
  ].filter((line) => line.trim() !== '');

/** Why a plan cannot be applied as it is, or how it is. */
export const renderVerdict = (plan: PlanHead, { columns, paint }: Page): readonly string[] => {
  const alarm = (text: string) => wrap(text, columns).map((line) => paint('alarm', line));
  switch (plan.state) {
    case 'PLANNING':
      return ['What it rests on is being read. See how far it is:', typed(`plan show ${plan.id}`)];
    case 'FAILED':
      return plan.failure === null
        ? alarm('No plan came of it.')
        : alarm(`No plan came of it: ${plan.failure.code}: ${clean(plan.failure.message)}`);
    case 'EMPTY':
      return ['Nothing is to be changed.'];
    case 'READY':
      return ['READY. To apply it:', typed(`apply ${plan.id}`)];
    case 'BLOCKED':
      return [
        ...alarm('BLOCKED. Somebody else than its author may let it pass:'),
        typed(`approve ${plan.id} --reason "..."`),
      ];
    case 'APPROVED':
      return [
        ...(plan.approval === null
          ? []
          : wrap(
              `APPROVED by ${clean(plan.approval.by)} until ${instant(plan.approval.expiresAt)}: "${clean(plan.approval.reason)}". To apply it:`,
              columns,
            )),
        typed(`apply ${plan.id}`),
      ];
    case 'REFUSED':
      return alarm('REFUSED. Nobody can let it pass.');
    case 'APPLIED':
      return plan.run === null
        ? ['APPLIED.']
        : [`APPLIED. Its run is ${plan.run.state}:`, `  ${plan.run.id}`];
    case 'EXPIRED':
      return alarm('EXPIRED. It was not applied in time: plan again.');
  }
};

const renderHead = (plan: PlanHead, { columns, paint, now }: Page): readonly string[] => [
  paint('strong', cut(`Plan ${plan.id}`, columns)),
  ...wrap(
    [
      origins[plan.origin],
      ...(plan.mode === null || plan.origin !== 'ROLE_SYNC' ? [] : [plan.mode]),
      `by ${clean(plan.createdBy)}`,
      distance(plan.createdAt, now),
      ...(['READY', 'BLOCKED', 'APPROVED'].includes(plan.state)
        ? [`expires ${distance(plan.expiresAt, now)}`]
        : []),
    ].join(', '),
    columns,
    '  ',
  ),
  ...(plan.reason === null ? [] : wrap(`"${clean(plan.reason)}"`, columns, '  ')),
  ...(plan.digest === null ? [] : [`  digest ${plan.digest}`]),
];

const origins = {
  ROLE_SYNC: 'role sync',
  OFFBOARDING: 'offboarding',
  UNDO: 'undo of a run',
  DIRECT: 'direct change',
} as const;

/** In the order in which backends first come. */
const byBackend = (changes: readonly Change[]): readonly (readonly [string, readonly Change[]])[] => [
  ...Map.groupBy(changes, ({ account }) => account.backend),
];

const renderNotExpressible = ({ notExpressible }: PlanHead): readonly string[] =>
  notExpressible.length === 0
    ? []
    : [
        'Not expressible:',
        ...notExpressible.map(
          ({ backend, role, accounts }) =>
            `  ${backend} has no native role for ${clean(role)} (${count(accounts, 'account')})`,
        ),
      ];

/** By reason, the first few of each by name. */
const renderExcluded = (excluded: readonly Exclusion[], page: Page): readonly string[] => {
  if (excluded.length === 0) return [];
  const { columns } = page;
  return [
    `Left alone though meant (${excluded.length}):`,
    ...[...Map.groupBy(excluded, ({ code }) => code)].flatMap(([code, those]) => {
      const reasons = [...Map.groupBy(those, ({ message }) => message)];
      const told = reasons.slice(0, mostNamed);
      const left = those.length - told.reduce((sum, [, accounts]) => sum + accounts.length, 0);
      return [
        page.paint('strong', `  ${code} (${those.length})`),
        ...told.flatMap(([message, accounts]) => [
          ...wrap(clean(message), columns, '    '),
          ...accounts
            .slice(0, mostNamed)
            .map(({ account }) => `      ${cut(`${account.backend} ${accountLabel(account)}`, columns - 6)}`),
          ...(accounts.length > mostNamed ? [`      and ${accounts.length - mostNamed} more`] : []),
        ]),
        ...(left > 0 ? [`    and ${left} more`] : []),
      ];
    }),
  ];
};

const renderGuards = (guards: readonly Guard[], page: Page): readonly string[] =>
  guards.length === 0 ? [] : ['Guards:', ...guards.flatMap((guard) => renderGuard(guard, page))];

const renderGuard = (
  { name, backend, verdict, detail, accounts }: Guard,
  { columns, paint, verbose }: Page,
): readonly string[] => {
  const place = backend === null ? '' : ` on ${backend}`;
  const sentence = wrap(`${name}${place}: ${clean(detail)}`, columns - 9);
  const named =
    verdict === 'PASS' && !verbose
      ? []
      : accounts.slice(0, mostNamed).map((account) => cut(accountLabel(account), columns - 11));
  const left = accounts.length - mostNamed;
  const lines = [
    ...sentence.map((line, at) => `  ${pad(at === 0 ? verdict : '', 6)} ${line}`),
    ...named.map((label) => `           ${label}`),
    ...(named.length > 0 && left > 0 ? [`           and ${left} more`] : []),
  ];
  return verdict === 'PASS' ? lines : lines.map((line) => paint('alarm', line));
};

const renderSums = ({ summary, forecast }: PlanHead, { columns }: Page): readonly string[] => [
  ...(summary.length === 0
    ? []
    : table(
        ['backend', 'looked at', 'unchanged', 'changes', 'grants', 'revokes', 'gain', 'lose', 'calls'],
        summary.map((of) => [
          of.backend,
          of.accounts,
          of.unchanged,
          of.changes,
          of.grants,
          of.revokes,
          of.gaining,
          of.losing,
          forecast?.backends.find(({ backend }) => backend === of.backend)?.calls ?? 0,
        ]),
        columns,
      )),
  ...(forecast === null || forecast.calls === 0
    ? []
    : [`Takes ${count(forecast.calls, 'call')} and ${duration(forecast.minimumSeconds)} at the least.`]),
];

const mostNamed = 10;

/** Parts that say something, with a line between. */
const joined = (parts: readonly (readonly string[])[]): readonly string[] =>
  parts.filter((part) => part.length > 0).flatMap((part, at) => (at === 0 ? part : ['', ...part]));
