import { attempt } from '../../domain/attempt.ts';
import type { Lookup } from '../backend.ts';

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
