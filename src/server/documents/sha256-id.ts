import { createHash } from 'node:crypto';

/** The id of a document that every gateway with trusted documents knows it by. https://github.com/graphql/graphql-over-http, appendix A */
export const sha256IdOf = (text: string): string =>
  `${sha256Prefix}${createHash('sha256').update(text).digest('hex')}`;

/** Ids that begin so are hashes of what they name. */
export const sha256Prefix = 'sha256:';
