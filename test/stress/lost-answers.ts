import { parseArgs } from 'node:util';
import { loseAnswers } from '../sync/harness/lost/lose-answers.ts';

/** Lets the answers to writes get lost, `--cases 1000 --from 0`, and exits with 1 where Rolecall said something that is not so. */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000' },
    from: { type: 'string', default: '0' },
    worlds: { type: 'string', default: '4' },
  },
});
const from = Number(values.from);
const startedAt = performance.now();
const results = await loseAnswers({
  seeds: Array.from({ length: Number(values.cases) }, (_, at) => from + at),
  worlds: Number(values.worlds),
  onResult: ({ seed, deed, lost, faults }) => {
    if (faults.length > 0)
      process.stdout.write(`seed ${seed}, ${deed}, ${JSON.stringify(lost)}:\n  ${faults.join('\n  ')}\n`);
  },
});
const wrong = results.filter(({ faults }) => faults.length > 0).length;
const single = results.filter(({ deed }) => deed !== 'plan');
const outcomes = [...Map.groupBy(single, ({ outcome }) => outcome)]
  .map(([outcome, those]) => `${those.length} ${outcome}`)
  .join(', ');
process.stdout.write(
  `${results.length} lost answers or plans with some in ${Math.round((performance.now() - startedAt) / 1000)} s, ${wrong} wrong\n  of ${single.length} single changes: ${outcomes}\n`,
);
process.exitCode = wrong === 0 ? 0 : 1;
