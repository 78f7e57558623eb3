import { comma, endOfString, isClosing, isOpening, quote } from './json-text.ts';

/**
 * What of `text` is more than an answer may hold, told before `JSON.parse` builds it; `null` where it is within its limits.
 *
 * 32 MiB of `{},` would become 1.1 GB, and of `[` 1.3. The worst that is let through, a million and a half members of different names,
 * becomes 270 MB; 100,000 users of CData Sync in one answer of 25 MB are 1.2 million values and become 70.
 */
export const excessOf = (text: string): string | null => {
  if (text.length < harmlessLength) return null;
  let depth = 0;
  let values = 1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (isOpening(code)) {
      depth += 1;
      values += 1;
      if (depth > maxDepth) return `nested deeper than ${maxDepth}`;
    } else if (isClosing(code)) depth -= 1;
    else if (code === comma) values += 1;
    if (values > maxValues) return `more than ${maxValues} values`;
  }
  return null;
};

/**
 * Counting takes from a third to a half of the time of parsing, and what is shorter than this, a page of users, becomes 15 MB at most. It may be
 * as deep as it likes: neither `JSON.parse` nor a schema recurses into what it was not asked for.
 */
const harmlessLength = 256 * 1024;

/** No vendor's answer is deeper than 6, and whatever walks a deep one afterwards, as a reviver does, recurses. */
const maxDepth = 64;

const maxValues = 1_500_000;
