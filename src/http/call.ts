import type { UrlPath } from './path.ts';

/** One request to a backend. */
export type HttpCall = {
  /** The vendor's name of the call, such as `Users_List`; errors and logs bear it. */
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base URL. */
  readonly path: UrlPath;
  /** Sent as JSON; `URLSearchParams` as a form. */
  readonly body?: unknown;
  /** `application/json`, or that of a form, when not given. */
  readonly contentType?: string | undefined;
  /** Statuses outside 2xx that mean something to the caller, such as 404 for "there is none". */
  readonly accept?: readonly number[] | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** What came back, read to its end. */
export type HttpAnswer = {
  readonly operation: string;
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
};
