import { parseArgs } from 'node:util';
import { runFuzz } from './run-fuzz.ts';

/** `npm run test:fuzz -- --seeds 5 --documents 10000 --from 1`: exits with 1 where any request is answered as none may be. */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '5' },
    documents: { type: 'string', default: '10000' },
    from: { type: 'string', default: '1' },
  },
});
const from = Number(values.from);
for (let seed = from; seed < from + Number(values.seeds); seed += 1) {
  const begun = performance.now();
  const { sent, byStatus, executed, slowestMs, memoryMiB, faults } = await runFuzz({
    seed,
    requests: Number(values.documents),
  });
  const statuses = [...byStatus].map(([status, count]) => `${count} x ${status}`).join(', ');
  process.stdout.write(
    `seed ${seed}: ${sent} requests in ${Math.round((performance.now() - begun) / 1000)} s, ${statuses}; ${executed} executed, slowest ${slowestMs} ms, memory ${memoryMiB.before} to ${memoryMiB.after} MiB, ${faults.length} faults\n`,
  );
  for (const fault of faults) process.stdout.write(`  ${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
}
