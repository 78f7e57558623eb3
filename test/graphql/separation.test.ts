import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type App, startApp } from '../../src/app.ts';
import { kindDefaults } from '../../src/backends/registry.ts';
import { parseConfig } from '../../src/config/load.ts';
import { digestOfToken } from '../../src/domain/bearer-token.ts';
import type { Scope } from '../../src/domain/caller.ts';
import { type IotCentralEmulator, startIotCentral } from '../../src/emulators/iot-central/emulator.ts';
import { iotCentralRoles } from '../../src/emulators/iot-central/ids.ts';

/** Two backends of one kind that answer the same ids differently, each to its own credential only. */
const places = ['north', 'south'] as const;
const credentialOf = (place: string) =>
  `SharedAccessSignature sr=app&sig=${place}&skn=rolecall&se=4070908800000`;

const callers: Readonly<
  Record<string, { readonly scopes: readonly Scope[]; readonly backends?: readonly string[] }>
> = {
  everyone: { scopes: ['read', 'tokens'] },
  reader: { scopes: ['read'] },
  northerner: { scopes: ['read', 'tokens'], backends: ['north'] },
};

const account = 'field-engineers';
const documents = places.flatMap((place) => [
  `{ account(backend: "${place}", nativeId: "${account}") { assignments { nativeRole { name } organization { displayName } } } }`,
  `{ accounts(first: 5, filter: { backend: "${place}" }) { totalCount nodes { nativeId assignments { nativeRole { name } } } } }`,
  `{ nativeRoles(backend: "${place}") { nodes { nativeId name } } }`,
  `{ organizations(backend: "${place}", first: 5) { nodes { displayName } } }`,
  `{ apiTokens(backend: "${place}", first: 5) { nodes { nativeId } } }`,
]);

/** What the index answers, of people who have an account on both. */
const address = 'field.engineer@contoso.com';
const indexDocuments = [
  ...documents,
  `{ user(by: { email: "${address}" }) { accounts { backend nativeId roles { name } } links { state confidence evidence { rule values } ifConfirmed { backend } candidates { account { backend } } } roles { role { name } accounts { backend } } sources { backend state } } }`,
  '{ users(first: 7) { totalCount nodes { email accounts { backend nativeId } links { state } } sources { backend } } }',
  '{ users(first: 3, orderBy: { by: NAME }, filter: { role: "operator" }) { totalCount nodes { accounts { backend } } } }',
  '{ accounts(first: 9, orderBy: { by: EMAIL, direction: DESC }) { totalCount nodes { backend nativeId user { accounts { backend } } link { state } } sources { backend state } } }',
  ...places.flatMap((place) => [
    `{ accounts(first: 5, filter: { backends: ["${place}"], search: "contoso" }, maxAgeSeconds: 600) { totalCount nodes { backend nativeId } sources { backend } } }`,
    `{ accountsByIds(refs: [{ backend: "${place}", nativeId: "${account}" }, { backend: "north", nativeId: "nobody" }]) { backend user { accounts { backend } } link { state candidates { account { backend } } } } }`,
  ]),
];

describe('what one caller or one backend was answered', () => {
  const emulators = new Map<string, IotCentralEmulator>();
  const start = async (isRead: boolean): Promise<App> => {
    const app = await startApp({
      config: parseConfig(
        [
          'server: { port: 0 }',
          'store: { url: "memory:" }',
          'backends:',
          ...places.map(
            (place) =>
              `  - { id: ${place}, kind: iot-central, baseUrl: "${emulators.get(place)?.url}", allowPlainHttp: true, requestsPerSecond: 100000, auth: { token: { env: ${place} } } }`,
          ),
        ].join('\n'),
        {
          file: 'test',
          env: credentialOf,
          readFile: () => '',
          defaultRoleMap: (kind) => kindDefaults[kind as keyof typeof kindDefaults].roleMap,
        },
      ),
      callers: Object.entries(callers).map(([name, caller]) => ({
        ...caller,
        name,
        token: digestOfToken(name),
      })),
      log: pino({ level: 'silent' }),
      scheduled: false,
    });
    // One after the other, so that users are first seen in the same order.
    if (isRead)
      for (const place of places)
        expect(await app.refreshes.refresh(place)).toMatchObject({ state: 'COMPLETE' });
    return app;
  };

  const ask = async ({ url }: App, caller: string, query: string): Promise<unknown> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${caller}` },
      body: JSON.stringify({ query }),
    });
    return JSON.parse(await response.text(), (key, value: unknown) => (key === 'requestId' ? null : value));
  };

  /** What a gateway answers that nobody has asked anything before. */
  const askAlone = async (isRead: boolean, caller: string, document: string): Promise<unknown> => {
    const app = await start(isRead);
    try {
      return await ask(app, caller, document);
    } finally {
      await app.close();
    }
  };

  beforeAll(async () => {
    for (const place of places) {
      const emulator = await startIotCentral({
        credential: credentialOf(place),
        requestsPerSecond: Number.POSITIVE_INFINITY,
      });
      for (const [id, role] of emulator.state.roles)
        emulator.state.roles.set(id, { ...role, displayName: `${role.displayName} of the ${place}` });
      for (const [id, organization] of emulator.state.organizations)
        emulator.state.organizations.set(id, { ...organization, displayName: `${id} of the ${place}` });
      const engineer = `engineer-${place}`;
      emulator.state.users.set(engineer, {
        id: engineer,
        type: 'email',
        email: address,
        roles: [{ role: iotCentralRoles.operator }],
      });
      emulators.set(place, emulator);
    }
  });
  afterAll(async () => {
    for (const emulator of emulators.values()) await emulator.close();
  });
  beforeEach(() => {
    for (const emulator of emulators.values()) emulator.faults.clear();
  });

  it.each([
    ['as backends answer', false, documents],
    ['from the index', true, indexDocuments],
  ] as const)(
    'P18, G36: never reaches another %s, however their questions interleave',
    { timeout: 60_000 },
    async (_whence, isRead, documents) => {
      const expected = new Map<string, unknown>();
      for (const caller of Object.keys(callers))
        for (const document of documents)
          expected.set(`${caller} ${document}`, await askAlone(isRead, caller, document));
      // Not the same answer to all, or nothing would be proven.
      expect(new Set([...expected.values()].map((answer) => JSON.stringify(answer))).size).toBeGreaterThan(
        12,
      );

      const app = await start(isRead);
      const question = fc.record({
        caller: fc.constantFrom(...Object.keys(callers)),
        document: fc.constantFrom(...documents),
        afterMs: fc.nat(8),
      });
      const latency = fc.record({ place: fc.constantFrom(...places), ms: fc.nat(12), after: fc.nat(6) });
      await fc.assert(
        fc.asyncProperty(
          fc.array(question, { minLength: 2, maxLength: 24 }),
          fc.array(latency, { maxLength: 4 }),
          async (questions, latencies) => {
            for (const { place, ms, after } of latencies)
              emulators.get(place)?.faults.add({ kind: 'latency', ms }, { after, times: 3 });
            const answers = await Promise.all(
              questions.map(async ({ caller, document, afterMs }) => {
                await new Promise((resolve) => setTimeout(resolve, afterMs));
                return ask(app, caller, document);
              }),
            );
            expect(answers).toEqual(
              questions.map(({ caller, document }) => expected.get(`${caller} ${document}`)),
            );
          },
        ),
        { numRuns: 100 },
      );
      await app.close();
      for (const [place, { requests }] of emulators) {
        expect(requests.length).toBeGreaterThan(100);
        expect(new Set(requests.map(({ headers }) => headers.authorization))).toEqual(
          new Set([credentialOf(place)]),
        );
      }
    },
  );
});
