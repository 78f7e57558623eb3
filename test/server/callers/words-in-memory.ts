/**
 * A program of its own: a gateway over a configuration file. Prints its URL, waits until its input ends, and prints which of the files hold a
 * text that stands in its memory.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { getHeapSnapshot } from 'node:v8';
import { pino } from 'pino';
import { startApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/cli/serve.ts';

const [config = '', ...files] = process.argv.slice(2);
const app = await startApp({
  config: readConfig(config),
  log: pino({ level: 'silent' }),
  scheduled: false,
});
process.stdout.write(`${app.url}\n`);
await once(process.stdin.resume(), 'end');

const pieces: Buffer[] = [];
for await (const piece of getHeapSnapshot()) pieces.push(piece);
const snapshot = Buffer.concat(pieces);
process.stdout.write(JSON.stringify(files.filter((file) => snapshot.includes(readFileSync(file)))));
await app.close();
