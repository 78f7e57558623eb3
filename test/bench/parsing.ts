import assert from 'node:assert/strict';
import * as v from 'valibot';
import * as z from 'zod';
import * as cdataSync from '../../src/backends/cdata-sync/wire.ts';
import * as cfengine from '../../src/backends/cfengine/wire.ts';
import * as cipherscale from '../../src/backends/cipherscale/wire.ts';
import * as iotCentral from '../../src/backends/iot-central/wire.ts';
import { type Kind, takePages } from './parsing-pages.ts';
import { cdataSyncPage, cfenginePage, cipherscalePage, iotCentralPage } from './parsing-valibot.ts';

// `npm run bench:parsing`: what it costs to read a page of 100 users. Both libraries read the same text into equal values; `JSON.parse` alone
// is what neither can undercut.

type Reader = (text: string) => unknown;

const zodSchemas: Readonly<Record<Kind, z.ZodType>> = {
  IOT_CENTRAL: z.object({ value: z.array(iotCentral.user), nextLink: z.string().nullish() }),
  CDATA_SYNC: cdataSync.listSchema(cdataSync.userSchema),
  CFENGINE: cfengine.envelopeOf(cfengine.userSchema),
  CIPHERSCALE: cipherscale.paginated(cipherscale.userSchema),
};

const valibotSchemas: Readonly<Record<Kind, v.GenericSchema>> = {
  IOT_CENTRAL: iotCentralPage,
  CDATA_SYNC: cdataSyncPage,
  CFENGINE: cfenginePage,
  CIPHERSCALE: cipherscalePage,
};

const readersOf = (kind: Kind): Readonly<Record<string, Reader>> => ({
  'JSON.parse': (text) => JSON.parse(text),
  zod: (text) => zodSchemas[kind].parse(JSON.parse(text)),
  valibot: (text) => v.parse(valibotSchemas[kind], JSON.parse(text)),
});

const rounds = 9;
const roundMs = 100;

/** Microseconds per page, a figure for each round, sorted. Readers take turns, so that a busy moment of the machine hits all of them. */
const timeAll = (readers: readonly Reader[], text: string): readonly (readonly number[])[] => {
  const warmUp = 1;
  const figures = Array.from({ length: warmUp + rounds }, () => readers.map((read) => time(read, text)));
  return readers.map((_, at) => figures.slice(warmUp).map((round) => round[at] ?? Number.NaN)).map(sorted);
};

const time = (read: Reader, text: string): number => {
  const started = performance.now();
  let pages = 0;
  while (performance.now() - started < roundMs) {
    read(text);
    pages += 1;
  }
  return ((performance.now() - started) * 1000) / pages;
};

/** Kilobytes that reading one page takes, rubbish included. A collection spoils the figure of its page, so many are taken. */
const heapKiB = (read: Reader, text: string): number => {
  const grownBy = () => {
    const before = process.memoryUsage().heapUsed;
    read(text);
    return (process.memoryUsage().heapUsed - before) / 1024;
  };
  return medianOf(sorted(Array.from({ length: 99 }, grownBy)));
};

const sorted = (figures: readonly number[]): readonly number[] =>
  figures.toSorted((one, other) => one - other);

const medianOf = (figures: readonly number[]): number =>
  figures[Math.floor(figures.length / 2)] ?? Number.NaN;

const rowsOf = (kind: Kind, text: string): readonly (readonly [string, object])[] => {
  const readers = readersOf(kind);
  assert.deepEqual(readers.valibot?.(text), readers.zod?.(text));
  const times = timeAll(Object.values(readers), text);
  return Object.entries(readers).map(([reader, read], at) => {
    const figures = times[at] ?? [];
    const row = {
      'page KiB': text.length / 1024,
      'µs min': figures[0],
      'µs median': medianOf(figures),
      'µs max': figures.at(-1),
      'pages/s': 1e6 / medianOf(figures),
      'heap KiB': heapKiB(read, text),
    };
    const rounded = Object.entries(row).map(([name, figure = Number.NaN]) => [name, Math.round(figure)]);
    return [`${kind} ${reader}`, Object.fromEntries(rounded)];
  });
};

const pages = await takePages();
const kinds: readonly Kind[] = ['IOT_CENTRAL', 'CDATA_SYNC', 'CFENGINE', 'CIPHERSCALE'];
console.table(Object.fromEntries(kinds.flatMap((kind) => rowsOf(kind, pages[kind]))));
