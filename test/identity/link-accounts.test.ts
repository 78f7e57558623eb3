import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountRef } from '../../src/domain/account.ts';
import { createIdentityIndex, type IdentityIndex } from '../../src/identity/identity-index.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { accountOf } from '../store/accounts.ts';

const all = ['iot', 'etl', 'hub'];
const some = ['etl', 'hub'];

const x: AccountRef = { backend: 'iot', id: 'x' };
const a: AccountRef = { backend: 'hub', id: 'a' };
const b: AccountRef = { backend: 'etl', id: 'b' };
const c: AccountRef = { backend: 'hub', id: 'c' };

describe('P18: whoever sees some of the backends', () => {
  let store: Store;
  let index: IdentityIndex;
  let clock = 0;

  beforeEach(async () => {
    store = await openStore('memory:');
    clock = 1000;
    index = await createIdentityIndex({
      store,
      backends: all,
      verifiedBackends: new Set(),
      newUserId: () => crypto.randomUUID(),
      now: () => {
        clock += 1;
        return clock;
      },
    });
    const accounts = [x, a, b, c].map(({ backend, id }) => accountOf(backend, id));
    await index.observe(
      accounts.map((account) => ({ account, isAttributed: true })),
      clock,
    );
  });
  afterEach(() => store.close());

  const by = (backends: readonly string[]) => ({ by: 'ops', reason: `at ${clock}`, backends });
  const usersOf = async (...refs: readonly AccountRef[]): Promise<readonly (string | undefined)[]> => {
    const kept = await index.accounts.find(refs);
    return refs.map(
      (ref) =>
        kept.find(({ account }) => account.ref.backend === ref.backend && account.ref.id === ref.id)?.userId,
    );
  };
  const areOne = async (...refs: readonly AccountRef[]) => new Set(await usersOf(...refs)).size === 1;

  it('cannot withdraw by a link what was said of an account that it does not see', async () => {
    await index.link([a, x], by(all));
    await index.unlink(b, [x], by(all));
    const before = await usersOf(a, b, x);
    await expect(index.link([a, b], by(some))).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'Somebody has said otherwise of accounts that these are linked with',
      inputPath: ['accounts'],
    });
    expect(await usersOf(a, b, x)).toEqual(before);

    await index.link([a, b], by(all));
    expect(await areOne(a, b, x)).toBe(true);
  });

  it('cannot do so between two accounts that it does not see either', async () => {
    const y: AccountRef = { backend: 'iot', id: 'y' };
    await index.observe([{ account: accountOf('iot', 'y'), isAttributed: true }], clock);
    await index.link([a, x], by(all));
    await index.link([b, y], by(all));
    await index.unlink(y, [x], by(all));
    await expect(index.link([a, b], by(some))).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('withdraws what was said of accounts that it sees, and links whatever else is linked with them', async () => {
    await index.link([a, x], by(all));
    await index.link([a, c], by(some));
    await index.unlink(b, [c], by(some));
    await index.link([a, b], by(some));
    expect(await areOne(a, b, c, x)).toBe(true);
  });

  it('parts an account from those that it sees where it names none', async () => {
    await index.link([x, a], by(all));
    await expect(index.unlink(a, undefined, by(some))).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await index.link([a, b], by(some));
    await index.unlink(a, undefined, by(some));
    expect(await areOne(a, x)).toBe(true);
    expect(await areOne(a, b)).toBe(false);
    await index.unlink(a, undefined, by(all));
    expect(await areOne(a, x)).toBe(false);
  });
});
