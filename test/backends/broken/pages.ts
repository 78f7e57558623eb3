import type { Page } from '../../../src/backends/backend.ts';
import { BackendError } from '../../../src/domain/errors.ts';

/** The list without its last entry. */
export async function* withoutLast<T>(pages: AsyncIterable<Page<T>>): AsyncGenerator<Page<T>> {
  for await (const page of pages)
    yield page.next === null ? { ...page, entries: page.entries.slice(0, -1) } : page;
}

/** The list, ended where it should have failed. */
export async function* withoutErrors<T>(pages: AsyncIterable<Page<T>>): AsyncGenerator<Page<T>> {
  try {
    yield* pages;
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
  }
}
