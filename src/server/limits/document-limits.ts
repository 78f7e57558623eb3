import { RolecallError } from '../../domain/errors.ts';
import { isLonger } from '../documents/is-longer.ts';
import { parseWithin } from '../documents/parse-within.ts';
import { type DocumentShape, shapeOf } from './document-shape.ts';
import { factorHeld, type WarnOnly } from './held-limit.ts';
import type { Overrun } from './overruns.ts';

/** What a document may be, before anything is made of it. */
export type DocumentLimits = WarnOnly & {
  readonly tokens: number;
  readonly definitions: number;
  readonly aliases: number;
  readonly directives: number;
  readonly depth: number;
  /** As many as aliases when not given. */
  readonly rootFields?: number | undefined;
  readonly mutations: number;
};

/**
 * Throws COST_EXCEEDED, naming the limit, for a document that is larger than documents may be. What is no document is left to whoever parses it
 * next.
 */
export type HoldDocument = (query: string, caller: string) => void;

export const createDocumentLimits = (deps: {
  readonly limits: DocumentLimits;
  readonly tell: (overrun: Overrun) => void;
}): HoldDocument => {
  const { limits, tell } = deps;
  const wellShaped = new Set<string>();

  const hold = (name: Measure, found: number, caller: string): boolean => {
    const value = toldValue(limits, name);
    if (found <= value) return true;
    const held = heldValue(limits, name);
    tell({ limit: name, caller, value, isRefused: found > held });
    if (found <= held) return false;
    throw new RolecallError(
      'COST_EXCEEDED',
      `expected at most ${held} ${words[name]}, got ${name === 'tokens' ? 'more' : found} (${name})`,
    );
  };

  /** Of a document that is longer than the limit. No more of its tokens are counted than are held. */
  const holdTokens = (query: string, caller: string): void => {
    const held = heldValue(limits, 'tokens');
    hold('tokens', isLonger(query, held) ? held + 1 : held, caller);
  };

  return (query, caller) => {
    if (wellShaped.has(query)) return;
    const isLong = isLonger(query, limits.tokens);
    if (isLong) holdTokens(query, caller);
    const document = parseWithin(query, heldValue(limits, 'tokens'));
    if (document === null) return;
    const shape = shapeOf(document);
    const isWithin = names.map((name) => hold(name, shape[name], caller)).every((one) => one);
    if (isWithin && !isLong) remember(wellShaped, query);
  };
};

const heldValue = (limits: DocumentLimits, name: Measure): number =>
  toldValue(limits, name) * factorHeld(limits, name);

const toldValue = (limits: DocumentLimits, name: Measure): number => limits[name] ?? limits.aliases;

/** What a document is held to. */
type Measure = keyof DocumentShape | 'tokens';

/** The same few documents come again and again. Not the long ones: their texts would be kept, too. */
const remember = (texts: Set<string>, query: string): void => {
  if (query.length > 10_000) return;
  if (texts.size >= 500) texts.clear();
  texts.add(query);
};

const words = {
  tokens: 'tokens in a document',
  definitions: 'operations and fragments in a document',
  aliases: 'aliases in a document',
  directives: 'directives in a document',
  depth: 'fields within each other',
  rootFields: 'root fields in an operation',
  mutations: 'mutation fields in a request',
} as const satisfies Record<Measure, string>;

const names = Object.keys(words).filter((name) => name !== 'tokens') as readonly (keyof DocumentShape)[];
