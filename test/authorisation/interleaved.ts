import type { Gateway, TestCaller } from '../gateway.ts';
import { rawAnswer } from './raw-answer.ts';

/** Who may see different things of what all are asked for alike. */
export const strangers: Readonly<Record<string, TestCaller>> = {
  reader: { scopes: ['read'] },
  auditor: { scopes: ['audit', 'tokens'] },
  narrow: { scopes: ['read', 'tokens', 'audit'], backends: ['vpn'] },
  nobody: { scopes: [] },
};

const documents = [
  '{ caller { name scopes } account(backend: "iot", nativeId: "dc1c916b-a652-49ea-b128-7c465a54c759") { email roles { name } } apiTokens(backend: "iot", first: 2) { nodes { nativeId } } }',
  '{ accounts(first: 3) { totalCount nodes { backend nativeId user { id } } } auditEntries(first: 2) { nodes { action caller } } backends { id } }',
  '{ users(first: 2) { totalCount nodes { email accounts { backend } } } nativeRoles(backend: "vpn") { nodes { name } } roles { name mappings { backend } } }',
];

/**
 * Lets all of them ask the same at once, `questions` in all, `atOnce` at a time, each caller and document in turn. Answers with what came that
 * is not what the caller is answered who asks alone.
 */
export const askInterleaved = async (
  gateway: Gateway,
  { questions, atOnce }: { readonly questions: number; readonly atOnce: number },
): Promise<{ readonly wrong: readonly string[]; readonly distinct: number }> => {
  const asked = documents.flatMap((document) =>
    Object.keys(strangers).map((caller) => ({ document, caller })),
  );
  const expected: string[] = [];
  for (const { document, caller } of asked) expected.push(await rawAnswer(gateway, document, {}, caller));

  const wrong: string[] = [];
  let next = 0;
  const ask = async (): Promise<void> => {
    while (next < questions) {
      const place = next % asked.length;
      next += 1;
      const { document, caller } = asked[place] ?? { document: '', caller: '' };
      const answer = await rawAnswer(gateway, document, {}, caller);
      if (answer !== expected[place]) wrong.push(`${caller} got ${answer}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, ask));
  return { wrong, distinct: new Set(expected).size };
};
