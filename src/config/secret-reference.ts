import * as z from 'zod';
import { createSecret, type Secret } from '../domain/secret.ts';

/** Where references to secrets lead. `undefined` and a throw both mean that there is none. */
export type SecretSources = {
  readonly env: (name: string) => string | undefined;
  readonly readFile: (path: string) => string;
};

/** `{ env: NAME }` or `{ file: PATH }`: a configuration file never holds a secret itself. */
export const secretReference = (sources: SecretSources) =>
  z
    .union([z.strictObject({ env: z.string().min(1) }), z.strictObject({ file: z.string().min(1) })], {
      // What came may be the secret itself, so it is not repeated.
      error: () => 'expected a reference: { env: NAME } or { file: PATH }',
    })
    .transform((reference, context): Secret => {
      const text = read(reference, sources);
      if (text !== undefined && text !== '') return createSecret(text);
      const place =
        'env' in reference ? `the environment variable ${reference.env}` : `the file ${reference.file}`;
      context.addIssue({
        code: 'custom',
        message: text === '' ? `${place} is empty` : `${place} cannot be read`,
      });
      return z.NEVER;
    });

const read = (reference: { env: string } | { file: string }, sources: SecretSources): string | undefined => {
  if ('env' in reference) return sources.env(reference.env);
  try {
    // Editors end files with a newline; secrets do not.
    return sources.readFile(reference.file).replace(/\r?\n$/, '');
  } catch {
    return undefined;
  }
};
