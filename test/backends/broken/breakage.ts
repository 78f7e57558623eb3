import type { Backend, Lookup, Page } from '../../../src/backends/backend.ts';
import type { Account } from '../../../src/domain/account.ts';
import type { HttpClient } from '../../../src/http/client.ts';
import type { WriteCapability } from '../../../src/sync/writable.ts';
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

/** The adapter with one of its parts changed. */
export const changing =
  <Name extends WriteCapability>(
    name: Name,
    change: (part: NonNullable<Backend[Name]>, backend: Backend) => Partial<NonNullable<Backend[Name]>>,
  ) =>
  (backend: Backend): Backend => {
    const part = backend[name];
    return part === undefined ? backend : { ...backend, [name]: { ...part, ...change(part, backend) } };
  };

/** The adapter with other pages in its list of accounts. */
export const changingList =
  (change: (pages: AsyncIterable<Page<Account>>) => AsyncIterable<Page<Account>>) =>
  (backend: Backend): Backend => ({
    ...backend,
    listAccounts: (options) => change(backend.listAccounts(options)),
  });

/** The adapter with other answers to whoever asks for accounts by id. */
export const changingLookUps =
  (change: (found: readonly Lookup<Account>[]) => readonly Lookup<Account>[]) =>
  (backend: Backend): Backend => ({
    ...backend,
    getAccounts: async (ids, options) => change(await backend.getAccounts(ids, options)),
  });
