import { expect, it } from 'vitest';
import { startGatewayProcess } from '../sync/harness/gateway-process.ts';
import { configOver, startWorld, tokenOf } from '../sync/harness/world.ts';

it('P48: of two hundred requests under way at SIGTERM none that has succeeded is answered otherwise', {
  timeout: 60_000,
}, async () => {
  await using world = await startWorld();
  await using gateway = await startGatewayProcess(
    configOver(world, {
      store: 'memory:',
      tokens: [{ name: 'ops', scopes: 'admin' }],
      guards: '{ minAdmins: 1 }',
    }),
  );
  world.vpn.faults.add({ kind: 'latency', ms: 20 });
  const before = new Set(world.vpn.state.groups.keys());

  const ask = async (query: string) => {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokenOf('ops')}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return {
      status: response.status,
      ...((await response.json()) as { data?: { createGroup?: { group: { nativeId: string } | null } } }),
    };
  };
  const create = (name: string) =>
    ask(
      `mutation { createGroup(input: { backend: "vpn", name: "${name}" }) { group { nativeId } errors { code } } }`,
    );
  const read = () =>
    ask('{ accounts(first: 5, filter: { backend: "vpn" }, maxAgeSeconds: 0) { nodes { id } } }');

  const asking = Array.from({ length: 200 }, (_, at) => (at % 5 === 0 ? create(`group ${at}`) : read()));
  await expect.poll(() => world.vpn.state.groups.size).toBeGreaterThan(before.size);
  const began = performance.now();
  const stopped = gateway.stop();
  const answers = await Promise.allSettled(asking);
  await stopped;
  expect(performance.now() - began).toBeLessThan(20_000);

  const acknowledged = answers.flatMap((answer) => {
    if (answer.status === 'rejected') return [];
    expect([200, 429]).toContain(answer.value.status);
    const nativeId = answer.value.data?.createGroup?.group?.nativeId;
    return nativeId === undefined ? [] : [nativeId];
  });
  const created = [...world.vpn.state.groups.keys()].filter((id) => !before.has(id));
  expect(created.length).toBeGreaterThan(0);
  expect(acknowledged.toSorted()).toEqual(created.toSorted());
  expect(answers.filter(({ status }) => status === 'rejected')).toEqual([]);
});
