import type { CallOptions } from '../domain/call-options.ts';
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
  /** Whether it does no more when sent twice than when sent once. When not given, a GET is and nothing else. */
  readonly isRepeatable?: boolean | undefined;
};

/** A request with whoever waits for it. */
export type AwaitedCall = HttpCall & CallOptions;

/** Whether a failed call may be sent again by itself, and a backend in doubt be tried with it. */
export const isRepeatable = ({ method, isRepeatable = method === 'GET' }: HttpCall): boolean => isRepeatable;

/** What came back, read to its end. */
export type HttpAnswer = {
  readonly operation: string;
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Read as UTF-8. A large one is made when it is asked for, and each time. */
  readonly text: string;
  /** As they came, where they are many: they can be parsed in parts, and without ever being one text. */
  readonly bytes?: Buffer | undefined;
  /** `false` where some bytes were none: `text` has U+FFFD in their place, and a name written back so would be another one. */
  readonly isUtf8: boolean;
  /** Milliseconds from the request's start to the last byte. */
  readonly tookMs: number;
};
