import * as z from 'zod';
import { pathText, problemsOf, sentenceOf } from './problems.ts';
import type { SecretSources } from './secret-reference.ts';

/**
 * The path of a JSON file of trusted documents: as graphql-codegen's client preset writes it (`persisted-documents.json`, texts by id), or as
 * Apollo's tools do (`persisted-query-manifest.json`).
 */
export const manifestFile = (sources: SecretSources) =>
  z
    .string()
    .min(1)
    .transform((path, context) => {
      const read = readManifest(path, sources);
      if ('documents' in read) return { path, documents: read.documents };
      for (const message of read.faults) context.addIssue({ code: 'custom', message });
      return z.NEVER;
    });

type Read =
  | { readonly documents: readonly { readonly id: string; readonly text: string }[] }
  | { readonly faults: readonly string[] };

const readManifest = (path: string, { readFile }: SecretSources): Read => {
  let json: string;
  try {
    json = readFile(path);
  } catch {
    return { faults: ['the file named here cannot be read'] };
  }
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { faults: ['the file named here is no JSON'] };
  }
  // Ids of graphql-codegen are hashes.
  const manifest = typeof value === 'object' && value !== null && 'format' in value ? ofApollo : byId;
  const read = manifest.safeParse(value, { error: sentenceOf });
  if (read.success) return { documents: read.data };
  return {
    faults: read.error.issues
      .flatMap((issue) => problemsOf(issue))
      .map(({ path, message }) =>
        ['the file named here', pathText(path), message].filter((part) => part !== '').join(': '),
      ),
  };
};

const text = z.string().min(1);

const byId = z
  .record(text, text)
  .transform((texts) => Object.entries(texts).map(([id, text]) => ({ id, text })));

const ofApollo = z
  .object({
    format: z.literal('apollo-persisted-query-manifest'),
    version: z.literal(1),
    operations: z.array(z.object({ id: text, body: text })),
  })
  .transform(({ operations }) => operations.map(({ id, body }) => ({ id, text: body })));
