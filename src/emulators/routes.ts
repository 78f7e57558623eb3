import type { IncomingHttpHeaders } from 'node:http';
import type { EmulatorAnswer } from './answer.ts';

/** Keys are `METHOD /path/:param`, relative to the origin; the first that fits answers. */
export type Routes = Readonly<Record<string, (request: EmulatorRequest) => EmulatorAnswer>>;

export type EmulatorRequest = {
  readonly method: string;
  /** The request-target byte for byte, as `ReceivedRequest` has it. */
  readonly target: string;
  /** The raw path, still encoded, without query. */
  readonly path: string;
  /** The decoded values of the route's `:name` parts. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** Answers by the route that fits, or as `unrouted` says, which hears what methods the path has: none where it is unknown. */
export const createRouter = (
  routes: Routes,
  unrouted: (request: EmulatorRequest, allowed: readonly string[]) => EmulatorAnswer,
): ((request: EmulatorRequest) => EmulatorAnswer) => {
  const table = Object.entries(routes).map(([key, answer]) => ({ ...parseRoute(key), answer }));
  return (request) => {
    const fitting = table.flatMap((route) => {
      const params = paramsOf(route.pattern, request.path);
      return params === null ? [] : [{ ...route, params }];
    });
    const route = fitting.find(({ method }) => method === request.method);
    if (route === undefined) return unrouted(request, [...new Set(fitting.map(({ method }) => method))]);
    return route.answer({ ...request, params: route.params });
  };
};

type Route = { readonly method: string; readonly pattern: readonly string[] };

const parseRoute = (key: string): Route => {
  const [method = '', pattern = ''] = key.split(' ');
  return { method, pattern: pattern.split('/') };
};

/** `null` where the path is another one. A part that cannot be decoded fits nothing. */
const paramsOf = (pattern: readonly string[], rawPath: string): Record<string, string> | null => {
  const parts = rawPath.split('/');
  if (parts.length !== pattern.length) return null;
  const params: Record<string, string> = {};
  for (const [at, expected] of pattern.entries()) {
    const part = parts[at] ?? '';
    if (!expected.startsWith(':')) {
      if (expected !== part) return null;
      continue;
    }
    if (part === '') return null;
    try {
      params[expected.slice(1)] = decodeURIComponent(part);
    } catch {
      return null;
    }
  }
  return params;
};
