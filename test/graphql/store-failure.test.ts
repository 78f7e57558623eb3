import { describe, expect, it } from 'vitest';
import { startCdataSync } from '../../src/emulators/cdata-sync/emulator.ts';
import { inventPeople } from '../../src/emulators/population.ts';
import { isWrite } from '../backends/contract/is-write.ts';
import { collectLog } from '../log-lines.ts';
import { startBareApi } from './bare-api.ts';

const account = '3f1c9a52-7a0e-4a53-8d0b-0b6f6d1b5a11';

/** A backend that is well, over a store that is gone. */
const start = async () => {
  const { log, lines } = collectLog();
  const etl = await startCdataSync({ people: inventPeople({ seed: 1, size: 5 }) });
  const api = await startBareApi({ etl: etl.url }, { log });
  await api.store.close();
  return { etl, ask: api.ask, lines };
};

describe('without the store', () => {
  it('what is asked live is answered, and what could not be kept is told in the log once', async () => {
    const { etl, ask, lines } = await start();
    for (const document of [
      `{ account(backend: "etl", nativeId: "${account}", maxAgeSeconds: 0) { nativeId roles { name } } }`,
      '{ a: accounts(first: 5, filter: { backend: "etl" }) { nodes { nativeId } } b: accounts(first: 7, filter: { backend: "etl" }, maxAgeSeconds: 0) { totalCount nodes { nativeId } } }',
    ]) {
      lines.length = 0;
      const { data, errors } = await ask(document);
      expect(errors).toBeUndefined();
      expect(JSON.stringify(data)).toContain(account);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain('STORE_UNAVAILABLE');
    }
    await etl.close();
  });

  it('P44: nothing is changed that could not be written down before', async () => {
    const { etl, ask } = await start();
    etl.forget();
    const { data, errors } = await ask(
      `mutation { updateAccount(input: { account: { backend: "etl", nativeId: "${account}" }, email: "new@example.com" }) { account { email } errors { code } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ updateAccount: { account: null, errors: [{ code: 'STORE_UNAVAILABLE' }] } });
    expect(etl.requests.filter(isWrite)).toEqual([]);
    await etl.close();
  });

  it('P44: nothing is asked for under an idempotency key that could not be kept', async () => {
    const { etl, ask } = await start();
    etl.forget();
    const { data } = await ask(
      `mutation { deleteAccount(input: { account: { backend: "etl", nativeId: "${account}" }, idempotencyKey: "k" }) { deletedId errors { code } } }`,
    );
    expect(data).toEqual({ deleteAccount: { deletedId: null, errors: [{ code: 'STORE_UNAVAILABLE' }] } });
    expect(etl.requests).toEqual([]);
    await etl.close();
  });

  it.each([
    `{ account(backend: "etl", nativeId: "${account}") { nativeId } }`,
    '{ accounts(first: 5, filter: { search: "a" }) { nodes { nativeId } } }',
    '{ users(first: 5) { nodes { id } } }',
    '{ user(by: { email: "a@example.com" }) { id } }',
    `{ account(backend: "etl", nativeId: "${account}", maxAgeSeconds: 0) { user { id } } }`,
    '{ backend(id: "etl") { index { accounts } } }',
  ])('what the index alone can tell is STORE_UNAVAILABLE: %s', async (document) => {
    const { etl, ask } = await start();
    const { errors } = await ask(document);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.originalError).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await etl.close();
  });

  it('a decision on links is refused', async () => {
    const { etl, ask } = await start();
    const { data } = await ask(
      `mutation { linkAccounts(input: { accounts: [{ backend: "etl", nativeId: "${account}" }, { backend: "etl", nativeId: "x" }], reason: "x" }) { user { id } errors { code } } }`,
    );
    expect(data).toEqual({ linkAccounts: { user: null, errors: [{ code: 'STORE_UNAVAILABLE' }] } });
    await etl.close();
  });
});
