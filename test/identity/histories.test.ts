import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostBearers } from '../../src/identity/common-keys.ts';
import { createIdentityIndex, type IdentityIndex } from '../../src/identity/identity-index.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { LinkedAccount, Store } from '../../src/store/store.ts';
import { accountOf } from '../store/accounts.ts';
import { verifiedBackends } from './correlation/people.ts';
import { backends, type Event, someHistory } from './histories.ts';
import { createIdWatch, createWordWatch, heldAgainstGlobal, type State, stateOf } from './history-laws.ts';

/** An index over a store that lives as long as the history. */
const startHistory = async (url: string) => {
  let clock = 0;
  let users = 0;
  let trusted = verifiedBackends;
  const start = async (): Promise<{ readonly store: Store; readonly index: IdentityIndex }> => {
    const store = await openStore(url);
    const index = await createIdentityIndex({
      store,
      backends,
      verifiedBackends: trusted,
      newUserId: () => {
        users += 1;
        return `user ${users}`;
      },
      now: () => clock,
    });
    return { store, index };
  };
  let running = await start();
  const words = createWordWatch();
  const ids = createIdWatch();

  const decide = async (
    event: Event & { readonly event: 'link' | 'unlink' },
    state: State,
  ): Promise<void> => {
    const present = state.accounts.filter(({ isPresent }) => isPresent);
    const at = (place: number): LinkedAccount | undefined => present[place % present.length];
    const allAt = (places: readonly number[]) => [...new Set(places.flatMap((place) => at(place) ?? []))];
    const decision = { by: 'ops', reason: `at ${clock}`, backends };
    if (event.event === 'link') {
      const accounts = allAt(event.which);
      if (accounts.length < 2) return;
      await running.index.link(
        accounts.map(({ ref }) => ref),
        decision,
      );
      words.linked(accounts.map(({ key }) => key));
      return;
    }
    const account = at(event.which);
    if (account === undefined) return;
    const from = event.from === null ? undefined : allAt(event.from).filter((other) => other !== account);
    const others =
      from ?? state.accounts.filter((other) => other !== account && other.userId === account.userId);
    if (others.length === 0) return;
    await running.index.unlink(
      account.ref,
      from?.map(({ ref }) => ref),
      decision,
    );
    words.unlinked(
      account.key,
      others.map(({ key }) => key),
      await stateOf(running.store),
    );
  };

  const happen = async (event: Event, state: State): Promise<void> => {
    clock += 1;
    const { index } = running;
    switch (event.event) {
      case 'observe':
        await index.observe(
          event.accounts.map((account) => ({ account, isAttributed: true })),
          clock,
        );
        return;
      case 'crowd': {
        const { backend, email, size } = event;
        const crowd = Array.from({ length: size }, (_, at) => accountOf(backend, `crowd-${at}`, { email }));
        await index.observe(
          crowd.map((account) => ({ account, isAttributed: true })),
          clock,
        );
        return;
      }
      case 'forget': {
        const present = state.accounts.filter(({ isPresent }) => isPresent);
        const gone = present[event.which % present.length];
        if (gone !== undefined) await index.markDeleted(gone.ref, clock);
        return;
      }
      case 'forgetUnseen':
        await index.markUnseenVanished(event.backend, clock - 3);
        return;
      case 'link':
      case 'unlink':
        await decide(event, state);
        return;
      case 'reopen':
        await running.store.close();
        trusted = new Set(event.trusting);
        running = await start();
    }
  };

  return {
    /** Lets it happen, and holds what is then against the laws. */
    step: async (event: Event): Promise<void> => {
      await happen(event, await stateOf(running.store));
      const state = await stateOf(running.store);
      expect(state.accounts.filter(({ userId }) => userId === null)).toEqual([]);
      const { stored, global } = heldAgainstGlobal(state, mostBearers, trusted);
      expect(stored).toEqual(global);
      expect(words.broken(state)).toEqual([]);
      expect(await ids.misled(running.store, state, trusted)).toEqual([]);
    },
    end: () => running.store.close(),
  };
};

describe('whatever happens to accounts and links', () => {
  it('every account is exactly one user’s, as if all were correlated at once; ids keep their meaning; what people said holds until they say otherwise', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'rolecall-histories-'));
    let histories = 0;
    try {
      await fc.assert(
        fc.asyncProperty(someHistory(25), async (events) => {
          histories += 1;
          const history = await startHistory(`file:${join(directory, `${histories}.db`)}`);
          try {
            for (const event of events) await history.step(event);
          } finally {
            await history.end();
          }
        }),
        { numRuns: 60 },
      );
    } finally {
      await rm(directory, { recursive: true });
    }
  }, 120_000);
});
