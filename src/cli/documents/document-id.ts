import { createHash } from 'node:crypto';
import type { Document } from './document.ts';

/** The SHA-256 of its text, as the draft of GraphQL over HTTP writes one: https://github.com/graphql/graphql-over-http, appendix A. */
export const idOfDocument = ({ text }: Pick<Document<unknown, never>, 'text'>): string =>
  `sha256:${createHash('sha256').update(text).digest('hex')}`;
