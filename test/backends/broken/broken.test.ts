import { describe, expect, it } from 'vitest';
import { checks } from '../contract/contract.ts';
import { accountWriteBreakages } from './account-writes.ts';
import { attributionBreakages } from './attributions.ts';
import { type Breakage, broken } from './breakage.ts';
import { collectionBreakages } from './collections.ts';
import { failureBreakages } from './failures.ts';
import { lookUpBreakages } from './look-ups.ts';
import { nativeRoleBreakages } from './native-roles.ts';
import { pagingBreakages } from './paging.ts';
import { recordBreakages } from './records.ts';
import { requestIdBreakages } from './request-ids.ts';
import { roleWriteBreakages } from './role-writes.ts';

const breakages: readonly Breakage[] = [
  ...pagingBreakages,
  ...lookUpBreakages,
  ...attributionBreakages,
  ...failureBreakages,
  ...nativeRoleBreakages,
  ...roleWriteBreakages,
  ...accountWriteBreakages,
  ...requestIdBreakages,
  ...collectionBreakages,
  ...recordBreakages,
];

const isNoticedBy = ({ noticedBy }: Breakage, title: string): boolean =>
  noticedBy.some((one) => (one instanceof RegExp ? one.test(title) : one === title));

describe('G45: the contract of the port', () => {
  it('has no check that cannot fail: each notices at least one breakage', () => {
    const unfailing = checks.filter(({ title }) => !breakages.some((one) => isNoticedBy(one, title)));
    expect(unfailing.map(({ title }) => title)).toEqual([]);
  });

  it('has no breakage that waits for a check that there is not', () => {
    const missing = breakages.flatMap(({ noticedBy }) =>
      noticedBy.filter(
        (one) => !checks.some(({ title }) => (one instanceof RegExp ? one.test(title) : one === title)),
      ),
    );
    expect(missing).toEqual([]);
  });

  describe.each(breakages.map((breakage) => [breakage.name, breakage] as const))(
    'fails an adapter that %s',
    (_name, breakage) => {
      it.each(checks.filter(({ title }) => isNoticedBy(breakage, title)))('in: $title', async ({ prove }) => {
        await expect(prove(broken(breakage, breakage.on))).rejects.toThrow();
      });
    },
  );
});
