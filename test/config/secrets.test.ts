import { inspect } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindDefaults } from '../../src/backends/registry.ts';
import { ConfigError, parseConfig } from '../../src/config/load.ts';
import { backend, backends, complaintsAbout, environment, files, parse } from './sample.ts';

const caller = (token: string) =>
  `auth:\n  tokens:\n    - { name: ops, token: ${token}, scopes: [admin] }\n${backends(backend.hub)}`;
const revealed = (secret: string) => {
  const [hub] = parse(backends(backend.hub.replace('{ env: HUB }', secret))).backends;
  return hub?.kind === 'cfengine' ? hub.auth.password.reveal() : undefined;
};

describe('a reference to a secret', () => {
  it('leads to an environment variable or to a file, whose last newline is the editor’s', () => {
    expect(revealed('{ env: OPS }')).toBe('ops-token-canary');
    expect(revealed('{ file: /run/ops }')).toBe('ops-file-canary');
    expect(revealed('{ file: /run/windows }')).toBe('windows-canary');
    expect(revealed('{ file: /run/lines }')).toBe('first\nsecond\n');
  });

  it.each([
    ['{ env: NOBODY }', 'the environment variable named here is not set'],
    ['{ env: EMPTY }', 'the environment variable named here is empty'],
    ['{ file: /nowhere }', 'the file named here cannot be read'],
    ['{ file: /run/blank }', 'the file named here is empty'],
    ['{ env: OPS, file: /run/ops }', 'expected a reference: { env: NAME } or { file: PATH }'],
    ['{}', 'expected a reference: { env: NAME } or { file: PATH }'],
  ])('that is %s says what is wrong', (token, complaint) => {
    expect(complaintsAbout(caller(token))).toEqual([`line 3, auth.tokens[0].token: ${complaint}`]);
  });

  it.each([
    ['in its place', 's3cr3t-canary'],
    ['as the name of a variable', '{ env: s3cr3t-canary }'],
    ['as the path of a file', '{ file: s3cr3t-canary }'],
    ['as a key', '{ s3cr3t-canary }'],
    ['as an unknown key', '{ value: s3cr3t-canary }'],
    ['in a list', '[s3cr3t-canary]'],
    ['as an alias', '*s3cr3t-canary'],
    ['as a tag', '!s3cr3t-canary x'],
    ['as a block', '|s3cr3t-canary'],
    ['in quotes that never end', '"s3cr3t-canary'],
    ['with an escape', '"\\s3cr3t-canary"'],
    ['with a colon', 's3cr3t-canary: x: y'],
    ['as an anchor', '&s3cr3t-canary'],
  ])('P19: where the secret itself stands, %s, is refused without repeating it', (_title, token) => {
    const complaints = complaintsAbout(caller(token));
    expect(complaints.length).toBeGreaterThan(0);
    expect(complaints.join('\n')).not.toContain('s3cr3t-canary');
  });

  it.each([
    's3cr3t-canary',
    '{ s3cr3t-canary }',
    '{ s3cr3t-canary: x }',
    '[s3cr3t-canary]',
    '{ username: x, password: s3cr3t-canary }',
  ])('P19: where auth is `%s` is refused without repeating it', (auth) => {
    for (const one of [backend.hub, backend.iot, backend.etl, backend.vpn]) {
      const complaints = complaintsAbout(backends(one.replace(/auth: .*/, `auth: ${auth} }`)));
      expect(complaints.length).toBeGreaterThan(0);
      expect(complaints.join('\n')).not.toContain('s3cr3t-canary');
    }
  });
});

describe('a secret', () => {
  const whole = `auth:
  tokens:
    - { name: ops, token: { env: OPS }, scopes: [admin] }
    - { name: help, token: { file: /run/ops }, scopes: [read] }
${backends(...Object.values(backend), '{ id: iot2, kind: iot-central, baseUrl: "https://iot2.example", auth: { entra: { tenantId: t, clientId: c, clientSecret: { env: VPN } } } }')}`;
  const secrets = [...Object.values(environment), ...Object.values(files).map((text) => text.trim())].filter(
    (text) => text.includes('canary'),
  );

  it('P19: is in the configuration, and in nothing that prints it', () => {
    const config = parse(whole);
    expect(config.backends.map(({ kind, auth }) => kind === 'cfengine' && auth.password.reveal())).toContain(
      environment.HUB,
    );
    const token = config.backends.flatMap(({ kind, auth }) =>
      kind === 'cfengine' ? [auth.password] : [],
    )[0];
    for (const printed of [
      JSON.stringify(config),
      inspect(config, { depth: 20, showHidden: true, getters: true }),
      `${config} ${token} ${config.backends.map(({ auth }) => Object.values(auth))}`,
      String(token),
      Object.entries(token ?? {}).join(),
      JSON.stringify({ ...token }),
      new Error(`${token}`, { cause: token }).stack ?? '',
    ])
      for (const secret of secrets) {
        expect(printed).not.toContain(secret);
        expect(printed).not.toContain(Buffer.from(secret).toString('base64'));
      }
  });

  it('P19: of whatever characters is in no complaint about a file broken anywhere', () => {
    const secret = fc
      .string({ unit: 'grapheme', minLength: 4, maxLength: 24 })
      .map((text) => `k4n${text}q7z`)
      .filter((text) => !/[\r\n]/.test(text));
    const places = [...whole.matchAll(/\{ (?:env|file): [^ ]+ \}/g)].map(({ index }) => index);
    fc.assert(
      fc.property(
        secret,
        fc.constantFrom(...places),
        fc.constantFrom(
          (text: string) => JSON.stringify(text),
          (text: string) => text,
          (text: string) => `{ env: ${JSON.stringify(text)} }`,
          (text: string) => `{ file: ${text} }`,
          (text: string) => `{ ${text} }`,
          (text: string) => `{ ${JSON.stringify(text)}: 1 }`,
          (text: string) => `'${text}`,
        ),
        (text, at, write) => {
          const broken =
            whole.slice(0, at) + whole.slice(at).replace(/^\{ (?:env|file): [^ ]+ \}/, () => write(text));
          const env = (name: string) => (name in environment ? text : undefined);
          try {
            const config = parseConfig(broken, {
              file: 'x',
              env,
              readFile: () => text,
              defaultRoleMap: (kind) => kindDefaults[kind as keyof typeof kindDefaults].roleMap,
            });
            expect(`${JSON.stringify(config)}${inspect(config, { depth: 20 })}`).not.toContain(text);
          } catch (error) {
            if (!(error instanceof ConfigError)) throw error;
            expect(
              `${error.stack}${JSON.stringify(error.problems)}${inspect(error, { depth: 20 })}`,
            ).not.toContain(text);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
