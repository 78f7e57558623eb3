import { endOfString, endOfValue, skipBlanks } from './json-bytes.ts';
import { closeBracket, comma, isClosing, isOpening, openBrace, openBracket, quote } from './json-text.ts';

/** A JSON document as several smaller ones that together say the same. */
export type Pieces = {
  readonly count: number;
  /** Entries of the list over all pieces. */
  readonly entries: number;
  /** The document with a part of the list in place of all of it. */
  piece(number: number): string;
};

/**
 * Cuts a large document at its list: the one that it is or, of its members, the longest. What is around the list stands in each piece. Parsed
 * one after the other, 100,000 users take the memory of a few hundred, and whoever else has work does it in between.
 *
 * `null` where there is nothing to cut: the list is short, or much stands around it, or the document is malformed. Each piece has to be
 * parsed, or it is not known whether the document is JSON at all.
 */
export const cutList = (document: Buffer, entriesEach: number): Pieces | null => {
  const list = longestListIn(document, entriesEach);
  if (list === null || document.length - (list.end - list.start) > mostAround) return null;

  const { start, end, commas, cuts } = list;
  const bounds = [start, ...cuts, end - 1];
  const count = bounds.length - 1;
  // Cut at its last comma, `[1,2,]` would become two right lists.
  if (count < 2 || skipBlanks(document, (cuts.at(-1) ?? start) + 1) === end - 1) return null;

  const before = document.toString('utf8', 0, start + 1);
  const after = document.toString('utf8', end - 1);
  return {
    count,
    entries: commas + 1,
    piece: (number) =>
      before + document.toString('utf8', (bounds[number] ?? 0) + 1, bounds[number + 1]) + after,
  };
};

/** In bytes: it is parsed with each piece. */
const mostAround = 16 * 1024;

/** From its opening bracket to behind its closing one, with the places of every so many of its commas. */
type List = {
  readonly start: number;
  readonly end: number;
  readonly commas: number;
  readonly cuts: readonly number[];
};

/** Looks no further in than the members of the document. */
const longestListIn = (document: Buffer, entriesEach: number): List | null => {
  const start = skipBlanks(document, 0);
  if (document[start] !== openBrace) return listAt(document, start, entriesEach);
  let longest: List | null = null;
  for (let at = start; ; ) {
    const key = skipBlanks(document, at + 1);
    if (document[key] !== quote) return longest;
    const value = skipBlanks(document, skipBlanks(document, endOfString(document, key) + 1) + 1);
    const list = listAt(document, value, entriesEach);
    if (list !== null && list.end - list.start > (longest === null ? 0 : longest.end - longest.start))
      longest = list;
    at = skipBlanks(document, list?.end ?? endOfValue(document, value));
    if (document[at] !== comma) return longest;
  }
};

/** `null` where there is none, or one without an end. */
const listAt = (document: Buffer, start: number, entriesEach: number): List | null => {
  if (document[start] !== openBracket) return null;
  const cuts: number[] = [];
  let commas = 0;
  let depth = 0;
  for (let at = start; at < document.length; at += 1) {
    const code = document[at] ?? 0;
    if (code === quote) at = endOfString(document, at);
    else if (isOpening(code)) depth += 1;
    else if (isClosing(code)) {
      depth -= 1;
      if (depth === 0) return document[at] === closeBracket ? { start, end: at + 1, commas, cuts } : null;
    } else if (code === comma && depth === 1) {
      commas += 1;
      if (commas % entriesEach === 0) cuts.push(at);
    }
  }
  return null;
};
