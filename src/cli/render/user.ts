import type { Assignment, Link, Source, User } from '../documents/user.ts';
import { accountLabel, heldLabel } from './names.ts';
import type { Page } from './page.ts';
import { clean, cut, pad, wrap } from './text.ts';
import { distance } from './time.ts';

/** Who somebody is on every system, with what, and how sure and how young that is. */
export const renderUser = (user: User, page: Page): readonly string[] => [
  ...renderWho(user, page),
  ...(user.roles === null
    ? []
    : wrap(
        `roles: ${
          user.roles
            .map(
              ({ role, accounts }) =>
                `${clean(role.name)} (${[...new Set((accounts ?? []).map(({ backend }) => backend))].join(', ')})`,
            )
            .join(', ') || 'none'
        }`,
        page.columns,
        '  ',
      )),
  ...(user.links ?? []).flatMap((link) => ['', ...renderLink(link, page)]),
  '',
  ...user.sources.flatMap((source) => renderSource(source, page)),
];

const renderWho = ({ id, displayName, email, kind }: User, { columns, paint }: Page): readonly string[] => [
  paint(
    'strong',
    cut(
      [clean(displayName ?? ''), clean(email ?? '')].filter((part) => part !== '').join(' ') || id,
      columns,
    ),
  ),
  `  ${[kind, id].filter((part) => part !== null).join(' ')}`,
];

const renderLink = ({ state, evidence, account }: Link, page: Page): readonly string[] => {
  const { columns, paint, now } = page;
  const name = account.displayName ?? account.userName ?? account.email;
  const marks = [
    account.status === null || account.status === 'ACTIVE' ? [] : [account.status],
    account.external === true ? ['external'] : [],
    account.protected === true ? ['protected'] : [],
  ].flat();
  return [
    paint('strong', cut(`${account.backend}: ${accountLabel({ ...account, name })}`, columns)),
    ...wrap(
      [
        [state, ...evidence.slice(0, 1).map(({ rule }) => `by ${rule}`)].join(' '),
        ...marks,
        ...(account.email === null ? [] : [clean(account.email)]),
        ...(account.asOf === null ? [] : [`as read ${distance(account.asOf, now)}`]),
      ].join(', '),
      columns,
      '  ',
    ).map((line) => (state === 'LINKED' ? line : paint('alarm', line))),
    ...(account.assignments === null
      ? ['  what it holds cannot be told']
      : account.assignments.length === 0
        ? ['  holds nothing']
        : account.assignments.flatMap((assignment) => wrap(assignmentLabel(assignment), columns, '    '))),
  ];
};

const assignmentLabel = ({ nativeRole, organization, origin, group }: Assignment): string => {
  const held = nativeRole === null ? '(some role)' : heldLabel({ nativeRole, organization });
  if (origin !== 'INHERITED') return held;
  const from = clean(group?.name ?? '') || clean(group?.nativeId ?? '');
  return `${held} (through ${from === '' ? 'a group' : `the group ${from}`})`;
};

/** What is well is said in a word. */
const renderSource = (
  { backend, state, asOf, error }: Source,
  { columns, paint, now }: Page,
): readonly string[] => {
  const age = asOf === null ? 'never read' : `read ${distance(asOf, now)}`;
  const line = `${pad(backend, 12)} ${pad(state, 8)} ${age}`;
  const isYoung = asOf !== null && now - Date.parse(asOf) < staleMs;
  if (error === null && isYoung && (state === 'LIVE' || state === 'COMPLETE'))
    return [paint('faint', cut(line, columns))];
  return [
    paint('alarm', cut(line, columns)),
    ...(error === null
      ? []
      : wrap(`${error.code}: ${clean(error.message)}`, columns, '    ').map((one) => paint('alarm', one))),
  ];
};

/** Four times what passes between readings unless configured otherwise. */
const staleMs = 3_600_000;
