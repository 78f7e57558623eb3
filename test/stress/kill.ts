import { parseArgs } from 'node:util';
import { killTest } from '../sync/harness/kill/kill-test.ts';

/** `npm run test:kill -- --points 500 --from 0 --worlds 2`: kills gateways, and exits with 1 where anything was lost, doubled or told wrongly. */
const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '60' },
    from: { type: 'string', default: '0' },
    worlds: { type: 'string', default: '2' },
  },
});
const from = Number(values.from);
const seeds = Array.from({ length: Number(values.points) }, (_, at) => from + at);
const startedAt = performance.now();
let done = 0;
const results = await killTest({
  seeds,
  worlds: Number(values.worlds),
  onResult: ({ seed, scenario, point, faults }) => {
    done += 1;
    if (faults.length > 0)
      process.stdout.write(
        `seed ${seed}, ${scenario}, ${JSON.stringify(point)}:\n  ${faults.join('\n  ')}\n`,
      );
    if (done % 20 === 0) process.stderr.write(`${done} of ${seeds.length}\n`);
  },
});
const wrong = results.filter(({ faults }) => faults.length > 0);
const tally = (key: (result: (typeof results)[number]) => string): string =>
  [...Map.groupBy(results, key)].map(([name, those]) => `${those.length} ${name}`).join(', ');
process.stdout.write(
  [
    `${results.length} kill points in ${Math.round((performance.now() - startedAt) / 1000)} s, ${wrong.length} wrong`,
    `  by kind: ${tally(({ point }) => point.kind)}`,
    `  by scenario: ${tally(({ scenario }) => scenario)}`,
    `  the journal stood: ${tally(({ stood }) => stood)}`,
    '',
  ].join('\n'),
);
process.exitCode = wrong.length === 0 ? 0 : 1;
