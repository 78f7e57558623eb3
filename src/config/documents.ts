import * as z from 'zod';
import { manifestFile } from './manifest-file.ts';
import type { SecretSources } from './secret-reference.ts';
import { strictObject } from './strict-object.ts';

/** Which documents are executed. */
export const documents = (sources: SecretSources) =>
  strictObject({
    mode: z
      .enum(['off', 'log', 'safelist', 'only'])
      .default('off')
      .describe(
        'off: every document. log: every document, and the log tells of those that no manifest holds. safelist: those of the manifests, by id or in full. only: those of the manifests, by id.',
      ),
    manifests: z
      .array(manifestFile(sources))
      .default([])
      .describe(
        'JSON files of trusted documents, as graphql-codegen (`persisted-documents.json`) or Apollo (`persisted-query-manifest.json`) write them.',
      ),
  });
