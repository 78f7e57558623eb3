import { parseArgs } from 'node:util';
import { askInterleaved, strangers } from '../authorisation/interleaved.ts';
import { startGateway } from '../gateway.ts';

/** Callers with different rights ask `--questions 10000` equal queries, all mixed; exits with 1 where one was answered as another. */
const { values } = parseArgs({
  options: {
    questions: { type: 'string', default: '10000' },
    clients: { type: 'string', default: '48' },
  },
});
await using gateway = await startGateway({ callers: strangers });
await gateway.refreshAll();
const { wrong } = await askInterleaved(gateway, {
  questions: Number(values.questions),
  atOnce: Number(values.clients),
});
process.stdout.write(
  [...wrong, `${values.questions} answers, ${wrong.length} of them another caller's`, ''].join('\n'),
);
process.exitCode = wrong.length === 0 ? 0 : 1;
