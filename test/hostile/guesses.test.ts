import fc from 'fast-check';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  specifiedDirectives,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema, readTypeDefs } from '../../src/graphql/schema.ts';
import { createDocuments } from '../fuzz/document.ts';
import { createPool } from '../fuzz/pool.ts';
import { type Gateway, startGateway } from '../gateway.ts';
import { post } from '../server/wire.ts';

const schema = buildSchema(readTypeDefs().join('\n'));

/** Everything that has a name in the schema, but for what every schema has. */
const names: readonly string[] = [
  ...new Set([
    ...Object.values(schema.getTypeMap())
      .filter(({ astNode }) => astNode != null)
      .flatMap((type) => {
        if (isEnumType(type)) return [type.name, ...type.getValues().map(({ name }) => name)];
        if (isInputObjectType(type)) return [type.name, ...Object.keys(type.getFields())];
        if (isObjectType(type) || isInterfaceType(type))
          return [
            type.name,
            ...Object.values(type.getFields()).flatMap(({ name, args }) => [
              name,
              ...args.map((one) => one.name),
            ]),
          ];
        return [type.name];
      }),
    ...schema
      .getDirectives()
      .filter((directive) => !specifiedDirectives.some(({ name }) => name === directive.name))
      .flatMap(({ name, args }) => [name, ...args.map((one) => one.name)]),
  ]),
].filter((name) => !['Query', 'Mutation'].includes(name));

/** Nearly right: what graphql-js would help with. */
const misspell = (name: string, how: number): string =>
  [
    name,
    name.slice(0, -1) || name,
    `${name}s`,
    `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
    `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    name.toUpperCase(),
    `${name.slice(0, 2)}${name.charAt(1)}${name.slice(2)}`,
    `my${name}`,
  ][how % 8] ?? name;

const guess = fc.tuple(fc.constantFrom(...names), fc.nat(7)).map(([name, how]) => misspell(name, how));

/** Documents that hold six guesses each, in every place that takes a name. */
const document = fc
  .tuple(guess, guess, guess, guess, guess, guess, fc.nat(13))
  .map(
    ([a, b, c, d, e, f, place]) =>
      [
        `{ ${a} ${b} ${c} ${d} ${e} ${f} }`,
        `{ ${a} { ${b} { ${c} } } ${d} { ${e} ${f} } }`,
        `{ caller { ${a} ${b} ${c} } accounts(first: 1) { ${d} nodes { ${e} ${f} } } }`,
        `{ ${a}(${b}: 1, ${c}: "x") { ${d} } users(first: 1, ${e}: 2) { nodes { ${f} } } }`,
        `{ accounts(first: 1, filter: { ${a}: 1, ${b}: "x", ${c}: ${d} }) { nodes { id } } users(first: 1, orderBy: { by: ${e}, ${f}: ASC }) { nodes { id } } }`,
        `{ ... on ${a} { ${b} } caller { ... on ${c} { ${d} } } node(id: "x") { ... on ${e} { ${f} } } }`,
        `query ${a}($${b}: ${c}, $d: [${d}!]!) { ${e}(x: $d) caller { name @${f} } }`,
        `{ caller { name @${a}(${b}: true) @skip(if: ${c}) @include(${d}: true) } ...${e} } fragment ${e} on ${f} { id }`,
        `mutation { ${a}(input: { ${b}: 1, ${c}: { ${d}: ${e} } }) { ${f} } }`,
        `mutation { setRoles(input: { ${a}: 1, account: { ${b}: "x" }, ${c}: [${d}] }) { ${e} errors { ${f} } } }`,
        `subscription { ${a} { ${b} ${c} ${d} ${e} ${f} } }`,
        `{ user(by: { ${a}: "x", ${b}: { ${c}: "y" } }) { ${d} links { ${e} { ${f} } } } }`,
        `type ${a} { ${b}: ${c} } extend type ${d} { ${e}: ${f} }`,
        `query ($x: ${a} = ${b}, $y: ${c} = { ${d}: ${e} }) { ${f}(a: $x, b: $y) }`,
      ][place] ?? '',
  );

const guessesPerDocument = 6;

describe('P8: whoever lacks the scope schema', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({
      people: 2,
      callers: {
        stranger: { scopes: ['read', 'write', 'apply'] },
        clerk: { scopes: ['read', 'write', 'plan', 'apply', 'approve', 'tokens', 'audit'] },
      },
    });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const ask = (query: string, authorization = 'Bearer stranger') =>
    post(gateway.url, {
      headers: { 'content-type': 'application/json', ...(authorization === '' ? {} : { authorization }) },
      body: JSON.stringify({ query }),
    });

  it('learns no name from 10,200 guesses, in whatever place', { timeout: 120_000 }, async () => {
    const known = new Set(names);
    const documents = fc.sample(document, { numRuns: 10_200 / guessesPerDocument, seed: 6 });
    const outside = new Set<string>();
    let refused = 0;
    for (let at = 0; at < documents.length; at += 10)
      await Promise.all(
        documents.slice(at, at + 10).map(async (query) => {
          const { text } = await ask(query);
          const { errors = [] } = JSON.parse(text) as {
            errors?: readonly { message: string; extensions: { code: string } }[];
          };
          const told = new Set(query.match(/\w+/g));
          // What is refused once it runs tells of what is there, not of the schema.
          const messages = errors
            .filter(({ extensions }) => extensions.code === 'BAD_INPUT')
            .map(({ message }) => message);
          if (messages.length > 0) refused += 1;
          for (const message of messages) {
            expect(message).not.toContain('Did you mean');
            const quoted = message.match(/"(?:[^"\\]|\\.)*"/g) ?? [];
            for (const word of quoted.join(' ').match(/\w+/g) ?? [])
              if (known.has(word) && !told.has(word)) throw new Error(`${query}\ntells ${word}: ${message}`);
            for (const word of message.replace(/"(?:[^"\\]|\\.)*"/g, '').match(/\w+/g) ?? [])
              if (!told.has(word)) outside.add(word);
          }
        }),
      );
    expect(refused).toBeGreaterThan(documents.length / 2);
    // All else are the words of graphql-js's own sentences, whatever the schema.
    expect([...outside].filter((word) => known.has(word) && !words.has(word))).toEqual([]);
  });

  it('is told no name by what is refused once it runs, unless it is a word like any other', {
    timeout: 120_000,
  }, async () => {
    await gateway.refreshAll();
    const documentFor = createDocuments(createSchema(), createPool(gateway));
    const known = new Set(names.filter((name) => /[a-z][A-Z]|^[A-Z_]{3,}$/.test(name)));
    const sent = 3000;
    let messages = 0;
    for (let at = 0; at < sent; at += 10)
      await Promise.all(
        Array.from({ length: 10 }, async (_, more) => {
          const body = JSON.stringify(documentFor(at + more));
          const { text } = await post(gateway.url, {
            headers: { 'content-type': 'application/json', authorization: 'Bearer clerk' },
            body,
          });
          const told = new Set(body.match(/\w+/g));
          for (const message of messagesIn(JSON.parse(text))) {
            messages += 1;
            for (const word of message.match(/\w+/g) ?? [])
              if (known.has(word) && !told.has(word)) throw new Error(`${body}\ntells ${word}: ${message}`);
          }
        }),
      );
    expect(messages).toBeGreaterThan(sent / 2);
  });

  it('without a token gets the very same 401 for every document', async () => {
    const answers = new Set<string>();
    for (const query of fc.sample(document, { numRuns: 300, seed: 7 })) {
      const { status, headers, text } = await ask(query, '');
      const id = headers.get('x-request-id') ?? '';
      expect(status).toBe(401);
      const { 'x-request-id': _, date: __, ...others } = Object.fromEntries(headers);
      answers.add(JSON.stringify([others, text.replace(id, '')]));
    }
    expect([...answers]).toHaveLength(1);
  });
});

/** Of errors, and of the payloads of mutations. */
const messagesIn = (value: unknown): readonly string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, one]) =>
        name === 'message' && typeof one === 'string' ? [one] : messagesIn(one),
      );

/** Of graphql-js's sentences, those that some name in the schema happens to be. */
const words: ReadonlySet<string> = new Set(['to', 'input', 'type', 'by', 'since']);
