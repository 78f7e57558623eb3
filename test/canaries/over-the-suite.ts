import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFinder } from './find.ts';
import { filesIn } from './outputs.ts';
import { secretsOfTheSuite } from './secrets-of-the-suite.ts';

// `npm run test:canaries`: runs the suite, or the part that the arguments name, and looks for secrets in everything that is left of it.

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'canaries-over-the-suite-'));
const temporary = join(folder, 'tmp');
const processes = join(folder, 'processes');
for (const path of [temporary, processes]) mkdirSync(path);

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const suite = spawn(
  process.execPath,
  [vitest, 'run', '--config', 'test/vitest.config.ts', '--reporter=verbose', ...process.argv.slice(2)],
  {
    cwd: root,
    env: {
      ...process.env,
      TMPDIR: temporary,
      NO_COLOR: '1',
      CANARIES_FOLDER: processes,
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${new URL('tee.ts', import.meta.url)}`,
    },
    stdio: ['ignore', openSync(join(folder, 'stdout'), 'w'), openSync(join(folder, 'stderr'), 'w')],
  },
);
const [code] = await once(suite, 'close');

const secrets = secretsOfTheSuite();
const { find, forms } = createFinder(secrets);
const files = filesIn(folder).map(({ place, text }) => ({ place, text: withoutPublished(text) }));
const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
if (!files.some(({ place }) => place.endsWith('.arguments')))
  throw new Error('nothing was kept of any process');
const hits = files.flatMap(find);
const distinct = new Set(hits.map(({ place, secret, form }) => `${place}: ${secret}, as ${form}`));

process.stdout.write(
  `${files.length} files, ${bytes} bytes, ${secrets.length} secrets in ${forms} forms: ${hits.length} hits\n`,
);
for (const hit of distinct) process.stdout.write(`${hit}\n`);
if (code !== 0) process.stdout.write('The suite itself failed.\n');
if (code === 0 && hits.length === 0) rmSync(folder, { recursive: true });
else process.stdout.write(`All of it is in ${folder}\n`);
process.exitCode = code === 0 && hits.length === 0 ? 0 : 1;

/** Without what is told on purpose: the titles of tests, and the credentials that `rolecall emulate` is there to tell. */
function withoutPublished(text: string): string {
  return text.replaceAll(/^ *[✓×↓❯] .*$|^# export \w+='.*'$/gm, '');
}
