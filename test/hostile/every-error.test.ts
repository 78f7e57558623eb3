import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GraphQLEnumType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';
import { createFinder } from '../canaries/find.ts';
import { insides } from '../canaries/insides.ts';
import { backendIds, type Emulators } from '../four-emulators.ts';
import { storyOf } from '../graphql/every-mutation.ts';
import {
  credentials,
  otherSecret,
  secretsFolder,
  startCanaryEmulators,
  startCanaryGateway,
  type Told,
  tokens,
} from './errors/gateway.ts';
import { provocations, rolesOfProvocations, type World } from './errors/provocations.ts';
import { errorsOf } from './errors/told-errors.ts';

const errorCode = createSchema().getType('ErrorCode');
if (!(errorCode instanceof GraphQLEnumType)) throw new Error('expected an enum of error codes');
const codes = errorCode.getValues().map(({ name }) => name);

describe('of every error code', () => {
  const folder = mkdtempSync(join(tmpdir(), 'every-error-'));
  /** What came of each provocation, by the code that it is to bring about. */
  const answersByCode = new Map<string, Told[]>();
  let emulators: Emulators;

  beforeAll(async () => {
    emulators = await startCanaryEmulators();
    let told: Told[] = [];
    const start: World['start'] = ({ config = '', ...options } = {}) =>
      startCanaryGateway(emulators, {
        ...options,
        config: `${rolesOfProvocations}\n${config}`,
        keep: (one) => told.push(one),
      });
    await using gateway = await start();
    await gateway.refreshAll();
    for (const [code, provoke] of Object.entries(provocations)) {
      told = [];
      await provoke({ emulators, gateway, start, newFile: () => join(folder, `${code}.db`) });
      answersByCode.set(code, told);
    }
  });
  afterAll(async () => {
    await emulators[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  it.each(codes)('P9: %s is brought about', (code) => {
    const told = answersByCode.get(code) ?? [];
    expect(told.flatMap((one) => errorsOf(one).codes)).toContain(code);
  });

  it('P9: hundreds of answers tell of one, each with the id of its request and nothing that is not documented', () => {
    const all = [...answersByCode.values()].flat();
    expect(all.filter((one) => errorsOf(one).codes.length > 0).length).toBeGreaterThan(700);
    for (const one of all) {
      const requestId = one.headers.get('x-request-id');
      expect(requestId, one.place).toMatch(/^[\da-f-]{36}$/);
      const { top, codes: told } = errorsOf(one);
      expect(new Set(told).difference(new Set(codes)), one.place).toEqual(new Set());
      for (const { extensions, ...error } of top) {
        expect(unexpected(error, ['message', 'locations', 'path']), one.place).toEqual([]);
        expect(unexpected(extensions, ['code', 'backend', 'retryable', 'retryAfter', 'requestId'])).toEqual(
          [],
        );
        expect(extensions.requestId, one.place).toBe(requestId);
      }
    }
  });

  it('P9: no answer tells of a secret, a file, a place on the network, a statement or a stack', () => {
    const hosts = backendIds.map((id) => new URL(emulators[id].url));
    const ours = [
      folder,
      secretsFolder,
      process.cwd(),
      ...hosts.flatMap(({ hostname, port }) => [hostname, `:${port}`]),
    ];
    const { find } = createFinder([
      ...Object.values(credentials),
      ...Object.values(tokens),
      ...backendIds.flatMap((id) => Object.values(storyOf(id).passwords)),
      otherSecret,
    ]);
    for (const { place, headers, text } of [...answersByCode.values()].flat()) {
      const whole = `${[...headers].join('\n')}\n${text}`;
      expect(find({ place, text: whole })).toEqual([]);
      expect(insides.exec(whole)?.[0], place).toBeUndefined();
      expect(statements.exec(whole)?.[0], place).toBeUndefined();
      expect(
        ours.filter((one) => whole.includes(one)),
        place,
      ).toEqual([]);
    }
  });
});

const unexpected = (object: object, expected: readonly string[]): readonly string[] =>
  Object.keys(object).filter((key) => !expected.includes(key));

/** SQL, of which no answer may tell. The filters of groups of devices on IoT Central look like it, and are the caller's own. */
const statements =
  /\b(?:select .*? from(?! devices )|insert into|delete from|update \S+ set|no such (?:table|column))\b/i;
