import { attempt } from '../../domain/attempt.ts';
import type { Lookup, Page } from '../backend.ts';

/** Lists in our words: the vendor's pages with every record mapped. */
export async function* mapPages<Wire, T>(
  pages: AsyncIterable<Page<Wire>>,
  toDomain: (record: Wire) => T,
): AsyncGenerator<Page<T>, void, undefined> {
  for await (const page of pages) yield { ...page, entries: page.entries.map(toDomain) };
}

/** One answer for each id, in order: the vendor reads one record at a time, and `http` bounds how many at once. */
export const lookUpEach = <Wire, T>(
  ids: readonly string[],
  read: (id: string) => Promise<Wire | null>,
  toDomain: (record: Wire) => T,
): Promise<readonly Lookup<T>[]> =>
  Promise.all(
    ids.map((id) =>
      attempt(async () => {
        const record = await read(id);
        return record === null ? null : toDomain(record);
      }),
    ),
  );
