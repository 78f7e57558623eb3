import { expect } from 'vitest';
import type { Account } from '../../../src/domain/account.ts';
import { BackendError, type ErrorCode } from '../../../src/domain/errors.ts';
import type { EmulatorAnswer } from '../../../src/emulators/answer.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { altering, failing } from '../../faults.ts';
import { alterObjects, repeatFirst, replaceLastByFirst } from './answers.ts';
import { type Check, check } from './check.ts';
import { expectFailure } from './expect-failure.ts';
import type { Subject } from './fixture.ts';
import { listInTens } from './reading.ts';
import { comparable, toTruth } from './truth.ts';

/** Lists come whole or not at all. */
export const pagingChecks: readonly Check[] = [
  check(
    'lists every account once, over several pages, with its roles and their organizations',
    async ({ backend, emulator, truth, listTarget }, { openApi }) => {
      const accounts = await listInTens(backend);
      expect(comparable(accounts.map(toTruth))).toEqual(comparable(truth()));
      expect(accounts.every(({ ref }) => ref.backend === backend.id)).toBe(true);
      const pages = emulator.requests.filter(({ target }) => listTarget.test(target)).length;
      expect(pages).toBeGreaterThan(1);
      expect(emulator.requests).toHaveLength(pages);
      if (openApi !== null) expectConformance(openApi, emulator);
    },
  ),

  check('tells each page where the next one starts, and the last one that there is none', async (subject) => {
    const pages = await Array.fromAsync(subject.backend.listAccounts({ pageSize: 10 }));
    expect(pages.map(({ next }) => next === null)).toEqual(pages.map((_, at) => at === pages.length - 1));
    for (const { total } of pages)
      if (subject.totalMember !== null) expect(total).toBe(subject.truth().length);
  }),

  check('resumes a list where a page ended', async ({ backend, truth }) => {
    const [first] = await Array.fromAsync(backend.listAccounts({ pageSize: 10 }));
    expect(first?.next).not.toBeNull();
    const rest: Account[] = [];
    for await (const page of backend.listAccounts({ pageSize: 10, from: first?.next ?? undefined }))
      rest.push(...page.entries);
    expect([...(first?.entries ?? []), ...rest]).toHaveLength(truth().length);
  }),

  check('S16: refuses to resume from what no list gave', async ({ backend, emulator }) => {
    const from = 'https://evil.example/api';
    await expectFailure('BAD_INPUT', Array.fromAsync(backend.listAccounts({ from })));
    expect(emulator.requests).toHaveLength(0);
  }),

  check(
    'P27: ends in an error, not in a shorter list, when a later page fails',
    async ({ backend, emulator, listTarget }) => {
      emulator.faults.add(failing(500), { target: listTarget, after: 1 });
      await expectFailure('UPSTREAM_UNAVAILABLE', listInTens(backend));
    },
  ),

  check('P27: ends in an error when the same page comes for ever', async (subject) => {
    const given: EmulatorAnswer[] = [];
    alterList(subject, (answer) => {
      given.push(answer);
      return given[0] ?? answer;
    });
    await expectFailure(incomplete, listInTens(subject.backend));
    expect(subject.emulator.requests.length).toBeLessThan(10);
  }),

  check(
    'P27: a list that never ends is cut after so many pages',
    async (subject) => {
      let number = 0;
      alterList(subject, () => {
        number += 1;
        return subject.endlessPage(number);
      });
      await expectFailure(incomplete, listInTens(subject.backend));
      expect(subject.emulator.requests.length).toBeLessThanOrEqual(100);
    },
    { maxPages: 100 },
  ),

  check('P27: an account that a page tells twice is told once, or is an error', async (subject) => {
    alterList(subject, repeatFirst);
    await expectWholeOrFailure(subject);
  }),

  check(
    'P27: a page that tells one account in place of another is an error, not a shorter list',
    async (subject) => {
      alterList(subject, replaceLastByFirst);
      await expectFailure(incomplete, listInTens(subject.backend));
    },
  ),

  // Not 3: CFEngine's 33 accounts in pages of ten would then end where a page does, and nothing would tell.
  ...[4, -4].map((by) =>
    check(
      `P28: a total that is ${Math.abs(by)} too ${by > 0 ? 'great' : 'small'} never leads to a part of the list`,
      async (subject) => {
        const { totalMember } = subject;
        alterList(subject, (answer) =>
          alterObjects(answer, (value) =>
            totalMember !== null && typeof value[totalMember] === 'number'
              ? { ...value, [totalMember]: value[totalMember] + by }
              : value,
          ),
        );
        if (by > 0) await expectFailure(incomplete, listInTens(subject.backend));
        else await expectWholeOrFailure(subject);
      },
      {
        needs: ({ totalMember }) => (totalMember === null ? 'the backend tells no totals' : null),
      },
    ),
  ),
];

const incomplete: readonly ErrorCode[] = ['UPSTREAM_INCOMPLETE', 'UPSTREAM_INVALID'];

const alterList = (
  { emulator, listTarget }: Subject,
  alter: (answer: EmulatorAnswer) => EmulatorAnswer,
): void => emulator.faults.add(altering(alter), { method: 'GET', target: listTarget });

const expectWholeOrFailure = async ({ backend, truth }: Subject): Promise<void> => {
  const told = await listInTens(backend).then(
    (accounts) => comparable(accounts.map(toTruth)),
    (error: unknown) => error,
  );
  if (told instanceof BackendError) expect(incomplete).toContain(told.code);
  else expect(told).toEqual(comparable(truth()));
};
