import * as z from 'zod';
import { BackendError } from '../../domain/errors.ts';
import { retold } from '../../domain/retold.ts';
import { createSecret, type Secret } from '../../domain/secret.ts';
import type { Credentials, HttpClient } from '../../http/client.ts';
import { parseAnswer } from '../../http/json.ts';
import { path, type UrlPath } from '../../http/path.ts';

/** An API token, sent as it was issued: `SharedAccessSignature sr=...&sig=...&skn=...&se=...`, which is percent-encoded already. */
export const sharedAccessCredentials =
  (token: Secret): Credentials =>
  async () => ({ authorization: token.reveal() });

export type EntraOptions = {
  /** Speaks to the authority, such as `https://login.microsoftonline.com`, without credentials of its own. Whoever made it closes it. */
  readonly http: HttpClient;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/**
 * Bearer tokens of a service principal, by client credentials. One token serves every call until shortly before it expires; calls that
 * find none share one renewal. A renewal that failed is not remembered.
 *
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export const entraCredentials = (options: EntraOptions): Credentials => {
  const place = path`/${options.tenantId}/oauth2/v2.0/token`;
  let token: Token | null = null;
  let renewal: Promise<Token> | null = null;

  // Not under the signal of the call that happens to be first: others wait for the same token.
  const renew = async (): Promise<Token> => {
    try {
      token = await requestToken(options, place);
      return token;
    } finally {
      renewal = null;
    }
  };

  const credentials = async (signal?: AbortSignal) => {
    if (token !== null && options.now() < token.renewAt) return toHeaders(token);
    renewal ??= renew();
    try {
      return toHeaders(await unlessAborted(renewal, options, signal));
    } catch (error) {
      // Whatever became of the token, the call that wanted it never left.
      throw error instanceof BackendError ? retold(error, error.message, { isUnsettled: false }) : error;
    }
  };
  // A token may be revoked before it expires.
  const forget = () => {
    token = null;
  };
  return Object.assign(credentials, { forget });
};

const toHeaders = ({ secret }: Token) => ({ authorization: `Bearer ${secret.reveal()}` });

type Token = { readonly secret: Secret; readonly renewAt: number };

const requestToken = async (options: EntraOptions, place: UrlPath): Promise<Token> => {
  const { http, clientId, clientSecret, now } = options;
  const requestedAt = now();
  const answer = await http.send({
    operation,
    method: 'POST',
    path: place,
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret.reveal(),
      scope,
    }),
    accept: refusals,
    // Each answer is another token, and the old ones stay good.
    isRepeatable: true,
  });
  if (refusals.includes(answer.status)) throw refused(http.backend, answer.status);

  const { access_token, expires_in } = parseAnswer(http.backend, answer, tokenAnswer);
  const lifetimeMs = expires_in * 1000;
  const marginMs = Math.min(maxMarginMs, lifetimeMs / 2);
  return { secret: createSecret(access_token), renewAt: requestedAt + lifetimeMs - marginMs };
};

const operation = 'Entra_Token';

/** The resource of every IoT Central application. */
const scope = 'https://apps.azureiotcentral.com/.default';

/** A token lives about an hour. */
const maxMarginMs = 5 * 60_000;

/** A bearer token is one word of visible characters (RFC 6750): anything else could not be a header. */
const tokenAnswer = z.object({
  token_type: z.string().regex(/^bearer$/i),
  access_token: z.string().regex(/^[A-Za-z0-9._~+/-]+=*$/),
  expires_in: z.number().positive(),
});

/** Entra says 400 for a tenant or client that it does not know and 401 for a wrong secret: all mean that Rolecall's credentials are refused. */
const refusals = [400, 401, 404];

const refused = (backend: string, status: number): BackendError =>
  new BackendError(
    'UPSTREAM_REFUSED',
    `Microsoft Entra refused the client credentials for backend ${backend} with ${status}`,
    { backend, operation, status },
  );

const unlessAborted = <T>(
  promise: Promise<T>,
  { http }: EntraOptions,
  signal: AbortSignal | undefined,
): Promise<T> => {
  if (signal === undefined) return promise;
  const { backend } = http;
  const aborted = new Promise<never>((_, reject) => {
    const giveUp = (): void =>
      reject(
        new BackendError(
          'UPSTREAM_TIMEOUT',
          `Microsoft Entra had given no token for backend ${backend} when the request's time was up`,
          { backend, operation },
        ),
      );
    if (signal.aborted) return giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
  });
  return Promise.race([promise, aborted]);
};

/** The id of an API token, which the token itself tells as `skn`; none where it is no token of the documented form. */
export const tokenIdsIn = (token: Secret): readonly string[] => {
  const [, id] = /[&?\s]skn=([^&]+)/.exec(token.reveal()) ?? [];
  return id === undefined ? [] : [decodeURIComponent(id)];
};
