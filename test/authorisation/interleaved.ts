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
  const asked: { readonly document: string; readonly caller: string; readonly expected: string }[] = [];
  for (const document of documents)
    for (const caller of Object.keys(strangers))
      asked.push({ document, caller, expected: await rawAnswer(gateway, document, {}, caller) });

  const wrong: string[] = [];
  const rounds = Math.ceil(questions / asked.length);
  /** Whoever has an answer takes the next of them. */
  const queue = Array.from({ length: rounds }, () => asked)
    .flat()
    .slice(0, questions)
    .values();
  const ask = async (): Promise<void> => {
    for (const { document, caller, expected } of queue) {
      const answer = await rawAnswer(gateway, document, {}, caller);
      if (answer !== expected) wrong.push(`${caller} got ${answer}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, ask));
  return { wrong, distinct: new Set(asked.map(({ expected }) => expected)).size };
};
