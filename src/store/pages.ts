import type { PageOfParts } from './plan-records.ts';
import { mostAtOnce } from './store.ts';

/** All parts of a plan or a run in order, as many at a time as one call gives. */
export async function* pagesOf<Part extends { readonly position: number }>(
  read: (page: PageOfParts) => Promise<readonly Part[]>,
): AsyncGenerator<readonly Part[], void, undefined> {
  for (let after: number | undefined; ; ) {
    const page = await read({ after, first: mostAtOnce });
    if (page.length > 0) yield page;
    if (page.length < mostAtOnce) return;
    after = page.at(-1)?.position;
  }
}
