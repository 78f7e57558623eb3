import type { EmulatorAnswer } from './answer.ts';
import { type Emulator, startEmulator } from './emulator.ts';
import type { EmulatorRequest } from './routes.ts';

/** As much of Microsoft Entra as a client credentials grant for IoT Central needs. */
export type EntraEmulator = Emulator & {
  /** The one application registration that it knows. */
  readonly client: EntraClient;
  /** Every token since the start, expired ones too. */
  readonly issued: readonly IssuedToken[];
  readonly switches: EntraSwitches;
  /** The object id of the service principal behind a token; `null` for one that has expired or was never issued. */
  holderOf(token: string): string | null;
};

export type EntraClient = {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Of the service principal in the tenant, which is not the client id. */
  readonly objectId: string;
};

export type IssuedToken = { readonly token: string; readonly expiresAt: number };

export type EntraSwitches = {
  /** How long a token lives that is issued from now on: about one hour; zero issues expired ones. */
  lifetimeSeconds: number;
};

export const entraClient: EntraClient = {
  tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
  clientId: 'b1a7c0de-5f0e-4c1b-9d3a-0d5a7e1c0001',
  clientSecret: 'emu~only.8Q+entra/secret=',
  objectId: 'b1a7c0de-5f0e-4c1b-9d3a-0d5a7e1c0002',
};

export const startEntra = async (
  options: {
    readonly port?: number | undefined;
    readonly client?: Partial<EntraClient> | undefined;
    readonly switches?: Partial<EntraSwitches> | undefined;
  } = {},
): Promise<EntraEmulator> => {
  const client = { ...entraClient, ...options.client };
  const switches = { lifetimeSeconds: 3599, ...options.switches };
  const issued: IssuedToken[] = [];

  const emulator = await startEmulator({
    port: options.port,
    guard: () => null,
    routes: {
      'POST /:tenantId/oauth2/v2.0/token': (request) => {
        const refusal = refuseGrant(request, client);
        if (refusal !== null) return refusal;
        const issue = {
          token: createToken(client, issued.length),
          expiresAt: Date.now() + switches.lifetimeSeconds * 1000,
        };
        issued.push(issue);
        return {
          status: 200,
          headers: { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' },
          json: {
            token_type: 'Bearer',
            expires_in: switches.lifetimeSeconds,
            ext_expires_in: switches.lifetimeSeconds,
            access_token: issue.token,
          },
        };
      },
    },
    unrouted: () => ({ status: 404 }),
  });

  return {
    ...emulator,
    client,
    issued,
    switches,
    holderOf: (token) =>
      issued.some((issue) => issue.token === token && issue.expiresAt > Date.now()) ? client.objectId : null,
  };
};

const refuseGrant = (
  { params, headers, body }: EmulatorRequest,
  client: EntraClient,
): EmulatorAnswer | null => {
  if (params.tenantId !== client.tenantId) {
    return refuse(400, 'invalid_request', 90002, `Tenant '${params.tenantId}' not found.`);
  }
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  const form = new URLSearchParams(isForm ? body : '');
  const missing = ['grant_type', 'client_id', 'scope'].find((name) => !form.has(name));
  if (missing !== undefined) {
    return refuse(
      400,
      'invalid_request',
      900144,
      `The request body must contain the following parameter: '${missing}'.`,
    );
  }
  if (form.get('grant_type') !== 'client_credentials') {
    return refuse(400, 'unsupported_grant_type', 70003, 'The app requested an unsupported grant type.');
  }
  if (form.get('client_id') !== client.clientId) {
    return refuse(400, 'unauthorized_client', 700016, 'The application was not found in the directory.');
  }
  if (form.get('client_secret') !== client.clientSecret) {
    return refuse(401, 'invalid_client', 7000215, 'Invalid client secret provided.');
  }
  if (form.get('scope') !== `${resource}/.default`) {
    return refuse(400, 'invalid_scope', 1002012, 'The provided value for scope is not valid.');
  }
  return null;
};

const resource = 'https://apps.azureiotcentral.com';

const refuse = (status: 400 | 401, error: string, number: number, complaint: string): EmulatorAnswer => ({
  status,
  headers: { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' },
  json: { error, error_description: `AADSTS${number}: ${complaint}`, error_codes: [number] },
});

/** Shaped like a JWT and opaque to its bearer, as Microsoft asks clients to treat it. The number makes it unique. */
const createToken = ({ tenantId, clientId, objectId }: EntraClient, number: number): string =>
  [
    { typ: 'JWT', alg: 'RS256' },
    { aud: resource, appid: clientId, oid: objectId, tid: tenantId, uti: number },
    { emulator: 'no signature' },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
