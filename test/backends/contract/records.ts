import { expect } from 'vitest';
import type { ListOptions, Lookup, Page } from '../../../src/backends/backend.ts';
import type { CallOptions } from '../../../src/domain/call-options.ts';
import { failing } from '../../faults.ts';
import { type Check, check, having, type Need, present } from './check.ts';
import { expectFailure } from './expect-failure.ts';
import type { Subject } from './fixture.ts';
import type { Samples } from './samples.ts';

/** What organizations, API tokens and groups have in common. */
export type Collection<T extends { readonly id: string }> = {
  list(options?: ListOptions): AsyncIterable<Page<T>>;
  get(ids: readonly string[], options?: CallOptions): Promise<readonly Lookup<T>[]>;
  remove(record: T): Promise<void>;
};

/** The promises that hold for any sort of record that can be listed, read by id and deleted. `member` is its name on the backend. */
export const recordChecks = <T extends { readonly id: string }>(sort: {
  readonly member: 'organizations' | 'apiTokens' | 'groups';
  readonly collectionOf: (subject: Subject) => Collection<T>;
  readonly samplesOf: (subject: Subject) => Samples;
}): readonly Check[] => {
  const { member, collectionOf, samplesOf } = sort;
  const needs: Need = having(member);
  const idsIn = async ({ list }: Collection<T>): Promise<readonly string[]> => {
    const pages = await Array.fromAsync(list({ pageSize: 2 }));
    return pages.flatMap(({ entries }) => entries.map(({ id }) => id));
  };

  return [
    check(
      `${member}: the list is complete, each once`,
      async (subject) => {
        const ids = await idsIn(collectionOf(subject));
        expect(ids.toSorted()).toEqual(samplesOf(subject).ids().toSorted());
      },
      { needs, pageSize: 2 },
    ),

    check(
      `P27: ${member}: ends in an error, not in a shorter list, when a later page fails`,
      async (subject) => {
        subject.emulator.faults.add(failing(500), { after: 1 });
        await expectFailure('UPSTREAM_UNAVAILABLE', idsIn(collectionOf(subject)));
      },
      { needs, pageSize: 1 },
    ),

    check(
      `${member}: answers one for one, in the order asked, with null where there is none`,
      async (subject) => {
        const { ids, missingId } = samplesOf(subject);
        const asked = [...ids().slice(0, 1), missingId, ...ids().slice(1).toReversed()];
        const found = await collectionOf(subject).get(asked);
        expect(found.map((one) => (one instanceof Error ? one : (one?.id ?? null)))).toEqual(
          asked.map((id) => (id === missingId ? null : id)),
        );
      },
      { needs },
    ),

    check(
      `${member}: deletes one and no other`,
      async (subject) => {
        const { ids, removableId } = samplesOf(subject);
        const others = ids().filter((id) => id !== removableId);
        const { get, remove } = collectionOf(subject);
        const [record] = await get([removableId]);
        if (record === null || record instanceof Error) throw new Error(`there is no ${removableId}`);
        await remove(present(record));
        expect(ids()).toEqual(others);
        await expectFailure('NOT_FOUND', remove(present(record)));
        expect(ids()).toEqual(others);
      },
      { needs },
    ),
  ];
};
