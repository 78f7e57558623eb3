import { z } from 'zod';
import { type Scope, scopes } from '../domain/caller.ts';
import { backendId, name } from './names.ts';
import { type SecretSources, secretReference } from './secret-reference.ts';
import { strictObject } from './strict-object.ts';

/** How callers prove who they are, and what each may do. */
export const callers = (sources: SecretSources) =>
  strictObject(
    { tokens: z.array(token(sources)).min(1) },
    { jwt: 'JSON Web Tokens are not taken yet; name callers in auth.tokens until they are' },
  );

const token = (sources: SecretSources) =>
  strictObject({
    name: name.describe('Who this is, in logs and in `caller`.'),
    token: secretReference(sources)
      .refine((token) => /^[\w.~+/-]+=*$/.test(token.reveal()), {
        error:
          'expected letters, digits and any of -._~+/, with = at the end only: no request can bear another token',
      })
      .describe('The bearer token.'),
    scopes: z.array(z.enum(scopes as [Scope, ...Scope[]])).min(1),
    backends: z
      .array(backendId)
      .min(1)
      .optional()
      .describe('The backends that this caller may see; all when not given.'),
    accounts: z
      .array(
        strictObject({
          backend: backendId,
          id: z.string().min(1).describe("The backend's own id of the account."),
        }),
      )
      .default([])
      .describe(
        'The accounts of whoever holds the token, and of groups in a directory that they are in: no caller raises an own account.',
      ),
  });
