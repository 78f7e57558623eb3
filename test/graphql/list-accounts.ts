import { expect } from 'vitest';
import type { Gateway } from '../gateway.ts';

/** An account as these tests ask for it. */
export type Row = {
  readonly id: string;
  readonly backend: string;
  readonly nativeId: string;
  readonly userName: string | null;
  readonly displayName: string | null;
  readonly email: string | null;
  readonly status: string;
  readonly kind: string;
  readonly link: { readonly state: string };
  readonly roles: readonly { readonly name: string }[];
  readonly assignments: readonly {
    readonly nativeRole: { readonly nativeId: string };
    readonly organization: { readonly nativeId: string } | null;
  }[];
};

const selection =
  'id backend nativeId userName displayName email status kind link { state } roles { name } assignments { nativeRole { nativeId } organization { nativeId } }';

export const document = (fields: string) =>
  `query ($first: Int!, $after: String, $filter: AccountFilter, $orderBy: AccountOrder, $maxAgeSeconds: Int) {
    accounts(first: $first, after: $after, filter: $filter, orderBy: $orderBy, maxAgeSeconds: $maxAgeSeconds) {
      ${fields} pageInfo { hasNextPage hasPreviousPage endCursor } sources { backend state asOf error { code message } } } }`;

/** Every page of a list, one after the other. */
export const walk = async (
  gateway: Gateway,
  variables: object,
  { first = 100, between = async () => {} }: { first?: number; between?: () => Promise<void> } = {},
) => {
  const rows: Row[] = [];
  let after: string | null = null;
  for (;;) {
    const { data, errors }: Awaited<ReturnType<Gateway['query']>> = await gateway.query(
      document(`nodes { ${selection} } totalCount`),
      { first, after, ...variables },
    );
    expect(errors).toBeUndefined();
    const { nodes, pageInfo, totalCount } = data.accounts;
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    rows.push(...nodes);
    if (!pageInfo.hasNextPage) return { rows, totalCount };
    after = pageInfo.endCursor;
    await between();
  }
};
