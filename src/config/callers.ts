import * as z from 'zod';
import { digestOfToken, isBearerToken, longestToken } from '../domain/bearer-token.ts';
import { type Scope, scopes } from '../domain/caller.ts';
import { certificateFile } from './certificate-file.ts';
import { backendId, documentUrl, name } from './names.ts';
import { type SecretSources, secretReference } from './secret-reference.ts';
import { strictObject } from './strict-object.ts';

/** How callers prove who they are, and what each may do. */
export const callers = (sources: SecretSources) =>
  strictObject({
    tokens: z.array(token(sources)).default([]).describe('Callers by tokens that were agreed on.'),
    jwt: jwt(sources).optional().describe('Callers by JSON Web Tokens of one issuer.'),
  });

const token = (sources: SecretSources) =>
  strictObject({
    name: name.describe('Who this is, in logs and in `caller`.'),
    token: secretReference(sources)
      .refine((token) => isBearerToken(token.reveal()), {
        error: `expected at most ${longestToken} letters, digits and any of -._~+/, with = at the end only: no request can bear another token`,
      })
      .transform((token) => digestOfToken(token.reveal()))
      .describe('The bearer token.'),
    scopes: z
      .array(z.enum(scopes as [Scope, ...Scope[]]))
      .min(1)
      .describe('What this caller may do.'),
    backends: z
      .array(backendId)
      .min(1)
      .optional()
      .describe('The backends that this caller may see; all when not given.'),
    accounts: z
      .array(
        strictObject({
          backend: backendId.describe('The backend that it is on.'),
          id: z.string().min(1).describe("The backend's own id of the account."),
        }),
      )
      .default([])
      .describe(
        'The accounts of whoever holds the token, and of groups in a directory that they are in: no caller raises an own account.',
      ),
  });

/** Those that prove with a key which only the issuer has: what can be checked with a secret that we hold can be made with it. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const;

const claim = z.string().min(1);

const jwt = (sources: SecretSources) =>
  strictObject({
    issuer: z.string().min(1).describe('What `iss` has to be, letter by letter.'),
    audience: z.string().min(1).describe('What `aud` has to be or to hold.'),
    jwksUri: documentUrl.describe("Where the issuer's public keys are. https, or http on loopback."),
    algorithms: z
      .array(z.enum(algorithms))
      .min(1)
      .default(['RS256', 'PS256', 'ES256', 'EdDSA'])
      .describe('Those with which tokens may be signed.'),
    nameClaim: claim
      .default('sub')
      .describe('Who the caller is; `jwt:` is put before it, so that nobody is taken for a named token.'),
    scopesClaim: claim.default('scope').describe('Scopes, as a list or in one string between spaces.'),
    scopesPrefix: z
      .string()
      .default('')
      .describe(
        'Only scopes that begin so count, without it: `rolecall:` makes `rolecall:read` the scope `read`.',
      ),
    backendsClaim: claim
      .optional()
      .describe(
        'A list of the backends that the caller may see; a token without it sees none. All when not configured.',
      ),
    accountsClaim: claim
      .optional()
      .describe(
        "A list of the caller's own accounts, each as `{ backend, id }`: no caller raises an own account.",
      ),
    ca: certificateFile(sources).optional(),
  });
