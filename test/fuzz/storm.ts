import type { Fault } from '../../src/emulators/faults.ts';
import type { NamedSecret } from '../canaries/find.ts';
import { answering, canary } from '../faults.ts';
import { backendIds, type Emulators } from '../four-emulators.ts';
import { anyOf, type Dice } from './dice.ts';

/** What a backend says that fails, which nobody may be told. */
export const secretOfTheStorm: NamedSecret = { name: 'secret of a failing backend', secret: canary };

/** Lets something go wrong with the next few requests of some backend. */
export const blow = (dice: Dice, emulators: Emulators): void => {
  const { faults } = emulators[anyOf(dice, backendIds)];
  faults.clear();
  faults.add(anyOf(dice, mishaps), { times: dice.between(1, 4) });
};

const mishaps: readonly Fault[] = [
  { kind: 'latency', ms: 100 },
  { kind: 'hang', applied: true },
  { kind: 'reset', applied: false },
  { kind: 'reset', applied: true },
  { kind: 'half-body' },
  answering({ status: 500, text: canary }, { applied: true }),
  // A code that is a word is passed on.
  answering({ status: 503, json: { error: { code: `a ${canary}`, message: canary } } }),
  answering({ status: 404, json: { message: canary } }),
  answering({ status: 429, headers: { 'retry-after': '1' }, json: {} }),
  answering({ status: 302, headers: { location: 'http://127.0.0.1:9/' } }),
  answering({ status: 200, headers: { 'content-type': 'text/html' }, text: `<html>${canary}` }),
  answering({ status: 200, json: { __proto__: null, value: canary, id: [canary], roles: canary } }),
  answering({ status: 200, json: null }),
  answering({ status: 200, json: [] }),
  answering({ status: 204 }),
];
