import type { Backend } from '../../src/backends/backend.ts';
import { BackendError } from '../../src/domain/errors.ts';
import type { Fixture } from './contract/fixture.ts';

/** A way in which an adapter can be wrong. The contract must notice each. */
export type Breakage = (backend: Backend) => Backend;

/** The same fixture with its adapter broken. */
export const broken = (fixture: Fixture, breakage: Breakage): Fixture => ({
  ...fixture,
  start: async (options) => {
    const subject = await fixture.start(options);
    return { ...subject, backend: breakage(subject.backend) };
  },
});

export const breakages: Readonly<Record<string, Breakage>> = {
  'drops a page': (backend) => ({
    ...backend,
    listAccounts: async function* (options) {
      let number = 0;
      for await (const page of backend.listAccounts(options)) {
        number += 1;
        if (number !== 2) yield page;
      }
    },
  }),

  'loses organizations': (backend) => ({
    ...backend,
    listAccounts: async function* (options) {
      for await (const page of backend.listAccounts(options))
        yield {
          ...page,
          entries: page.entries.map((account) => ({
            ...account,
            assignments: account.assignments.map((assignment) => ({ ...assignment, organizationId: null })),
          })),
        };
    },
  }),

  'reorders a batch': (backend) => ({
    ...backend,
    getAccounts: async (ids, options) => (await backend.getAccounts(ids, options)).toReversed(),
  }),

  'swallows a 500': (backend) => ({
    ...backend,
    listAccounts: async function* (options) {
      try {
        yield* backend.listAccounts(options);
      } catch (error) {
        if (!(error instanceof BackendError && error.status === 500)) throw error;
      }
    },
  }),

  'keeps what it read': (backend) => {
    const kept = new Map<string, Awaited<ReturnType<Backend['getAccounts']>>>();
    return {
      ...backend,
      getAccounts: async (ids, options) => {
        const key = JSON.stringify(ids);
        const found = kept.get(key) ?? (await backend.getAccounts(ids, options));
        kept.set(key, found);
        return found;
      },
    };
  },
};
