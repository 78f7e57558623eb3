import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { mostBearers } from '../../src/identity/common-keys.ts';
import { collectNeighbourhood, type Neighbourhood } from '../../src/identity/neighbourhood.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { accountOf } from '../store/accounts.ts';
import { confirmed, verifiedBackends } from './correlation/people.ts';

let store: Store;
beforeEach(async () => {
  store = await openStore('memory:');
});
afterEach(() => store.close());

let asOf = 0;

/** Observes these and collects what has to be correlated anew for it; gives accounts without a user one each. */
const neighbourhoodOf = (accounts: readonly Account[]): Promise<Neighbourhood> =>
  store.write(async (writer) => {
    asOf += 1;
    const observed = await writer.accounts.observe(
      accounts.map((account) => ({ account, isAttributed: true })),
      asOf,
    );
    const neighbourhood = await collectNeighbourhood(
      writer.links,
      observed.filter(({ isMoved }) => isMoved),
      verifiedBackends,
    );
    await writer.links.assign(
      neighbourhood.accounts
        .filter(({ userId }) => userId === null)
        .map(({ key }) => ({
          key,
          userId: `user of ${key}`,
          home: `user of ${key}`,
          link: 'UNLINKED',
        })),
    );
    return neighbourhood;
  });

const keep = async (...accounts: readonly Account[]): Promise<void> => {
  for (let at = 0; at < accounts.length; at += 500) await neighbourhoodOf(accounts.slice(at, at + 500));
};

const idsIn = ({ accounts }: Neighbourhood): readonly string[] =>
  accounts.map(({ ref }) => ref.id).toSorted();

const keyOf = async (backend: string, id: string): Promise<number> => {
  const [found] = await store.accounts.find([{ backend, id }]);
  if (found === undefined) throw new Error(`expected ${id} to be there`);
  return found.key;
};

const crowd = (size: number, told: Partial<Account>, from = 0): readonly Account[] =>
  Array.from({ length: size }, (_, at) => accountOf('etl', `crowd-${from + at}`, told));

describe('what has to be correlated anew when accounts move', () => {
  it('is whatever shares a key with them, and so on from there, and nothing else', async () => {
    await keep(
      accountOf('iot', 'ada', { email: 'ada@x' }),
      accountOf('vpn', 'ada', { email: 'Ada@X', userName: 'al' }),
      accountOf('hub', 'al', { userName: 'AL', externalId: '7' }),
      accountOf('etl', 'seven', { externalId: '7' }),
      accountOf('iot', 'bob', { email: 'bob@x' }),
      accountOf('vpn', 'none'),
    );
    expect(idsIn(await neighbourhoodOf([accountOf('hub', 'new', { email: 'ada@x' })]))).toEqual([
      'ada',
      'ada',
      'al',
      'new',
      'seven',
    ]);
  });

  it('is whatever shared a key with them before', async () => {
    await keep(accountOf('iot', 'ada', { email: 'ada@x' }), accountOf('etl', 'eve', { email: 'ada@x' }));
    expect(idsIn(await neighbourhoodOf([accountOf('etl', 'eve', { email: 'eve@x' })]))).toEqual([
      'ada',
      'eve',
    ]);
  });

  it('is whoever is of the same user, or somebody decided about, vanished or not', async () => {
    await keep(
      accountOf('iot', 'ada'),
      accountOf('etl', 'same'),
      accountOf('hub', 'decided'),
      accountOf('hub', 'far'),
    );
    const [ada, same, decided, far] = [
      await keyOf('iot', 'ada'),
      await keyOf('etl', 'same'),
      await keyOf('hub', 'decided'),
      await keyOf('hub', 'far'),
    ];
    await store.write(async ({ links, accounts }) => {
      await links.assign(
        [ada, same].map((key) => ({ key, userId: 'ada', home: 'ada', link: 'SUGGESTED' as const })),
      );
      await links.decide([confirmed(ada, decided), confirmed(decided, far)]);
      await accounts.markVanished([same, decided], asOf);
    });
    const neighbourhood = await neighbourhoodOf([accountOf('iot', 'ada', { email: 'ada@x' })]);
    expect(idsIn(neighbourhood)).toEqual(['ada', 'decided', 'far', 'same']);
    expect(neighbourhood.decisions).toHaveLength(2);
  });

  it('is nobody where nothing moved', async () => {
    await keep(accountOf('iot', 'ada', { email: 'ada@x' }));
    expect(idsIn(await neighbourhoodOf([accountOf('iot', 'ada', { email: 'ada@x' })]))).toEqual([]);
  });

  it('may be thousands', async () => {
    await keep(
      ...Array.from({ length: 1200 }, (_, at) =>
        accountOf('etl', `${at}`, {
          email: `${at % 600}@x`,
          userName: `${Math.floor(at / 7)}`,
          externalId: `${at % 40}`,
        }),
      ),
    );
    const { accounts } = await neighbourhoodOf([accountOf('iot', 'new', { email: '7@x' })]);
    expect(accounts).toHaveLength(1201);
    expect(new Set(accounts.map(({ key }) => key)).size).toBe(1201);
  });
});

describe('a key that too many bear', () => {
  it('leads nowhere', async () => {
    await keep(...crowd(mostBearers + 1, { email: 'info@x' }));
    const neighbourhood = await neighbourhoodOf([
      accountOf('iot', 'new', { email: 'info@x', userName: 'new' }),
    ]);
    expect(idsIn(neighbourhood)).toEqual(['new']);
    expect(neighbourhood.tooCommon('EMAIL', 'info@x')).toBe(true);
    expect(neighbourhood.tooCommon('USER_NAME', 'new')).toBe(false);
  });

  it('leads to all that it connected until now where it has just become too common', async () => {
    await keep(...crowd(mostBearers, { email: 'info@x' }));
    const neighbourhood = await neighbourhoodOf(
      ['one', 'two'].map((id) => accountOf('iot', id, { email: 'info@x' })),
    );
    expect(neighbourhood.accounts).toHaveLength(mostBearers + 2);
    expect(neighbourhood.tooCommon('EMAIL', 'info@x')).toBe(true);
  });

  it('may become so by an account that is itself compared with none', async () => {
    await keep(...crowd(mostBearers, { email: 'info@x' }));
    const neighbourhood = await neighbourhoodOf([
      accountOf('iot', 'group', { email: 'info@x', kind: 'DIRECTORY_GROUP' }),
    ]);
    expect(neighbourhood.accounts).toHaveLength(mostBearers + 1);
  });

  it('leads to all that it connects from now on where it no longer is', async () => {
    await keep(...crowd(mostBearers + 2, { email: 'info@x' }));
    const neighbourhood = await neighbourhoodOf(crowd(2, { email: null }));
    expect(neighbourhood.accounts).toHaveLength(mostBearers + 2);
    expect(neighbourhood.tooCommon('EMAIL', 'info@x')).toBe(false);
  });

  it('is not one for the few that prove it, however many claim it (P17)', async () => {
    await keep(accountOf('vpn', 'ada', { email: 'ada@x' }), ...crowd(200, { email: 'ada@x' }));
    const neighbourhood = await neighbourhoodOf([accountOf('iot', 'ada', { email: 'ada@x' })]);
    expect(idsIn(neighbourhood)).toEqual(['ada', 'ada']);
    expect(neighbourhood.tooCommon('VERIFIED_EMAIL', 'ada@x')).toBe(false);
    expect(neighbourhood.tooCommon('EMAIL', 'ada@x')).toBe(true);
  });
});
