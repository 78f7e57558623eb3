import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';
import { writeCarelessConfig } from './config.ts';
import { mutations, queries } from './examples.ts';
import { isAble } from './fields.ts';
import { createFinder, type Hit } from './find.ts';
import { formsOf } from './forms.ts';
import { insides } from './insides.ts';
import { outcomeOf } from './outcome.ts';
import { kindsOfOutput } from './outputs.ts';
import { startProcess } from './process.ts';
import { secretsOfTheStory } from './secrets.ts';
import { closeBackends, type StartedBackend, startBackends } from './started-backends.ts';
import { runStory, type StoryResult } from './story.ts';

describe('of every operation on every backend, healthy or faulty,', () => {
  const folder = mkdtempSync(join(tmpdir(), 'canaries-'));
  let backends: readonly StartedBackend[];
  let result: StoryResult;
  let find: ReturnType<typeof createFinder>['find'];

  beforeAll(async () => {
    backends = await startBackends();
    result = await runStory(folder, backends);
    ({ find } = createFinder([...secretsOfTheStory, ...result.issued]));
  }, 240_000);

  afterAll(async () => {
    await closeBackends(backends);
    rmSync(folder, { recursive: true });
  });

  it('each has an example', () => {
    const schema = createSchema();
    const namesOf = (fields: object | undefined) => Object.keys(fields ?? {}).toSorted();
    expect(namesOf(queries)).toEqual(namesOf(schema.getQueryType()?.getFields()));
    expect(namesOf(mutations)).toEqual(namesOf(schema.getMutationType()?.getFields()));
  });

  it('each does what it says on the backends that can', () => {
    const able = result.healthy.filter(({ backend, field }) => isAble(field, backend));
    expect(able.length).toBeGreaterThan(120);
    for (const answer of able)
      expect(outcomeOf(answer), answer.place).toEqual(answer.field.example.outcome ?? []);
  });

  it('each is refused, or finds nothing, on those that cannot', () => {
    for (const answer of result.healthy.filter(({ backend, field }) => !isAble(field, backend)))
      expect(['UNSUPPORTED', 'nothing'], answer.place).toContain(outcomeOf(answer)[0]);
  });

  it('each fault spoilt answers of each backend', () => {
    expect(Object.entries(result.spoiltByBackend).filter(([, spoilt]) => spoilt === 0)).toEqual([]);
  });

  it('whoever let a secret slip was answered', () => {
    // Node closes the connection of whoever takes it for a proxy.
    const unanswered = result.toSlips.filter(({ text }) => text === '').map(({ place }) => place);
    expect(unanswered.filter((place) => !place.endsWith('CONNECT'))).toEqual([]);
  });

  it.each(Object.keys(kindsOfOutput))('P19, G41: no secret is in the %s', (kind) => {
    const hits = (kindsOfOutput[kind]?.(result.traces) ?? []).flatMap(find);
    expect(hits.filter((hit) => !isWhereItBelongs(hit))).toEqual([]);
  });

  it('P9: no answer tells of hosts of backends, files, statements or stacks', () => {
    const hosts = backends.flatMap(({ emulators }) => emulators.map(({ url }) => new URL(url).host));
    const { answers } = result.traces;
    expect(answers.length).toBeGreaterThan(3000);
    for (const { place, text } of answers) {
      expect(insides.exec(text)?.[0], place).toBeUndefined();
      expect(
        hosts.filter((host) => text.includes(host)),
        place,
      ).toEqual([]);
    }
  });

  it('P9: an error tells a code, whose fault it is, whether to try again, and by which request; nothing else', () => {
    const told = new Set(['code', 'backend', 'retryable', 'retryAfter', 'requestId']);
    const codes = new Map<string, number>();
    for (const { place, text } of result.traces.answers)
      for (const { message, extensions } of errorsIn(text)) {
        expect(message.length, place).toBeLessThan(1000);
        expect(new Set(Object.keys(extensions)).difference(told), place).toEqual(new Set());
        expect(extensions, place).toMatchObject({ code: expect.any(String), requestId: expect.any(String) });
        codes.set(extensions.code, (codes.get(extensions.code) ?? 0) + 1);
      }
    console.info(`errors: ${[...codes].map(([code, number]) => `${number} ${code}`).join(', ')}`);
    expect(codes.size).toBeGreaterThan(10);
  });

  it('the secret of an API token is in the one answer that creates it, once', () => {
    const places = result.traces.answers
      .filter(({ place }) => place.startsWith('createApiToken'))
      .flatMap(find)
      .map(({ place }) => place);
    expect(new Set(places).size).toBe(places.length);
    for (const id of ['iot-healthy', 'dir-healthy'])
      expect(places).toContain(`createApiToken on ${id} by its own`);
  });

  it.each(Object.keys(kindsOfOutput))('a secret in the %s would be found, in any form', (kind) => {
    const [output] = kindsOfOutput[kind]?.(result.traces) ?? [];
    const text = output?.text ?? 'nothing was written';
    const planted = secretsOfTheStory.filter((_secret, at) => at % 20 === 0);
    for (const { name, secret } of planted)
      for (const form of formsOf(secret)) {
        const hits = find({ place: kind, text: `${text.slice(0, 500)}${form.text}${text.slice(500, 1000)}` });
        expect(hits).toContainEqual({ place: kind, secret: name, form: form.name });
      }
  });

  it('S12, S20: nothing that a backend says makes a line of its own or moves the cursor', () => {
    const { process } = result.traces;
    const printed = `${process.stdout()}${process.stderr()}`;
    expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]|FORGED|jndi/);
    const lines = printed.trimEnd().split('\n');
    for (const line of lines.filter((one) => !/^(Rolecall listens at|The store is)/.test(one)))
      expect(JSON.parse(line)).toHaveProperty('msg');
  });

  it('P19: no secret is told by a configuration that holds them all itself', async () => {
    const { file, environment } = writeCarelessConfig(folder, backends);
    const place = join(folder, 'careless');
    mkdirSync(place);
    const careless = startProcess({ args: ['serve', '--config', file], environment, folder: place });
    expect(await careless.ended).toBe(1);
    const text = `${careless.stdout()}${careless.stderr()}`;
    expect(text).toContain('expected a reference: { env: NAME } or { file: PATH }');
    expect(find({ place: 'what it printed', text })).toEqual([]);
  });
});

/** The errors at the top of an answer of GraphQL, as `toText` writes it down. */
const errorsIn = (text: string): readonly ToldError[] => {
  const body = text.slice(text.indexOf('\n\n') + 2);
  if (!body.startsWith('{')) return [];
  const { errors = [] } = JSON.parse(body) as { readonly errors?: readonly ToldError[] };
  return errors;
};

type ToldError = {
  readonly message: string;
  readonly extensions: { readonly code: string } & Readonly<Record<string, unknown>>;
};

/** Whether it is the answer in which an API token is shown. */
const isWhereItBelongs = ({ place, secret }: Hit): boolean =>
  place.startsWith('createApiToken on ') && secret === `API token of ${place.split(' ')[2]}`;
