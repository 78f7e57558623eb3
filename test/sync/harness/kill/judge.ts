import { createHash } from 'node:crypto';
import type { Write } from '../watch.ts';
import { differences } from '../world.ts';
import type { Lived } from './lives.ts';
import { newcomers } from './scenarios.ts';

/** What is wrong with what happened under kills, held against what happens without any. Empty where all is well. */
export const judge = (lived: Lived, undisturbed: Lived, isRepeatable: boolean): readonly string[] => [
  ...withoutIntent(lived),
  ...brokenTrail(lived),
  ...otherwiseAgain(lived),
  ...(isRepeatable
    ? [...otherEnd(lived, undisturbed), ...otherWrites(lived, undisturbed), ...repeated(lived)]
    : untrueOrTwice(lived)),
];

/** P31. */
const withoutIntent = ({ writes }: Lived): readonly string[] =>
  writes
    .filter(({ wasIntended }) => !wasIntended)
    .map(({ backend, method, target }) => `${backend} got ${method} ${target} before an intent was durable`);

/** P30: what there is in the end is what was planned, and the run says so. */
const otherEnd = (lived: Lived, undisturbed: Lived): readonly string[] => [
  ...differences(undisturbed.accounts, lived.accounts).map((one) => `ends otherwise: ${one}`),
  ...(lived.run.state === undisturbed.run.state ? [] : [`the run is ${lived.run.state}`]),
  ...lived.run.outcomes.nodes.flatMap(({ outcome, code, reason, change }, at) =>
    outcome === undisturbed.run.outcomes.nodes[at]?.outcome
      ? []
      : [`change ${at} of ${change.account.backend} ${change.account.name} is ${outcome}: ${code} ${reason}`],
  ),
];

/** P30: nothing had its effect twice, and nothing never. */
const otherWrites = (lived: Lived, undisturbed: Lived): readonly string[] => {
  const counts = effectiveWrites(lived.writes);
  const expected = effectiveWrites(undisturbed.writes);
  return [...new Set([...counts.keys(), ...expected.keys()])].flatMap((account) =>
    counts.get(account) === expected.get(account)
      ? []
      : [
          `${account} was changed ${counts.get(account) ?? 0} times, and ${expected.get(account) ?? 0} without a kill`,
        ],
  );
};

const effectiveWrites = (writes: readonly Write[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { backend, changed } of writes)
    for (const id of changed) counts.set(`${backend} ${id}`, (counts.get(`${backend} ${id}`) ?? 0) + 1);
  return counts;
};

/** G21: what was known to be done is not asked for again. */
const repeated = ({ writes, kills }: Lived): readonly string[] =>
  kills.flatMap(({ writes: before, journal }) => {
    const open = new Set(
      journal
        .filter(({ outcome }) => outcome === null)
        .map(({ backend, nativeId }) => `${backend} ${nativeId}`),
    );
    const known = journal
      .filter(({ outcome }) => outcome !== null)
      .map(({ backend, nativeId }) => `${backend} ${nativeId}`)
      .filter((account) => !open.has(account));
    return writes
      .slice(before)
      .filter(({ backend, account }) => known.includes(`${backend} ${account}`))
      .map(
        ({ backend, method, target }) =>
          `${backend} got ${method} ${target} though that was known to be done`,
      );
  });

/** P30: no invitation twice. G22: what is told is true, and what nobody can know is told as that. */
const untrueOrTwice = ({ mails, run, writes }: Lived): readonly string[] => [
  ...Object.entries(mails)
    .filter(([, number]) => number > 1)
    .map(([address, number]) => `${address} got ${number} invitations`),
  ...(writes.filter(({ changed }) => changed.length > 0).length > 1
    ? ['invited in more than one request']
    : []),
  ...run.outcomes.nodes.flatMap(({ outcome, change }) => {
    const address = change.account.name ?? '';
    const isNew = newcomers.includes(address);
    const isInvited = isNew ? address in mails : Object.values(mails).some((number) => number > 0);
    if (outcome === 'APPLIED' && !isInvited) return [`${address} is APPLIED and got no invitation`];
    if ((outcome === 'FAILED' || outcome === 'SKIPPED') && isInvited)
      return [`${address} is ${outcome} and got an invitation`];
    return outcome === null ? [`${address} has no outcome`] : [];
  }),
];

/** P40: the same key does nothing again that was done, and tells of it what is so. */
const otherwiseAgain = ({ again, run }: Lived): readonly string[] => {
  const isAllUndone = run.outcomes.nodes.every(
    ({ outcome }) => outcome === 'FAILED' || outcome === 'SKIPPED',
  );
  return [
    ...(again.writes > 0 && !isAllUndone
      ? [`asked again under the same key, it was written ${again.writes} times more`]
      : []),
    ...(run.state === 'DONE'
      ? again.errors.map(
          ({ message }) => `asked again under the same key, what is done is refused: ${message}`,
        )
      : []),
    ...Object.entries(again.mails)
      .filter(([, number]) => number > 1)
      .map(([address, number]) => `asked again under the same key, ${address} got ${number} invitations`),
  ];
};

/** The trail holds, and tells of every outcome. */
const brokenTrail = ({ trail, run }: Lived): readonly string[] => {
  let previous = '0'.repeat(64);
  for (const [at, entry] of trail.entries()) {
    const hash = createHash('sha256').update(entry.source).digest('hex');
    if (entry.sequence !== at + 1 || entry.previous !== previous || entry.hash !== hash)
      return [`the audit trail breaks at ${at + 1}`];
    previous = hash;
  }
  const outcomes = trail.filter((entry) => entry.run === run.id && entry.phase === 'OUTCOME').length;
  const settled = run.outcomes.nodes.filter(({ outcome }) => outcome !== null).length;
  return outcomes === settled
    ? []
    : [`the audit trail tells of ${outcomes} outcomes, and there are ${settled}`];
};
