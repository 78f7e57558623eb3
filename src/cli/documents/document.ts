/** A GraphQL document with the types of its variables and its answer, which are written beside it and held against the schema by a test. */
export type Document<Answer, Variables extends object> = {
  readonly text: string;
  /** Never there: it ties the types to the text. */
  readonly types?: (variables: Variables) => Answer;
};

/** Part of a list. */
export type PageOf<Node> = {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
};

/** How a list is asked for, page by page. */
export type PageArguments = { readonly first: number; readonly after: string | null };

/** Why a mutation did not do what was asked. */
export type Refusal = {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[] | null;
  readonly backend: string | null;
  readonly retryable: boolean;
  readonly retryAfter: number | null;
};

export const pageInfo = 'pageInfo { hasNextPage endCursor }';
export const errors = 'errors { code message path backend retryable retryAfter }';
