import { endOfValue, skipBlanks } from './json-bytes.ts';
import { backslash, openBracket } from './json-text.ts';

/**
 * The text of a document in which every list under this key is left empty, without looking at what it holds: nobody asks, and it may be all
 * that is large. What is malformed stays so, except within such a list.
 */
export const emptyLists = (document: Buffer, key: string): string => {
  const name = JSON.stringify(key);
  let kept = '';
  let from = 0;
  for (let at = document.indexOf(name); at !== -1; at = document.indexOf(name, Math.max(at + 1, from))) {
    const list = listBehind(document, at, name.length);
    if (list === null) continue;
    kept += document.toString('utf8', from, list + 1);
    from = endOfValue(document, list) - 1;
  }
  return kept + document.toString('utf8', from);
};

/**
 * Where the list begins, if what stands at this place is a key with one: no value, and no part of a string, in which a backslash stands before
 * each quote.
 */
const listBehind = (document: Buffer, at: number, length: number): number | null => {
  const colon = skipBlanks(document, at + length);
  const value = skipBlanks(document, colon + 1);
  const isKey = document[at - 1] !== backslash && document[colon] === 0x3a;
  return isKey && document[value] === openBracket ? value : null;
};
