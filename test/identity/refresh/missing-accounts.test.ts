import { describe, expect, it } from 'vitest';
import type { EmulatorAnswer } from '../../../src/emulators/answer.ts';
import { cdataSync } from '../../backends/cdata-sync/fixture.ts';
import { iotCentral } from '../../backends/iot-central/fixture.ts';
import { altering, failing } from '../../faults.ts';
import { type Indexed, startIndexed } from './indexing.ts';

const byId = /^\/api\/users\/[^?/]+\?/;

const usersOf = ({ state }: Indexed): Map<string, unknown> =>
  (state() as { readonly users: Map<string, unknown> }).users;

/** The ids of some, in the order in which they were first read. */
const idsOf = (one: Indexed, from: number, to?: number) => [...usersOf(one).keys()].slice(from, to);

const leaveOut = (one: Indexed, ids: readonly string[]): void => {
  const without = (answer: EmulatorAnswer): EmulatorAnswer => {
    const page = answer.json as { readonly value: readonly { readonly id: string }[] };
    return { ...answer, json: { ...page, value: page.value.filter(({ id }) => !ids.includes(id)) } };
  };
  one.emulator.faults.add(altering(without), { target: one.listTarget });
};

const askedById = (one: Indexed): readonly string[] =>
  one.emulator.requests.filter(({ target }) => byId.test(target)).map(({ target }) => target);

const startRead = async (people = 250): Promise<Indexed> => {
  const one = await startIndexed(iotCentral, { people });
  await one.refresh();
  one.emulator.forget();
  return one;
};

describe('P28: accounts that a list does not bring', () => {
  it('are not held to be gone where one of them is found by id, and no more are asked for then', async () => {
    await using one = await startRead();
    const before = await one.count();
    leaveOut(one, idsOf(one, 0, 40));
    const { state, reason } = await one.refresh();
    expect(state).toBe('PARTIAL');
    expect(reason).toMatch(/^The list leaves out accounts that there are, such as /);
    expect(await one.count()).toBe(before);
    expect(askedById(one).length).toBeLessThanOrEqual(4);
  });

  it.each([
    ['the oldest', 0, 20],
    ['the newest', -20, undefined],
  ])('are not held to be gone because %s of them are', async (_, from, to) => {
    await using one = await startRead();
    const before = await one.count();
    leaveOut(one, idsOf(one, 100, 110));
    for (const id of idsOf(one, from, to)) usersOf(one).delete(id);
    expect(await one.refresh()).toMatchObject({ state: 'PARTIAL' });
    expect(await one.count()).toBe(before);
  });

  it('are gone once none of 40 is found, each asked for once, from the oldest to the newest', async () => {
    await using one = await startRead(300);
    const gone = idsOf(one, 0, 42);
    for (const id of gone) usersOf(one).delete(id);
    expect(await one.refresh()).toMatchObject({ state: 'COMPLETE', vanished: 42 });
    const asked = askedById(one);
    expect(new Set(asked).size).toBe(40);
    expect(asked).toHaveLength(40);
    const places = asked.map((target) => gone.findIndex((id) => target.includes(`/${id}?`)));
    expect(Math.min(...places)).toBeLessThanOrEqual(1);
    expect(Math.max(...places)).toBe(41);
  });

  it('are not held to be gone where that cannot be told', async () => {
    await using one = await startRead();
    const before = await one.count();
    for (const id of idsOf(one, 0, 20)) usersOf(one).delete(id);
    one.emulator.faults.add(failing(500), { target: byId, after: 10 });
    const { state, reason } = await one.refresh();
    expect(state).toBe('PARTIAL');
    expect(reason).toMatch(/^Whether missing accounts are gone cannot be told: .*500/);
    expect(await one.count()).toBe(before);
  });

  it('of CData Sync are asked for without reading its list again', async () => {
    await using one = await startIndexed(cdataSync);
    await one.refresh();
    for (const id of idsOf(one, 1, 41)) usersOf(one).delete(id);
    one.emulator.forget();
    const refresh = await one.refresh();
    expect(refresh).toMatchObject({ state: 'COMPLETE', vanished: 40 });
    const lists = one.emulator.requests.filter(({ target }) => one.listTarget.test(target));
    expect(lists).toHaveLength(refresh.pages);
  });
});
