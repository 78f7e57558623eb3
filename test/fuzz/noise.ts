import { anyOf, createDice, type Dice, times } from './dice.ts';
import type { Asked } from './document.ts';
import { anyValue } from './value.ts';
import { hostileWords } from './words.ts';

/** Bodies that know nothing of the schema: bytes, tokens, JSON of any shape, and sound requests with a few bytes changed. */
export const noiseFor = (seed: number, sound: Asked): Uint8Array => {
  const dice = createDice(seed);
  return anyOf<() => Uint8Array>(dice, [
    () => bytes(dice, dice.between(0, 300)),
    () => Buffer.from(JSON.stringify({ query: tokens(dice) })),
    () => Buffer.from(JSON.stringify({ query: tokens(dice), variables: anyValue(dice).json })),
    () => Buffer.from(JSON.stringify(anyJson(dice, 4))),
    () =>
      Buffer.from(
        JSON.stringify({
          ...sound,
          [anyOf(dice, ['query', 'variables', 'operationName', 'extensions', 'documentId', 'id', 'context'])]:
            anyJson(dice, 3),
        }),
      ),
    () => Buffer.from(anyOf(dice, oddBodies)),
    () => changed(dice, Buffer.from(JSON.stringify(sound))),
  ])();
};

const bytes = (dice: Dice, length: number): Buffer => Buffer.from(times(length, () => dice.between(0, 255)));

const tokens = (dice: Dice): string =>
  times(dice.between(1, dice.chance(0.05) ? 1500 : 40), () => anyOf(dice, vocabulary)).join(
    anyOf(dice, [' ', '', ',\n']),
  );

const vocabulary: readonly string[] = [
  ...'{}()[]!:=|&$@#"\\'.split(''),
  ...['...', '"""', 'query', 'mutation', 'subscription', 'fragment', 'on', 'true', 'null', 'type', 'extend'],
  ...['schema', 'directive', 'input', 'a', 'b', 'caller', 'name', '__typename', '__schema', 'x:', '$v'],
  ...['@skip', '0', '-1', '1.5e9', '00', '"x"', '"\\u0000"', 'id', 'node', 'accounts', 'first: 1'],
  ...['\u{1F98A}', '\ufeff'],
];

const anyJson = (dice: Dice, depth: number): unknown => {
  if (depth === 0 || dice.chance(0.4)) return anyValue(dice).json;
  return dice.chance(0.4)
    ? times(dice.between(0, 4), () => anyJson(dice, depth - 1))
    : Object.fromEntries(times(dice.between(0, 4), () => [anyOf(dice, keys), anyJson(dice, depth - 1)]));
};

const keys: readonly string[] = [
  ...['query', 'variables', 'operationName', 'extensions', 'persistedQuery', 'sha256Hash', 'documentId'],
  ...['0', 'length'],
  ...hostileWords,
];

const oddBodies: readonly string[] = [
  '',
  '[]',
  'null',
  '"{ caller { name } }"',
  '{"query":"{ caller { name } }"}{"query":"{ caller { name } }"}',
  '{"query":"{ caller { name } }",}',
  '\ufeff{"query":"{ caller { name } }"}',
  '{"query":"{ caller { name } }","query":"{ __schema { types { name } } }"}',
  '{"__proto__":{"query":"{ caller { name } }"}}',
  `${'['.repeat(5000)}${']'.repeat(5000)}`,
  `{"query":"{ caller { name } }","variables":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`,
  '{"query":"{ caller { name } }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}',
  '{"query":"{ caller { name } }","operationName":"\\ud800"}',
];

const changed = (dice: Dice, body: Buffer): Buffer => {
  for (let left = dice.between(1, 4); left > 0; left -= 1)
    body[dice.between(0, body.length - 1)] = dice.between(0, 255);
  return body;
};
