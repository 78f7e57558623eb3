import { parseArgs } from 'node:util';
import { setWorkload } from '../sync/harness/set/set-workload.ts';

/** Sixteen clients grant `--pairs 10000` while somebody else edits the same accounts; exits with 1 where one is missing or nobody asked for it. */
const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '10000' },
    clients: { type: 'string', default: '16' },
    seed: { type: 'string', default: '1' },
    pause: { type: 'string', default: '10' },
  },
});
const result = await setWorkload({
  pairs: Number(values.pairs),
  clients: Number(values.clients),
  seed: Number(values.seed),
  pauseMs: Number(values.pause),
});
const { granted, conflicts, retries, others, missing, unasked, outsideEdits, overwritten, seconds } = result;
const wrong = [
  ...missing.map((pair) => `acknowledged and not there: ${pair}`),
  ...unasked.map((pair) => `there and granted by nobody: ${pair}`),
  ...others,
];
process.stdout.write(
  [
    ...wrong,
    `${granted} grants acknowledged in ${Math.round(seconds)} s, ${conflicts} told as CONFLICT, ${retries} asked for again, ${wrong.length} wrong`,
    `  somebody else made ${outsideEdits} edits, of which ${overwritten.length} fell between the last read and the write of a backend that replaces sets`,
    '',
  ].join('\n'),
);
process.exitCode = wrong.length === 0 ? 0 : 1;
