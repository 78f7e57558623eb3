import { createHash } from 'node:crypto';

/** Whether a request can bear it: RFC 6750, section 2.1, but for what is longer than any token has reason to be. */
export const isBearerToken = (text: string): boolean =>
  text.length <= longestToken && /^[\w.~+/-]+=*$/.test(text);

export const longestToken = 8192;

/** All that is kept of a token: whoever sees it cannot call with it. */
export const digestOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();
