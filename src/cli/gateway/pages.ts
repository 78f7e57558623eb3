import type { PageArguments, PageOf } from '../documents/document.ts';
import { GatewayError } from './gateway-error.ts';

/** Every node of a list, page by page. Throws where a page is not there: part of a list that was taken for all of it would be a lie. */
export async function* eachNode<Node>(
  ask: (page: PageArguments) => Promise<PageOf<Node> | null | undefined>,
): AsyncGenerator<Node, void, undefined> {
  let after: string | null = null;
  for (;;) {
    const page: PageOf<Node> | null | undefined = await ask({ first: most, after });
    if (page == null)
      throw new GatewayError('A page is missing, so that nothing can be told of the whole.', {
        code: 'INCOMPLETE',
      });
    yield* page.nodes;
    if (!page.pageInfo.hasNextPage) return;
    after = page.pageInfo.endCursor;
  }
}

/** What the gateway gives at once. */
const most = 100;
