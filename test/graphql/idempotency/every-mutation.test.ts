import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../gateway.ts';
import { everyMutation, inputOf, runExample, startForEvery } from '../every-mutation.ts';
import { writesTo } from '../grounds.ts';

/** Each answer is kept as JSON, and has to come back from that as it was. */
describe('of every mutation on every backend', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startForEvery();
    await gateway.refreshAll();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it.each(everyMutation.map((one) => [one.field, one.backend, one] as const))(
    'P40: the answer to %s on %s is the same when it is asked again under its key, and nothing is written',
    async (field, backend, one) => {
      const input = { ...(await inputOf(gateway, one)), idempotencyKey: `${field} ${backend}` };
      const first = await runExample(gateway, field, input);
      expect(first.errors).toBeUndefined();
      expect(first.data[field].errors.map(({ code }: { code: string }) => code)).toEqual(
        one.example.outcome ?? [],
      );
      gateway[backend].forget();
      const again = await runExample(gateway, field, input);
      const shown = first.data[field];
      expect(lasting(again.data[field])).toEqual(
        lasting({ ...shown, ...('secret' in shown ? { secret: null } : {}) }),
      );
      expect(again.errors).toBeUndefined();
      expect(writesTo(gateway, backend)).toEqual([]);
    },
  );
});

/** A cursor is written anew each time, and no two are equal; what was read when may move on in the background. */
const lasting = (payload: object): unknown =>
  JSON.parse(JSON.stringify(payload, (name, value) => (/cursor$|^sources$/i.test(name) ? null : value)));
