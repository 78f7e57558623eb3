import type { PageArguments, PageOf } from '../documents/document.ts';

/** Every node of a list, page by page. `ask` answers with one page; `null` where the list is gone. */
export async function* eachNode<Node>(
  ask: (page: PageArguments) => Promise<PageOf<Node> | null | undefined>,
): AsyncGenerator<Node, void, undefined> {
  let after: string | null = null;
  for (;;) {
    const page: PageOf<Node> | null | undefined = await ask({ first: most, after });
    if (page == null) return;
    yield* page.nodes;
    if (!page.pageInfo.hasNextPage) return;
    after = page.pageInfo.endCursor;
  }
}

/** What the gateway gives at once. */
const most = 100;
