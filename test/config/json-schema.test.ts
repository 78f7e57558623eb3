import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { configJsonSchema } from '../../src/cli/config-schema.ts';
import { allBackends, backend, backends, complaintsAbout } from './sample.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(configJsonSchema());

const right: readonly string[] = [
  backends(backend.hub),
  allBackends,
  `server: { host: "::1", port: 0 }\nstore: { url: "memory:" }\n${allBackends}`,
  `auth: { tokens: [{ name: ops, token: { env: OPS }, scopes: [read, apply], backends: [hub] }] }\n${allBackends}`,
  `auth: { jwt: { issuer: "https://idp.example", audience: rolecall, jwksUri: "https://idp.example/jwks" } }\n${allBackends}`,
  `auth: { tokens: [], jwt: { issuer: x, audience: y, jwksUri: "http://127.0.0.1:1/jwks", algorithms: [ES256], nameClaim: email, scopesClaim: scp, scopesPrefix: "rolecall:", backendsClaim: b, accountsClaim: a, ca: /run/ca.pem } }\n${allBackends}`,
  `server: { get: true, origins: ["https://admin.example.com", "http://localhost:3000"] }\n${allBackends}documents: { mode: log, manifests: [documents.json] }`,
  `${allBackends}roles: [{ name: operator, description: Runs things, map: { hub: [{ native: x, relation: BROADER, scope: APPLICATION }] } }]\nexclusive: [[admin, operator]]`,
  `auth: { tokens: [{ name: ops, token: { env: OPS }, scopes: [plan], accounts: [{ backend: hub, id: a }] }] }\n${allBackends}guards: { planHours: 1.5, approvalHours: 1, approveAdministrators: never }`,
  `${allBackends}guards: { minAdmins: 1 }\nlimits: { bodyKiB: 64 }`,
  backends(
    '{ id: hub, kind: cfengine, displayName: Hub, baseUrl: "https://hub.example", writes: true, requestsPerSecond: 2.5, concurrency: 1, timeoutMs: 1, refreshSeconds: 1, emailTrust: verified, protect: [a], minAdmins: 0, maxResponseMiB: 0.5, roleMap: { admin: [] }, auth: { username: a, password: { file: /run/ops } } }',
  ),
  backends(
    '{ id: iot, kind: iot-central, baseUrl: "https://iot.example", auth: { entra: { tenantId: t, clientId: c, clientSecret: { env: IOT } } } }',
  ),
];

const wrong: readonly string[] = [
  'server: {}',
  'backends: []',
  `colour: red\n${allBackends}`,
  `server: { prot: 1 }\n${allBackends}`,
  `server: { port: 70000 }\n${allBackends}`,
  `server: { port: 1.5 }\n${allBackends}`,
  `server: { origins: [everybody] }\n${allBackends}`,
  `${allBackends}documents: { mode: trusted }`,
  `store: { url: "mysql://x" }\n${allBackends}`,
  `auth: { jwt: { issuer: x } }\n${allBackends}`,
  `auth: { jwt: { issuer: x, audience: y, jwksUri: nowhere } }\n${allBackends}`,
  `auth: { jwt: { issuer: x, audience: y, jwksUri: "https://idp.example/jwks", algorithms: [none] } }\n${allBackends}`,
  `auth: { tokens: [{ name: ops, token: secret, scopes: [read] }] }\n${allBackends}`,
  `auth: { tokens: [{ name: ops, token: { env: OPS }, scopes: [raed] }] }\n${allBackends}`,
  `${allBackends}exclusive: [[admin]]`,
  `${allBackends}guards: { maxRevokedPercent: 101 }`,
  `${allBackends}guards: { approveAdministrators: sometimes }`,
  `${allBackends}limits: { tokens: 0 }`,
  backends(backend.hub.replace('cfengine', 'cfengin')),
  backends(backend.hub.replace('username', 'user')),
  backends(backend.hub.replace('{ env: HUB }', 'secret')),
  backends(backend.vpn.replace('cipherscale', 'cdata-sync')),
  backends(backend.iot.replace('{ token: { env: IOT } }', '{ entra: {} }')),
  backends(backend.hub.replace('"https://hub.example"', 'hub')),
];

type Key = { readonly key: string; readonly schema: object };

/** Each key of objects anywhere within a schema, with the schema of its value. */
const keysOf = (schema: unknown): readonly Key[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  const properties: Readonly<Record<string, object>> =
    'properties' in schema && 'type' in schema ? (schema.properties as Record<string, object>) : {};
  return [
    ...Object.entries(properties).map(([key, value]) => ({ key, schema: value })),
    ...Object.values(schema).flatMap(keysOf),
  ];
};

describe('the JSON Schema of the configuration', () => {
  it('is JSON Schema 2020-12 and describes itself', () => {
    expect(configJsonSchema()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'Rolecall configuration',
      type: 'object',
      additionalProperties: false,
      required: ['backends'],
    });
    expect(JSON.parse(JSON.stringify(configJsonSchema()))).toEqual(configJsonSchema());
  });

  it('describes every key but those that have a single value', () => {
    const keys = keysOf(configJsonSchema());
    expect(keys.length).toBeGreaterThan(80);
    expect(keys.filter(({ schema }) => !('const' in schema || 'description' in schema))).toEqual([]);
  });

  it.each(right)('takes what the gateway takes: %.60j', (text) => {
    expect(complaintsAbout(text)).toEqual([]);
    validate(parseYaml(text));
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each(wrong)('refuses what the gateway refuses: %.60j', (text) => {
    expect(complaintsAbout(text)).not.toEqual([]);
    expect(validate(parseYaml(text))).toBe(false);
  });
});
