import { idOfDocument } from './documents/document-id.ts';
import { everyDocument } from './documents/every-document.ts';

/** Prints the command line's own documents as a manifest for `documents.manifests`: texts by id, as graphql-codegen writes them. */
export const printDocuments = (): void => {
  const texts = Object.fromEntries(
    everyDocument.values().map((document) => [idOfDocument(document), document.text] as const),
  );
  process.stdout.write(`${JSON.stringify(texts, null, 2)}\n`);
};
