import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import type { BackendId } from '../four-emulators.ts';
import { anyOf, type Dice, times } from './dice.ts';
import type { Pool } from './pool.ts';
import { hostileWords, wordFor } from './words.ts';

/** A value in both spellings: of a document, and of its variables. */
export type Value = { readonly literal: string; readonly json: unknown };

/** Where a value is to be. */
export type Around = {
  readonly dice: Dice;
  readonly pool: Pool;
  /** The backend that most of a document is about. */
  readonly home: BackendId;
  /** How often something is of the wrong kind, missing or one too many: 0 for documents that are to be valid. */
  readonly mistakes: number;
};

/** A value for an argument or a field of an input of that name and type. */
export const valueFor = (around: Around, name: string, type: GraphQLInputType): Value => {
  const { dice, mistakes } = around;
  if (dice.chance(mistakes)) return anyValue(dice);
  if (isNonNullType(type)) return valueFor(around, name, type.ofType);
  if (dice.chance(mistakes)) return nothing;
  if (isListType(type)) {
    const length = dice.chance(0.02) ? dice.between(20, 120) : dice.between(dice.chance(0.1) ? 0 : 1, 3);
    const entries = times(length, () => valueFor(around, name, type.ofType));
    return {
      literal: `[${entries.map(({ literal }) => literal).join(' ')}]`,
      json: entries.map(({ json }) => json),
    };
  }
  if (isEnumType(type)) {
    const { name: literal } = anyOf(dice, type.getValues());
    return { literal, json: literal };
  }
  if (isInputObjectType(type)) return objectFor(around, type);
  return scalarFor(around, name, type.name);
};

const nothing: Value = { literal: 'null', json: null };

const objectFor = (around: Around, type: GraphQLInputObjectType): Value => {
  const { dice, mistakes } = around;
  const all = Object.values(type.getFields());
  const given = type.isOneOf
    ? [anyOf(dice, all)]
    : all.filter((field) => dice.chance(isRequiredInputField(field) ? 1 - mistakes : 0.3));
  const twice = dice.chance(mistakes) ? [anyOf(dice, all)] : [];
  const fields = [...given, ...twice].map((field) => ({
    name: field.name,
    value: valueFor(around, field.name, field.type),
  }));
  if (dice.chance(mistakes)) fields.push({ name: anyOf(dice, ['x', '__proto__', 'then']), value: nothing });
  return {
    literal: `{${fields.map(({ name, value }) => `${name}: ${value.literal}`).join(', ')}}`,
    json: Object.fromEntries(fields.map(({ name, value }) => [name, value.json])),
  };
};

const scalarFor = (around: Around, name: string, type: string): Value => {
  const { dice } = around;
  switch (type) {
    case 'Int':
      return plain(
        dice.chance(0.9)
          ? dice.between(name === 'maxAgeSeconds' ? 0 : 1, 20)
          : anyOf(dice, [0, -1, 100, 101, 2_147_483_647, -2_147_483_648]),
      );
    case 'Float':
      return plain(anyOf(dice, [0, -1.5, 1e308, 7]));
    case 'Boolean':
      return plain(dice.chance(0.5));
    case 'DateTime':
      return plain(anyOf(dice, instants));
    default:
      return plain(wordFor(dice, name, around));
  }
};

/** Of a kind that may have nothing to do with the place. */
export const anyValue = (dice: Dice): Value =>
  anyOf<() => Value>(dice, [
    () => nothing,
    () => plain(anyOf(dice, hostileWords)),
    () => plain(dice.between(-5, 5)),
    () => plain(dice.chance(0.5)),
    () => ({ literal: '1e400', json: 1e308 }),
    () => ({ literal: '9007199254740993', json: 9_007_199_254_740_992 }),
    () => ({ literal: 'UNKNOWN', json: 'UNKNOWN' }),
    () => ({ literal: '$nowhere', json: '$nowhere' }),
    () => ({ literal: '[[[]]]', json: [[[]]] }),
    () => ({ literal: '{}', json: {} }),
    () => ({ literal: '{a: {a: {a: 1}}}', json: { a: { a: { a: 1 } } } }),
    () => ({ literal: '"""\n  block "" \\""" text\n"""', json: 'block' }),
    () => ({ literal: '"\\u{1F98A}\\ud83e\\udd8a"', json: '🦊🦊' }),
  ])();

/** A JSON string is a GraphQL string, but for halves of characters, which a document in UTF-8 cannot hold. */
const plain = (json: string | number | boolean): Value => ({ literal: JSON.stringify(json), json });

const instants: readonly string[] = [
  '2026-11-22T08:00:00.000Z',
  '2000-01-01T00:00:00Z',
  '2026-11-22',
  '+275760-09-13T00:00:00.000Z',
  '+275760-09-13T00:00:00.001Z',
  '-271821-04-20T00:00:00.000Z',
  '9999-12-31T23:59:60Z',
  '2026-02-30T00:00:00Z',
  '0000-00-00T00:00:00Z',
  'yesterday',
];
