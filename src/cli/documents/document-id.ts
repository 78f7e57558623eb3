import { createHash } from 'node:crypto';
import type { Document } from './document.ts';

/** Under which a gateway may know the document: the SHA-256 of its text, in hexadecimal digits. */
export const idOfDocument = ({ text }: Pick<Document<unknown, never>, 'text'>): string =>
  createHash('sha256').update(text).digest('hex');
