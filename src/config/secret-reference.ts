import * as z from 'zod';
import { createSecret, type Secret } from '../domain/secret.ts';

/** Where references to secrets lead. `undefined` and a throw both mean that there is none. */
export type SecretSources = {
  readonly env: (name: string) => string | undefined;
  readonly readFile: (path: string) => string;
};

/** `{ env: NAME }` or `{ file: PATH }`: a configuration file never holds a secret itself. What came instead may be one, so no message repeats it. */
export const secretReference = (sources: SecretSources) =>
  z
    .union([z.strictObject({ env }), z.strictObject({ file })], {
      error: () => 'expected a reference: { env: NAME } or { file: PATH }',
    })
    .transform((reference, context): Secret => {
      const text = readSecret(reference, sources);
      if (text !== undefined && text !== '') return createSecret(text);
      const place = 'env' in reference ? 'the environment variable' : 'the file';
      context.addIssue({
        code: 'custom',
        message: `${place} named here ${text === '' ? 'is empty' : 'env' in reference ? 'is not set' : 'cannot be read'}`,
      });
      return z.NEVER;
    });

const env = z.string().min(1).describe('The environment variable that holds it.');
const file = z
  .string()
  .min(1)
  .describe('The path of the file that holds it; a line end behind it does not count.');

/** The text that a reference leads to; `undefined` where it leads nowhere. */
export const readSecret = (
  reference: { readonly env?: string | undefined } | { readonly file?: string | undefined },
  sources: SecretSources,
): string | undefined => {
  if ('env' in reference && reference.env !== undefined) return sources.env(reference.env);
  if (!('file' in reference) || reference.file === undefined) return undefined;
  try {
    // Editors end files with a newline; secrets do not.
    return sources.readFile(reference.file).replace(/\r?\n$/, '');
  } catch {
    return undefined;
  }
};
