import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import type { DocumentNode } from 'graphql';

/**
 * Documents that were parsed and found right, the ones asked for last. Apollo's own keeps as much as makes 30 MiB of JSON, which is several
 * hundred MiB of objects, and whoever sends no document twice fills it.
 */
export const createKeptDocuments = (): InMemoryLRUCache<DocumentNode> =>
  new InMemoryLRUCache<DocumentNode>({
    maxSize: mostCharacters,
    sizeCalculation: ({ loc }) => Math.max(1, loc?.source.body.length ?? 0),
  });

/** Of their texts; what is made of them is about a hundred times as large. */
const mostCharacters = 250_000;
