import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindDefaults } from '../src/backends/registry.ts';
import { parseConfig } from '../src/config/load.ts';
import { type Gateway, startGateway } from './gateway.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({
  language,
  text,
}));

/** Each document with the answer that the README gives right below it. */
const examples = blocks.flatMap(({ language, text }, at) => {
  const answer = blocks[at + 1];
  return language === 'graphql' && answer?.language === 'json'
    ? [{ document: text, answer: JSON.parse(answer.text) as unknown }]
    : [];
});

/** Times, tokens and ids of runs are new each time. */
const masked = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, one: unknown) =>
    ['asOf', 'requestId', 'secret'].includes(key) ? `<${key}>` : one,
  );

describe('the README', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    // As the demo: the same people, the same exclusive group.
    gateway = await startGateway({ people: 40, config: 'exclusive: [[viewer, operator]]' });
    await gateway.refreshAll();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it('shows a query, a mutation and a plan', () => {
    expect(examples.map(({ document }) => document.startsWith('mutation'))).toEqual([false, true, true]);
  });

  it.each(
    examples.map(
      ({ document, answer }) =>
        [document.trim().split('\n').slice(0, 2).join(' '), document, answer] as const,
    ),
  )('tells the answer to %s', async (_title, document, answer) => {
    const { status, ...body } = await gateway.query(document);
    expect(status).toBe(200);
    expect(masked(body)).toEqual(masked(answer));
  });

  it('shows a configuration that is right', () => {
    const [yaml] = blocks.filter(({ language }) => language === 'yaml');
    const parse = () =>
      parseConfig(yaml?.text ?? '', {
        file: 'README.md',
        env: (name) => name,
        readFile: (path) => (path.endsWith('.json') ? '{}' : path),
        defaultRoleMap: (kind) => kindDefaults[kind as keyof typeof kindDefaults].roleMap,
      });
    expect(parse().backends.map(({ id }) => id)).toEqual(['iot', 'etl', 'hub', 'vpn']);
  });

  it('names commands that there are', () => {
    const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...readme.matchAll(/npm (?:run (?:-s )?)?([a-z][\w:-]*)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => name !== 'ci' && scripts[name] === undefined)).toEqual([]);
    expect(named).toContain('start');
  });

  it('names folders that there are', () => {
    const folders = [...readme.matchAll(/`((?:src|test|schema)\/[\w./-]*)`/g)].map(([, path = '']) => path);
    expect(folders.length).toBeGreaterThan(8);
    for (const path of folders)
      expect(() => readFileSync(new URL(`../${path}`, import.meta.url)), path).not.toThrow(/ENOENT/);
  });
});
