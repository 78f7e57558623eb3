import { parseArgs } from 'node:util';
import { raceToApply } from '../sync/harness/race/appliers.ts';
import { raceForLastAdministrators } from '../sync/harness/race/last-administrators.ts';

/**
 * Races for the last administrators, `--races 200 --from 0`, and of callers who apply one plan, `--plans 1000`; exits with 1 where one went
 * wrong.
 */
const { values } = parseArgs({
  options: {
    races: { type: 'string', default: '200' },
    from: { type: 'string', default: '0' },
    plans: { type: 'string', default: '1000' },
  },
});
const from = Number(values.from);
const startedAt = performance.now();
const results = await raceForLastAdministrators({
  seeds: Array.from({ length: Number(values.races) }, (_, at) => from + at),
  onResult: ({ seed, moves, faults }) => {
    if (faults.length > 0)
      process.stdout.write(`seed ${seed}, ${moves.join(' | ')}:\n  ${faults.join('\n  ')}\n`);
  },
});
const wrong = results.filter(({ faults }) => faults.length > 0).length;
const atTheLimit = results.filter(({ left, needed }) => left === needed).length;
process.stdout.write(
  `${results.length} races for the last administrators in ${Math.round((performance.now() - startedAt) / 1000)} s, ${wrong} wrong; ${atTheLimit} ended with exactly as many as had to stay\n`,
);

const applyingAt = performance.now();
const applied = await raceToApply(Number(values.plans));
const doubled = applied.filter(({ faults }) => faults.length > 0);
for (const { race, faults } of doubled) process.stdout.write(`plan ${race}:\n  ${faults.join('\n  ')}\n`);
process.stdout.write(
  `${applied.length} plans that four applied at once in ${Math.round((performance.now() - applyingAt) / 1000)} s, ${doubled.length} wrong\n`,
);
process.exitCode = wrong + doubled.length === 0 ? 0 : 1;
