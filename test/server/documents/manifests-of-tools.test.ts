import { join } from 'node:path';
import { generate } from '@graphql-codegen/cli';
import { expect, it } from 'vitest';
import { startGateway } from '../../gateway.ts';

const documents = [
  'query Caller {\n  caller { name ...Scopes }\n}\n',
  'fragment Scopes on Caller { scopes }',
  'query Users($first: Int!) { users(first: $first) { nodes { id } } }',
  'mutation Remove($account: AccountRefInput!) { deleteAccount(input: { account: $account }) { errors { code } } }',
];

/** `persisted-documents.json`, as graphql-codegen's client preset writes it with these options. */
const generateManifest = async (persistedDocuments: unknown): Promise<string> => {
  const files: readonly { readonly filename: string; readonly content: string }[] = await generate(
    {
      schema: join(import.meta.dirname, '../../../schema/*.graphql'),
      documents,
      silent: true,
      generates: { 'gql/': { preset: 'client', presetConfig: { persistedDocuments } } },
    },
    false,
  );
  const file = files.find(({ filename }) => filename === 'gql/persisted-documents.json');
  if (file === undefined) throw new Error('graphql-codegen wrote no manifest');
  return file.content;
};

it.each([
  ['as it is', true, /^sha256:[0-9a-f]{64}$/],
  ['with another hash', { hashAlgorithm: 'sha1' }, /^[0-9a-f]{40}$/],
  [
    'with ids of its own',
    { mode: 'replaceDocumentWithHash', hashAlgorithm: (text: string) => `web-${text.length}` },
    /^web-\d+$/,
  ],
])('G38: what graphql-codegen writes, %s, is executed by its ids', async (_title, options, pattern) => {
  const manifest = await generateManifest(options);
  const texts = Object.entries<string>(JSON.parse(manifest));
  expect(texts).toHaveLength(3);
  await using gateway = await startGateway({
    people: 0,
    files: { 'persisted-documents.json': manifest },
    config: 'documents: { mode: only, manifests: [persisted-documents.json] }',
  });
  const answers = await Promise.all(
    texts.flatMap(([id, text]) => {
      expect(id).toMatch(pattern);
      const variables = text.includes('$first')
        ? { first: 1 }
        : text.includes('$account')
          ? { account: { backend: 'hub', nativeId: 'admin' } }
          : {};
      // As its documentation has clients send it, and as the draft does.
      return [{ extensions: { persistedQuery: { version: 1, sha256Hash: id } } }, { documentId: id }].map(
        async (named) => {
          const response = await fetch(gateway.url, {
            method: 'POST',
            headers: { authorization: 'Bearer all', 'content-type': 'application/json' },
            body: JSON.stringify({ ...named, variables }),
          });
          return (await response.json()) as { readonly data: object };
        },
      );
    }),
  );
  expect(answers).toHaveLength(6);
  for (const [field, answer] of Object.entries({
    caller: { name: 'all', scopes: expect.arrayContaining(['READ']) },
    users: { nodes: [] },
    deleteAccount: { errors: [{ code: 'PROTECTED' }] },
  }))
    expect(answers.filter(({ data }) => field in data)).toEqual(Array(2).fill({ data: { [field]: answer } }));
});
