import { gzipSync } from 'node:zlib';
import { startCdataSync } from '../../src/emulators/cdata-sync/emulator.ts';
import { startCfengine } from '../../src/emulators/cfengine/emulator.ts';
import { startCipherscale } from '../../src/emulators/cipherscale/emulator.ts';
import type { Fault } from '../../src/emulators/faults.ts';
import { startIotCentral } from '../../src/emulators/iot-central/emulator.ts';
import { inventPeople } from '../../src/emulators/population.ts';
import { answering, failing } from '../faults.ts';
import type { FaultName, ToEmulators } from './emulator-process.ts';

// The process behind `startEmulatorProcess`.

const people = inventPeople({ seed: 1, size: Number(process.argv[2]) });
const emulators = {
  iot: await startIotCentral({ people, requestsPerSecond: Number.POSITIVE_INFINITY }),
  etl: await startCdataSync({ people }),
  hub: await startCfengine({ people }),
  vpn: await startCipherscale({ people }),
};

const mebibyte = 1024 * 1024;

/** As much of it as fits into that many mebibytes, between `before` and `after`. */
const filled = (piece: string, mebibytes: number, before = '', after = ''): string =>
  before + piece.repeat(Math.floor((mebibytes * mebibyte) / piece.length)) + after;

const answeringJson = (text: string, headers: Readonly<Record<string, string>> = {}): Fault =>
  answering({ status: 200, headers: { 'content-type': 'application/json', ...headers }, text });

const person = '{"id":"x","type":"email","email":"x@example.com","roles":[{"role":"r"}]},';

const faults: Readonly<Record<FaultName, () => Fault>> = {
  hang: () => ({ kind: 'hang', applied: false }),
  reset: () => ({ kind: 'reset', applied: false }),
  '500': () => failing(500),
  '401': () => failing(401),
  '429': () => failing(429, { headers: { 'retry-after': '0' } }),
  'half body': () => ({ kind: 'half-body' }),
  HTML: () => answering({ status: 200, headers: { 'content-type': 'text/html' }, text: '<html></html>' }),
  redirect: () => failing(302, { headers: { location: 'http://127.0.0.1:9/' } }),
  'a number': () => answeringJson('7'),
  'gzip unasked': () => answeringJson(gzipSync('{}').toString('latin1'), { 'content-encoding': 'gzip' }),
  '31 MiB of [': () => answeringJson(filled('[', 31)),
  '31 MiB of {}': () => answeringJson(filled('{},', 31, '{"value":[', '{}]}')),
  '31 MiB of people': () => answeringJson(filled(person, 31, '{"value":[', `${person.slice(0, -1)}]}`)),
  '200 MiB': () => answeringJson(filled('x', 200)),
};

process.on('message', ({ backend, fault }: ToEmulators) => {
  const count = (id: keyof typeof emulators): number => {
    const { length } = emulators[id].requests;
    emulators[id].forget();
    return length;
  };
  emulators[backend].faults.clear();
  if (fault !== null) emulators[backend].faults.add(faults[fault]());
  process.send?.({ iot: count('iot'), etl: count('etl'), hub: count('hub'), vpn: count('vpn') });
});
process.send?.(Object.fromEntries(Object.entries(emulators).map(([id, { url }]) => [id, url])));
