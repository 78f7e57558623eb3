import type { Backend } from '../../../src/backends/backend.ts';
import type { HttpClient } from '../../../src/http/client.ts';
import type { Fixture } from '../contract/fixture.ts';

/** A way in which an adapter can be wrong. */
export type Breakage = {
  /** Goes on after "an adapter that". */
  readonly name: string;
  /** The adapter that is broken: one that has the member. */
  readonly on: Fixture;
  /** The titles of the checks that must notice it. */
  readonly noticedBy: readonly (string | RegExp)[];
  /** Breaks what the adapter answers; nothing when not given. */
  readonly breakBackend?: (backend: Backend) => Backend;
  /** Breaks what the adapter asks; nothing when not given. */
  readonly breakHttp?: (http: HttpClient) => HttpClient;
};

/** The same fixture with its adapter broken. */
export const broken = (
  { breakBackend = (backend) => backend, breakHttp = (http) => http }: Breakage,
  fixture: Fixture,
): Fixture => ({
  ...fixture,
  start: async (options) => {
    const { wrap = (http) => http } = options;
    const subject = await fixture.start({ ...options, wrap: (http) => wrap(breakHttp(http)) });
    return { ...subject, backend: breakBackend(subject.backend) };
  },
});

type Part =
  | 'roleWriter'
  | 'accountWriter'
  | 'organizations'
  | 'apiTokens'
  | 'groups'
  | 'roleDefinitions'
  | 'devices';

/** The adapter with one of its parts changed. */
export const changing =
  <Name extends Part>(
    name: Name,
    change: (part: NonNullable<Backend[Name]>, backend: Backend) => Partial<NonNullable<Backend[Name]>>,
  ) =>
  (backend: Backend): Backend => {
    const part = backend[name];
    return part === undefined ? backend : { ...backend, [name]: { ...part, ...change(part, backend) } };
  };
