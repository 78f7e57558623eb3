import { expect } from 'vitest';
import type { ListOptions, Lookup, Page } from '../../../src/backends/backend.ts';
import type { CallOptions } from '../../../src/domain/call-options.ts';
import { failing } from '../../faults.ts';
import { type Check, checkOf } from './check.ts';
import { expectFailure } from './expect-failure.ts';
import type { PartOf } from './part.ts';

/** What organizations, API tokens and groups have in common. */
export type Collection<T extends { readonly id: string }> = {
  list(options?: ListOptions): AsyncIterable<Page<T>>;
  get(ids: readonly string[], options?: CallOptions): Promise<readonly Lookup<T>[]>;
  delete(record: T): Promise<void>;
};

/** The promises that hold for any sort of record that can be listed, read by id and deleted. */
export const recordChecks = <
  Name extends 'organizations' | 'apiTokens' | 'groups',
  T extends { readonly id: string },
>(
  name: Name,
  collectionOf: (part: PartOf<Name>) => Collection<T>,
): readonly Check[] => {
  const recordCheck = checkOf(name);
  const idsIn = async ({ list }: Collection<T>): Promise<readonly string[]> => {
    const pages = await Array.fromAsync(list({ pageSize: 2 }));
    return pages.flatMap(({ entries }) => entries.map(({ id }) => id));
  };

  return [
    recordCheck(
      `${name}: the list is complete, each once`,
      async (part, { ids }) => {
        const listed = await idsIn(collectionOf(part));
        expect(listed.toSorted()).toEqual(ids().toSorted());
      },
      { pageSize: 2 },
    ),

    recordCheck(
      `P27: ${name}: ends in an error, not in a shorter list, when a later page fails`,
      async (part, _samples, { emulator }) => {
        emulator.faults.add(failing(500), { after: 1 });
        await expectFailure('UPSTREAM_UNAVAILABLE', idsIn(collectionOf(part)));
      },
      { pageSize: 1 },
    ),

    recordCheck(
      `${name}: answers one for one, in the order asked, with null where there is none`,
      async (part, { ids, missingId }) => {
        const asked = [...ids().slice(0, 1), missingId, ...ids().slice(1).toReversed()];
        const found = await collectionOf(part).get(asked);
        expect(found.map((one) => (one instanceof Error ? one : (one?.id ?? null)))).toEqual(
          asked.map((id) => (id === missingId ? null : id)),
        );
      },
    ),

    recordCheck(`${name}: deletes one and no other`, async (part, { ids, removableId }) => {
      const others = ids().filter((id) => id !== removableId);
      const collection = collectionOf(part);
      const record = await readRecord(collection, removableId);
      await collection.delete(record);
      expect(ids()).toEqual(others);
      await expectFailure('NOT_FOUND', collection.delete(record));
      expect(ids()).toEqual(others);
    }),
  ];
};

/** A record that there must be. */
export const readRecord = async <T>(
  { get }: { get(ids: readonly string[]): Promise<readonly Lookup<T>[]> },
  id: string,
): Promise<T> => {
  const [record = null] = await get([id]);
  if (record === null || record instanceof Error) throw record ?? new Error(`there is no ${id}`);
  return record;
};

/** The collection of a part that deletes by id. */
export const deletingById = <T extends { readonly id: string }>(
  part: Pick<Collection<T>, 'list' | 'get'> & { delete(id: string): Promise<void> },
): Collection<T> => ({ list: part.list, get: part.get, delete: ({ id }) => part.delete(id) });
