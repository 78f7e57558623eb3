import type { IncomingMessage } from 'node:http';

/**
 * Whether a body that nobody will read is still to come, and longer than any that is taken or of unknown length. Its connection ends with the
 * answer: to keep it, Node would read all of the body to throw it away, be it 60 MB of somebody without a token.
 */
export const hasLongUnreadBody = (
  { complete, headers }: Pick<IncomingMessage, 'complete' | 'headers'>,
  longest: number,
): boolean =>
  !complete &&
  (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > longest);
