import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callers } from './cast.ts';
import type { Player } from './players.ts';

/** A configuration as it lies in a folder. */
export type StoryConfig = {
  readonly file: string;
  /** What its references to the environment need. */
  readonly environment: Readonly<Record<string, string>>;
};

/** Writes the configuration of the story, whose secrets lie in files and in the environment by turns. */
export const writeConfig = (folder: string, players: readonly Player[]): StoryConfig => {
  const environment: Record<string, string> = {};
  mkdirSync(join(folder, 'secrets'));
  let references = 0;
  const file = write(folder, 'rolecall.yaml', players, (name, secret) => {
    references += 1;
    if (references % 2 === 0) {
      const path = join(folder, 'secrets', name);
      writeFileSync(path, `${secret}\n`);
      return `{ file: "${path}" }`;
    }
    const variable = `CANARY_${references}`;
    environment[variable] = secret;
    return `{ env: ${variable} }`;
  });
  return { file, environment };
};

/** The same with every secret where a reference to it should be. */
export const writeCarelessConfig = (folder: string, players: readonly Player[]): StoryConfig => ({
  file: write(folder, 'careless.yaml', players, (_name, secret) => JSON.stringify(secret)),
  environment: {},
});

const write = (
  folder: string,
  name: string,
  players: readonly Player[],
  refer: (name: string, secret: string) => string,
): string => {
  const known = [
    ...Object.entries(callers).map(([caller, of]) => ({ caller, ...of })),
    ...players.map(({ part: { id, token } }) => ({
      caller: `${id}-ops`,
      token,
      rights: `scopes: [admin], backends: [${id}]`,
    })),
  ];
  const tokens = known.map(
    ({ caller, token, rights }) =>
      `    - { name: ${caller}, token: ${refer(caller, token.secret)}, ${rights} }\n`,
  );
  const backends = players.map(({ part: { id, ailment }, config, credential }) => {
    const patience = ailment?.name === 'hanging' ? 'timeoutMs: 300, ' : '';
    return `  - { id: ${id}, ${config(refer(id, credential))}, ${patience}allowPlainHttp: true, writes: true, requestsPerSecond: 100000 }\n`;
  });
  const path = join(folder, name);
  writeFileSync(
    path,
    `server: { port: 0 }\nstore: { url: "file:rolecall.db" }\nauth:\n  tokens:\n${tokens.join('')}backends:\n${backends.join('')}${limits}`,
  );
  return path;
};

/** The story asks for everything at once. */
const limits = `\
guards: { minAdmins: 1 }
limits: { tokens: 100000, depth: 100, aliases: 10000, cost: 100000000, upstreamCalls: 100000, requestMs: 20000 }
`;
