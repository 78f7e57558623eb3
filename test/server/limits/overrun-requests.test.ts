import { expect, it } from 'vitest';
import { toGlobalId } from '../../../src/graphql/global-id.ts';
import { startGateway } from '../../gateway.ts';
import { collectLog } from '../../log-lines.ts';

const start = async (limits: string) => {
  const { log, lines } = collectLog();
  const gateway = await startGateway({ people: 5, config: `limits: { ${limits} }`, log });
  return {
    gateway,
    /** What the log tells of limits. */
    overruns: () =>
      lines
        .map((line) => JSON.parse(line))
        .filter(({ limit }) => limit !== undefined)
        .map(({ limit, caller, value, msg }) => ({ limit, caller, value, msg })),
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  };
};

const nodes = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';

const strangers = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) =>
    toGlobalId({ type: 'Device', backend: 'iot', id: `nobody-${at}` }),
  );

const letIn = 'requests over a limit were let in';
const refused = 'requests over a limit were refused';

it('G37: calls beyond a limit that only warns are made up to ten times as many, and the log tells of it', async () => {
  await using started = await start('upstreamCalls: 2, warnOnly: [upstreamCalls]');
  const { gateway, overruns } = started;

  expect((await gateway.query(nodes, { ids: strangers(2) })).errors).toBeUndefined();
  expect(overruns()).toEqual([]);
  expect((await gateway.query(nodes, { ids: strangers(20) })).errors).toBeUndefined();
  expect(overruns()).toEqual([{ limit: 'upstreamCalls', caller: 'all', value: 2, msg: letIn }]);
  gateway.calls();
  expect((await gateway.query(nodes, { ids: strangers(25) })).errors).toHaveLength(5);
  expect(gateway.calls().iot).toHaveLength(20);
  expect(overruns().at(-1)).toEqual({ limit: 'upstreamCalls', caller: 'all', value: 2, msg: refused });
});

it('G37: a request that takes longer than a limit that only warns is answered all the same, and the log tells of it', async () => {
  await using started = await start('requestMs: 200, warnOnly: [requestMs]');
  const { gateway, overruns } = started;
  const [id] = strangers(1);
  gateway.iot.faults.add({ kind: 'latency', ms: 400 });

  expect((await gateway.query(nodes, { ids: [id] })).errors).toBeUndefined();
  expect(overruns()).toEqual([{ limit: 'requestMs', caller: 'all', value: 200, msg: letIn }]);
});

it('G37: a request that takes longer than it may is told of where it was given up', async () => {
  await using started = await start('requestMs: 200');
  const { gateway, overruns } = started;
  gateway.iot.faults.add({ kind: 'latency', ms: 1000 });

  const { errors } = await gateway.query(nodes, { ids: strangers(1) });
  expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_TIMEOUT' } }]);
  expect(overruns()).toEqual([{ limit: 'requestMs', caller: 'all', value: 200, msg: refused }]);
});
