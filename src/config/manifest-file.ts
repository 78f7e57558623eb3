import { z } from 'zod';
import type { SecretSources } from './secret-reference.ts';

/**
 * The path of a JSON file of trusted documents: as graphql-codegen's client preset writes it (`persisted-documents.json`, texts by hash), or
 * as Apollo's tools do (`persisted-query-manifest.json`).
 */
export const manifestFile = (sources: SecretSources) =>
  z
    .string()
    .min(1)
    .transform((path, context) => {
      const manifest = manifestSchema.safeParse(jsonIn(sources, path));
      if (manifest.success) return { path, documents: manifest.data };
      context.addIssue({
        code: 'custom',
        message:
          'expected a readable JSON file of documents by id, or of a list of operations with id and body',
      });
      return z.NEVER;
    });

const text = z.string().min(1);

const byHash = z.record(text, text).transform((texts) => new Map(Object.entries(texts)));

const ofApollo = z
  .object({
    format: z.literal('apollo-persisted-query-manifest'),
    version: z.literal(1),
    operations: z.array(z.object({ id: text, body: text })),
  })
  .transform(({ operations }) => new Map(operations.map(({ id, body }) => [id, body])));

const manifestSchema = z.union([ofApollo, byHash]);

const jsonIn = (sources: SecretSources, path: string): unknown => {
  try {
    return JSON.parse(sources.readFile(path));
  } catch {
    return undefined;
  }
};
