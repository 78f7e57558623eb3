import { parseArgs } from 'node:util';
import { failAndUndo } from '../sync/harness/partial/fail-and-undo.ts';

/**
 * Lets changes of plans fail for good, and takes back the rest, `--runs 200 --from 0`; exits with 1 where an outcome is untrue or too much is
 * taken back.
 */
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '200' }, from: { type: 'string', default: '0' } },
});
const from = Number(values.from);
const startedAt = performance.now();
const results = await failAndUndo({
  seeds: Array.from({ length: Number(values.runs) }, (_, at) => from + at),
  onResult: ({ seed, outcomes, faults }) => {
    if (faults.length > 0) process.stdout.write(`seed ${seed}, ${outcomes}:\n  ${faults.join('\n  ')}\n`);
  },
});
const wrong = results.filter(({ faults }) => faults.length > 0).length;
process.stdout.write(
  `${results.length} runs of which changes failed for good, taken back, in ${Math.round((performance.now() - startedAt) / 1000)} s, ${wrong} wrong\n`,
);
process.exitCode = wrong === 0 ? 0 : 1;
