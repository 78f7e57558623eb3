import type { Change, Held } from '../documents/change.ts';
import { accountLabel, heldLabel } from './names.ts';
import type { Page, Tone } from './page.ts';
import { clean, cut, wrap } from './text.ts';

/** All changes of one backend: each account once, with what it gains (`+`) and loses (`-`). */
export const renderChanges = (changes: readonly Change[], page: Page): readonly string[] => {
  const byAccount = Map.groupBy(changes, ({ account }) => account.nativeId ?? account);
  return [...byAccount.values()].flatMap((those) => [
    ...those
      .slice(0, 1)
      .map(({ account }) => page.paint('strong', `  ${cut(accountLabel(account), page.columns - 2)}`)),
    ...those.flatMap((change) => renderDeed(change, page)),
  ]);
};

/** What one change gives and takes. */
export const renderDeed = (change: Change, page: Page): readonly string[] => [
  ...linesOf(change).flatMap(([tone, text]) =>
    wrap(text, page.columns - 6).map((line, at) => {
      const indented = `    ${at === 0 ? '' : '  '}${line}`;
      return tone === null ? indented : page.paint(tone, indented);
    }),
  ),
  ...(page.verbose ? detailsOf(change, page) : []),
];

type Line = readonly [tone: Tone | null, text: string];

const linesOf = (change: Change): readonly Line[] => [
  ...deedOf(change),
  ...change.grants.map(gained),
  ...(change.kind === 'DELETE' ? change.before : change.revokes).map(lost),
  ...change.displaced.map(
    ({ name }): Line => [null, `(${clean(name)} goes: an exclusive group lets only one be held)`],
  ),
  ...change.escalation.map((escalation): Line => ['alarm', `! ${escalations[escalation]}`]),
];

const deedOf = ({ kind, status, fields }: Change): readonly Line[] => {
  switch (kind) {
    case 'ROLES':
      return [];
    case 'STATUS':
      return status === null
        ? []
        : [
            status.after === 'ACTIVE'
              ? ['gain', `+ sign-in (${status.before} -> ${status.after})`]
              : ['loss', `- sign-in (${status.before} -> ${status.after})`],
          ];
    case 'DELETE':
      return [['loss', '- the account itself']];
    case 'CREATE':
      return [['gain', `+ the account itself${fields.length === 0 ? '' : ` (${fields.join(', ')})`}`]];
    case 'UPDATE':
      return [[null, `~ ${fields.join(', ')}`]];
    case 'REINVITE':
      return [[null, '~ invited again']];
  }
};

const gained = (held: Held): Line => ['gain', `+ ${heldLabel(held)}`];
const lost = (held: Held): Line => ['loss', `- ${heldLabel(held)}`];

const escalations = {
  BROADER: 'a native role gives more than the role that it spells',
  ADMINISTRATOR: 'becomes an administrator here',
} as const;

const detailsOf = ({ resent, user, reason }: Change, { columns, paint }: Page): readonly string[] =>
  [
    ...resent.map((held) => `= ${heldLabel(held)} (sent again only to keep it)`),
    ...(user === null ? [] : [`user ${clean(user.displayName ?? '')} ${user.id}`.replace('  ', ' ')]),
    ...(reason === '' ? [] : [clean(reason)]),
  ].flatMap((text) => wrap(text, columns - 6).map((line) => paint('faint', `    ${line}`)));
